using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using GrowsCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Growth.SingletonCollectionGrowsAnalyzer>;
using SubscribesCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Growth.SubscriptionNeverRemovedAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>
/// GG1008 and GG1007: objects that stay with the process though no container says so: composed by hand, or taken by a singleton.
/// </summary>
public sealed class ObjectsThatStayTests
{
    [Theory]
    [InlineData("services.AddSingleton(typeof(IState<>), typeof(State<>));", "", true)]
    [InlineData("services.AddSingleton<IState<string>, State<string>>();", "", true)]
    [InlineData("services.AddSingleton(typeof(IState<>), typeof(State<>));", "_state.Changed -= OnChanged;", false)]
    [InlineData("services.AddScoped(typeof(IState<>), typeof(State<>));", "", false)]
    [InlineData("services.AddSingleton<IState<int>, State<int>>(); services.AddScoped<IState<string>, State<string>>();", "", false)]
    [InlineData("services.AddTransient(typeof(IState<>), typeof(State<>));", "", false)]
    public async Task Event_of_a_generic_singleton(string registration, string atTheEnd, bool isReported)
    {
        var test = LongLivedHost.Prepare(
            new SubscribesCS.Test(),
            $$"""
            public interface IState<T> { event Action<T> Changed; }

            public class State<T> : IState<T> { public event Action<T> Changed { add { Kept += value; } remove { Kept -= value; } } private Action<T> Kept; }

            public sealed class Row : IDisposable
            {
                private readonly IState<string> _state;

                public Row(IState<string> state)
                {
                    _state = state;
                    {{(isReported ? "[|_state.Changed += OnChanged|]" : "_state.Changed += OnChanged")}};
                }

                private void OnChanged(string text) { }

                public void Dispose() { {{atTheEnd}} }
            }

            public static class Startup
            {
                public static void ConfigureServices(IServiceCollection services)
                {
                    {{registration}}
                    services.AddTransient<Row>();
                }
            }
            """);
        await test.RunAsync();
    }

    [Theory]
    [InlineData("private readonly Journal [|_journal|] = new();", "private static readonly Desk Main = new();")]
    [InlineData(
        "private readonly Journal [|_journal|]; public Desk() { _journal = new Journal(); }",
        "private static readonly Desk Main = new();")]
    [InlineData(
        "private Journal [|_journal|]; public Desk() { _journal = new Journal(); }",
        "private static Desk Main { get; } = new Desk();")]
    [InlineData(
        "private Journal [|_journal|] = new();",
        "private static Desk Main; public static void ConfigureServices(IServiceCollection services) { Main = new Desk(); }")]
    public Task A_store_in_an_object_of_an_object_that_a_static_keeps_is_reported(string journal, string main) =>
        VerifyAsync(Shop(journal, main));

    [Theory]
    [InlineData(
        "private readonly Journal _journal = new();",
        "private static Desk Main = new(); public static void Reopen() => Main = new Desk();")]
    [InlineData(
        "private Journal _journal = new(); public void NewDay() { _journal = new Journal(); }",
        "private static readonly Desk Main = new();")]
    [InlineData("private Journal _journal = new(); public void Close() { _journal = null; }", "private static readonly Desk Main = new();")]
    [InlineData(
        "private readonly Journal _journal; public Desk(Journal journal) { _journal = journal; } public Desk() : this(new Journal()) { }",
        "private static readonly Desk Main = new();")]
    [InlineData("private readonly Journal _journal = new();", "private static Desk Main => new();")]
    [InlineData(
        "private readonly Journal _journal = new();",
        "private static readonly Desk Main = new(); public static void Try(Order order) => new Desk().Accept(order);")]
    public Task A_store_in_an_object_that_may_go_is_not_reported(string journal, string main) => VerifyAsync(Shop(journal, main));

    [Theory]
    [InlineData(
        "services.AddTransient<IPump, Pump>(); services.AddSingleton<Engine>();",
        "private readonly IPump _kept; public Engine(IPump pump) { _kept = pump; }",
        true)]
    [InlineData(
        "services.AddTransient<IPump, Pump>(); services.AddSingleton<Engine>();",
        "private readonly IEnumerable<IPump> _kept; public Engine(IEnumerable<IPump> pumps) { _kept = pumps; }",
        true)]
    [InlineData(
        "services.AddTransient<Pump>(); services.AddSingleton<Engine>();",
        "private readonly Pump[] _kept; public Engine(IEnumerable<Pump> pumps) { _kept = pumps.ToArray(); }",
        true)]
    [InlineData(
        "services.AddTransient<IPump, Pump>(); services.AddTransient<Engine>();",
        "private readonly IPump _kept; public Engine(IPump pump) { _kept = pump; }",
        false)]
    [InlineData(
        "services.AddTransient<IPump, Pump>(); services.AddSingleton<Engine>();",
        "public Engine(IPump pump) { pump.Accept(null); }",
        false)]
    [InlineData(
        "services.AddScoped<IPump, Pump>(); services.AddScoped<Engine>();",
        "private readonly IPump _kept; public Engine(IPump pump) { _kept = pump; }",
        false)]
    [InlineData(
        "services.AddTransient<IPump, Pump>(); services.AddSingleton<Engine>();",
        "private readonly Func<IPump> _make; public Engine(Func<IPump> make) { _make = make; }",
        false)]
    [InlineData(
        "services.AddTransient<IPump, Pump>(); services.AddSingleton<Engine>();",
        "private readonly IPump _kept; public Engine(IPump pump) { _kept = pump; } public void Run(IServiceProvider all) => all.GetRequiredService<IPump>().Accept(null);",
        false)]
    [InlineData(
        "services.AddTransient<IPump, Pump>(); services.AddSingleton<Engine>(); services.AddScoped<Gauge>();",
        "private readonly IPump _kept; public Engine(IPump pump) { _kept = pump; } } internal sealed class Gauge { public Gauge(IPump pump) { pump.Accept(null); }",
        false)]
    public Task A_transient_service_lives_as_long_as_the_singleton_that_keeps_it(string registrations, string engine, bool isReported) => VerifyAsync($$"""
        public interface IPump { void Accept(Order order); }

        internal abstract class Worker : IPump
        {
            private readonly List<Order> _seen = new();

            public void Accept(Order order) => _seen.Add(order);
        }

        internal sealed class {{(isReported ? "[|Pump|]" : "Pump")}} : Worker { }

        internal sealed class Engine { {{engine}} }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) { {{registrations}} }
        }
        """);

    [Theory]
    [InlineData("foreach (var peer in _peers.Values) { try { peer.Send(text); } catch (System.IO.IOException) { _peers.TryRemove(peer.Id, out _); } }", false)]
    [InlineData("foreach (var pair in _peers.ToArray()) { try { pair.Value.Send(text); } catch { _peers.TryRemove(pair.Key, out _); } }", false)]
    [InlineData("var all = _peers.Values.ToList(); foreach (var peer in all) { try { peer.Send(text); } catch { _peers.TryRemove(peer.Id, out _); } }", false)]
    [InlineData("var peer = _peers[text]; try { peer.Send(text); } catch (System.IO.IOException) { _peers.TryRemove(peer.Id, out _); }", true)]
    [InlineData("foreach (var word in text.Split(' ')) { try { _peers[word].Send(text); } catch { _peers.TryRemove(word, out _); } }", true)]
    public Task Who_does_not_answer_when_all_are_called_is_taken_out(string body, bool isReported) => VerifyAsync($$"""
        public sealed class Peer
        {
            public Guid Id { get; } = Guid.NewGuid();

            public void Send(string text) { }
        }

        public sealed class Hub : BackgroundService
        {
            private readonly ConcurrentDictionary<object, Peer> {{(isReported ? "[|_peers|]" : "_peers")}} = new();

            public void Join(Peer peer) => _peers[peer.Id] = peer;

            public void Tell(string text) { {{body}} }

            protected override async Task ExecuteAsync(CancellationToken token)
            {
                while (!token.IsCancellationRequested)
                {
                    Tell("alive");
                    await Task.Delay(1000, token);
                }
            }
        }
        """);

    [Theory]
    [InlineData("var lines = Lines[topic]; return Interlocked.Exchange(ref lines, new List<string>());", true)]
    [InlineData("var lines = Lines[topic].ToList(); Lines[topic].Clear(); return lines;", false)]
    [InlineData("var lines = Lines[topic]; var sent = lines.ToArray(); lines.Clear(); return sent;", false)]
    public Task What_is_put_into_a_local_takes_nothing_out_of_the_store(string body, bool isReported) => VerifyAsync($$"""
        public sealed class Log : BackgroundService
        {
            private readonly Dictionary<string, List<string>> {{(isReported ? "[|Lines|]" : "Lines")}} = new();

            public void Write(string topic, string line) => Lines[topic].Add(line);

            private IEnumerable<string> Take(string topic) { {{body}} }

            protected override async Task ExecuteAsync(CancellationToken token)
            {
                Lines["all"] = new List<string>();
                while (!token.IsCancellationRequested)
                {
                    foreach (var line in Take("all"))
                        Console.WriteLine(line);
                    await Task.Delay(1000, token);
                }
            }
        }
        """);

    [Theory]
    [InlineData("public static Answer Empty { get; } = new Answer();", false)]
    [InlineData("public static Answer Empty { get; } = new Gathered();", true)]
    public Task What_a_derived_class_adds_is_not_added_to_an_object_of_its_base(string kept, bool isReported) => VerifyAsync($$"""
        public class Answer
        {
            {{(isReported ? kept.Replace("Empty", "[|Empty|]") : kept)}}

            public List<string> Lines { get; } = new();
        }

        public sealed class Gathered : Answer
        {
            public void Merge(string line) => Lines.Add(line);
        }
        """);

    [Theory]
    [InlineData("internal sealed class Button : Control { }", true)]
    [InlineData("internal abstract class Box : Control { } internal sealed class Button : Box { public Button() { Width = 1; } }", true)]
    [InlineData("internal sealed class Button : Control { public Button() : base(1) { } }", false)]
    [InlineData("internal sealed class Button { }", false)]
    public Task A_constructor_runs_for_derived_objects_that_do_not_name_it(string button, bool isReported) => new SubscribesCS.Test
    {
        TestState =
        {
            Sources =
            {
                $$"""
                using System;
                using System.Collections.Generic;

                public static class Theme
                {
                    public static event EventHandler {{(isReported ? "[|Changed|]" : "Changed")}};

                    public static void Change() => Changed?.Invoke(null, EventArgs.Empty);
                }

                internal class Control
                {
                    public int Width;

                    public Control() { Theme.Changed += (sender, e) => Width++; }

                    public Control(int width) { Width = width; }
                }

                {{button}}

                public sealed class Menu
                {
                    private readonly List<object> _items = new();

                    public void Show()
                    {
                        _items.Clear();
                        for (var item = 0; item < 5; item++)
                            _items.Add(new Button());
                    }
                }
                """,
            },
        },
    }.RunAsync();

    [Theory]
    [InlineData("public static Tree Main { get; } = new Tree();", "", true)]
    [InlineData("private static Tree Main = new Tree(); public static void Open() { Main = new Tree(); }", "", false)]
    [InlineData("public static Tree Main { get; } = new Tree();", "_tree.Loaded -= OnLoaded;", false)]
    public Task An_object_composed_by_hand_keeps_its_subscribers(string main, string removal, bool isReported) => new SubscribesCS.Test
    {
        TestState =
        {
            Sources =
            {
                $$"""
                using System;

                namespace Microsoft.AspNetCore.Mvc { public abstract class ControllerBase { } }

                public sealed class Tree
                {
                    public event EventHandler Loaded;

                    public void Load()
                    {
                        var saver = new Saver(this);
                        Loaded?.Invoke(this, EventArgs.Empty);
                    }
                }

                public sealed class Saver
                {
                    private readonly Tree _tree;

                    public Saver(Tree tree)
                    {
                        _tree = tree;
                        {{(isReported ? "[|_tree.Loaded += OnLoaded|]" : "_tree.Loaded += OnLoaded")}};
                    }

                    private void OnLoaded(object sender, EventArgs e) { {{removal}} }
                }

                public sealed class TreeController : Microsoft.AspNetCore.Mvc.ControllerBase
                {
                    {{main}}

                    public void Post() => Main.Load();
                }
                """,
            },
        },
    }.RunAsync();

    private static string Shop(string journal, string main) => $$"""
        internal sealed class Journal
        {
            private readonly List<Order> _lines = new();

            public void Write(Order order) => _lines.Add(order);
        }

        internal sealed class Desk
        {
            {{journal}}

            public void Accept(Order order) => _journal.Write(order);
        }

        public static class Shop
        {
            {{main}}

            public static void Accept(Order order) => Main.Accept(order);
        }
        """;

    private static Task VerifyAsync([StringSyntax("C#-test")] string source) => LongLivedHost.Prepare(new GrowsCS.Test(), source).RunAsync();
}
