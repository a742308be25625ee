using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Growth.SingletonCollectionGrowsAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>GG1008: stores of singletons, of hosted services, and of objects that are kept for good.</summary>
public sealed class SingletonCollectionGrowsTests
{
    private const string Common = """
        global using System;
        global using System.Collections.Concurrent;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.DependencyInjection.Extensions;
        global using Microsoft.Extensions.Hosting;

        public sealed record Order(string Id, decimal Total);

        public enum Status { New, Paid }
        """;

    [Theory]
    [InlineData("services.AddSingleton<Quotes>();")]
    [InlineData("services.AddSingleton<IQuotes, Quotes>();")]
    [InlineData("services.TryAddSingleton<IQuotes, Quotes>();")]
    [InlineData("services.AddSingleton(typeof(IQuotes), typeof(Quotes));")]
    [InlineData("services.AddSingleton<IQuotes>(_ => new Quotes());")]
    [InlineData("services.AddSingleton<IQuotes>(new Quotes());")]
    [InlineData("services.AddSingleton<IQuotes>(sp => ActivatorUtilities.CreateInstance<Quotes>(sp));")]
    [InlineData("services.AddKeyedSingleton<IQuotes, Quotes>(\"main\");")]
    [InlineData("services.AddSingleton(Make()); static Quotes Make() => new();")]
    [InlineData("services.AddSingleton(sp => Make()); static Quotes Make() => new();")]
    [InlineData("services.AddSingleton<IQuotes, Alias>();")]
    [InlineData("services.TryAddEnumerable(ServiceDescriptor.Singleton<IQuotes, Quotes>());")]
    [InlineData("services.Add(ServiceDescriptor.KeyedSingleton<IQuotes, Quotes>(\"main\"));")]
    public Task RegisteredSingleton_Diagnostic(string registration) => VerifyAsync(
        $$"""
        using Alias = Quotes;

        public interface IQuotes { decimal Of(Order order); }

        public class Quotes : IQuotes
        {
            private readonly Dictionary<string, decimal> {|#0:_quotes|} = new();

            public decimal Of(Order order) => {|#1:_quotes[order.Id]|} = order.Total;
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) { {{registration}} }
        }
        """,
        Growing(
            "'_quotes' of singleton 'Quotes' grows in 'Of' (keyed by 'order.Id', open domain); nothing evicts from it and it has no documented bound",
            1));

    [Theory]
    [InlineData("services.AddScoped<IQuotes, Quotes>();")]
    [InlineData("services.AddTransient<IQuotes, Quotes>();")]
    [InlineData("services.AddScoped<IQuotes>(_ => new Quotes());")]
    [InlineData("services.Add(ServiceDescriptor.Scoped<IQuotes, Quotes>());")]
    [InlineData("services.AddSingleton<IList<string>>(new List<string> { nameof(Quotes) });")]
    [InlineData("")]
    public Task NotASingleton_NoDiagnostic(string registration) => VerifyAsync(
        $$"""
        public interface IQuotes { decimal Of(Order order); }

        internal class Quotes : IQuotes
        {
            private readonly Dictionary<string, decimal> _quotes = new();

            public decimal Of(Order order) => _quotes[order.Id] = order.Total;
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) { {{registration}} }
        }
        """);

    [Fact]
    public Task HostedServiceLoop_Diagnostic() => VerifyAsync(
        """
        public class Feed : BackgroundService
        {
            private readonly List<string> [|_seen|] = new();

            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                while (!stoppingToken.IsCancellationRequested)
                {
                    _seen.Add(await NextAsync());
                }
            }

            private static Task<string> NextAsync() => Task.FromResult("x");
        }
        """);

    [Fact]
    public Task HostedServiceThatFillsOnce_NoDiagnostic() => VerifyAsync(
        """
        public class Feed : BackgroundService
        {
            private readonly List<string> _names = new();

            public override Task StartAsync(CancellationToken cancellationToken)
            {
                _names.Add("start");
                return base.StartAsync(cancellationToken);
            }

            protected override Task ExecuteAsync(CancellationToken stoppingToken)
            {
                foreach (var name in new[] { "a", "b" })
                    _names.Add(name);
                return Task.CompletedTask;
            }
        }
        """);

    [Fact]
    public Task HookOfBaseClassThatStartAsyncCalls_NoDiagnostic() => VerifyExecutableAsync(
        """
        public abstract class Subscriber : IHostedService
        {
            private readonly List<IDisposable> _subscriptions = new();

            public Task StartAsync(CancellationToken cancellationToken) { SubscribeToEvents(); return Task.CompletedTask; }

            public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

            protected virtual void SubscribeToEvents() { }

            protected void Subscribe(IDisposable subscription) => _subscriptions.Add(subscription);
        }

        public class OrderEvents : Subscriber
        {
            protected override void SubscribeToEvents() => Subscribe(new CancellationTokenSource());
        }

        public static class Program { public static void Main() { } }
        """);

    [Fact]
    public Task StoreOfBaseClass_Diagnostic() => VerifyAsync(
        """
        public abstract class Remembering
        {
            private readonly List<string> _seen = new();

            protected void Remember(string id) => {|#1:_seen.Add(id)|};
        }

        public class {|#0:Feed|} : Remembering, IHostedService
        {
            public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

            public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

            public void OnMessage(string id) => Remember(id);
        }
        """,
        Growing(
            "'_seen' of hosted service 'Feed' grows in 'Remember' (each call adds to it); nothing evicts from it and it has no documented bound",
            1));

    [Fact]
    public Task SingletonPattern_Diagnostic() => VerifyAsync(
        """
        public sealed class Registry
        {
            public static readonly Registry Instance = new();

            private readonly ConcurrentDictionary<string, Order> [|_orders|] = new();

            private Registry() { }

            public Order Get(string id) => _orders.GetOrAdd(id, key => new Order(key, 0));
        }
        """);

    [Fact]
    public Task LazySingletonPattern_Diagnostic() => VerifyAsync(
        """
        public sealed class Registry
        {
            private static readonly Lazy<Registry> Shared = new(() => new Registry());

            private readonly List<Order> [|_orders|] = new();

            private Registry() { }

            public static Registry Instance => Shared.Value;

            public void Handle(Order order) => _orders.Add(order);
        }
        """);

    [Theory]
    [InlineData("private static T _instance; public static T Instance => _instance ??= (T)Activator.CreateInstance(typeof(T), true);")]
    [InlineData("private static readonly Lazy<T> Shared = new(() => new T()); public static T Instance => Shared.Value;")]
    [InlineData("protected static readonly T Instance = new T();")]
    public Task SingletonPatternOfABaseClass_Diagnostic(string instance) => VerifyAsync(
        Guilds(instance, "Singleton<Guilds>", "private readonly Dictionary<string, Order> {|#0:_orders|} = new();", "{|#1:_orders[order.Id]|} = order;"),
        Growing(
            "'_orders' of singleton 'Guilds' grows in 'Found' (keyed by 'order.Id', open domain); nothing evicts from it and it has no documented bound",
            1));

    [Theory]
    [InlineData("private static T _instance;", "Singleton<Order2>", "")]
    [InlineData("private static T[] _all;", "Singleton<Guilds>", "")]
    [InlineData("private static object _instance;", "Singleton<Guilds>", "")]
    [InlineData("private T _instance;", "Singleton<Guilds>", "")]
    [InlineData("public static T Empty => new T();", "Singleton<Guilds>", "")]
    [InlineData("private static T _instance;", "Singleton<Guilds>", "public static class Page { public static void Show(Order order) => new Guilds().Found(order); }")]
    [InlineData("private static T _instance;", "Singleton<Guilds>", "public static class Setup { public static void Add(IServiceCollection services) => services.AddScoped<Guilds>(); }")]
    public Task BaseClassThatKeepsNoneOrNotTheOnlyOne_NoDiagnostic(string member, string baseType, string more) => VerifyAsync(
        Guilds(member, baseType, "private readonly Dictionary<string, Order> _orders = new();", "_orders[order.Id] = order;") +
        " public class Order2 { } " + more);

    [Theory]
    [InlineData("public static T Instance { get; } = new T();", true)]
    [InlineData("public static T Current { get; set; } = new T();", false)]
    [InlineData("public static T[] All { get; } = { new T() };", false)]
    public Task SingletonPatternOfAPackage(string member, bool isReported)
    {
        var package = CSharpCompilation.Create(
            "Package",
            [
                CSharpSyntaxTree.ParseText(
                    $"public abstract class Singleton<T> where T : class, new() {{ {member} }}",
                    cancellationToken: TestContext.Current.CancellationToken),
            ],
            ReferenceSets.Net.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var emitted = package.Emit(
            image,
            options: new EmitOptions(metadataOnly: true, includePrivateMembers: false),
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success);
        var test = TestOf($$"""
            public class Guilds : Singleton<Guilds>
            {
                private readonly List<Order> {{(isReported ? "[|_orders|]" : "_orders")}} = new();

                public void Handle(Order order) => _orders.Add(order);
            }
            """);
        test.TestState.AdditionalReferences.Add(MetadataReference.CreateFromImage(image.ToArray()));
        return test.RunAsync();
    }

    /// <summary>What is written into the object as it is made shows how it is filled; who else does that is not seen.</summary>
    [Theory]
    [InlineData("new() { \"ldarg\", { \"call\", 2 } };", "", "Call")]
    [InlineData("new(2) { \"ldarg\" };", "", "Call")]
    [InlineData("new();", "", "[|Call|]")]
    [InlineData("new() { Level = 2 };", "", "[|Call|]")]
    [InlineData("new() { \"ldarg\" };", "public static void Match(Order order) => Call.Add(order.Id);", "[|Call|]")]
    [InlineData("new() { \"ldarg\" };", "public static void Match(Order order) => Call.Saw(order.Id);", "[|Call|]")]
    public Task ObjectMadeWithElements(string made, string member, string holder) => VerifyAsync($$"""
        public class Pattern : System.Collections.IEnumerable
        {
            private readonly List<string> _parts = new();

            public Pattern(int matches = 1) { }

            public int Level { get; set; }

            public void Add(string part) => _parts.Add(part);

            public void Add(string part, int level) => _parts.Add(part + level);

            internal void Saw(string part) => _parts.Add(part);

            public System.Collections.IEnumerator GetEnumerator() => _parts.GetEnumerator();
        }

        public static class Patch
        {
            public static readonly Pattern {{holder}} = {{made}}

            {{member}}
        }
        """);

    /// <summary>Who calls an override of what another project declares is not in this one.</summary>
    [Theory]
    [InlineData("public override void Read(byte[] data) => Songs.Instance.Keep(data);", "[|_songs|]")]
    [InlineData("void IReader.Write(byte[] data) => Songs.Instance.Keep(data);", "[|_songs|]")]
    [InlineData("private void Skip(byte[] data) => Songs.Instance.Keep(data);", "_songs")]
    public Task OverrideOfWhatAnotherProjectDeclares(string member, string store)
    {
        var test = TestOf($$"""
            internal sealed class SongPacket : Packet, IReader
            {
                {{member}}
            }

            internal sealed class Songs
            {
                public static readonly Songs Instance = new();

                private readonly List<byte[]> {{store}} = new();

                private Songs() { }

                public void Keep(byte[] data) => _songs.Add(data);
            }
            """);
        test.TestState.AdditionalProjects["Shared"].Sources.Add("""
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("TestProject")]

            internal abstract class Packet { public virtual void Read(byte[] data) { } }

            internal interface IReader { void Write(byte[] data) { } }
            """);
        test.TestState.AdditionalProjectReferences.Add("Shared");
        return test.RunAsync();
    }

    private static string Guilds(string member, string baseType, string field, string body) =>
        $$"""
        public abstract class Singleton<T> where T : class, new() { {{member}} }

        public class Guilds : {{baseType}}
        {
            {{field}}

            public void Found(Order order) { {{body}} }
        }

        public class Function { public void Handle(Order order, Guilds guilds) => guilds.Found(order); }
        """;

    [Theory]
    [InlineData("get { if (_current == null) _current = new Quotes(); return _current; }")]
    [InlineData("get { if (null == _current) { _current = new Quotes(); } return _current; }")]
    [InlineData("get { if (_current is null) _current = new Quotes(); return _current; }")]
    [InlineData("get { if (_current != null) return _current; return _current = new Quotes(); }")]
    [InlineData("get { if (_current == null) { lock (Gate) { if (_current == null) _current = new Quotes(); } } return _current; }")]
    [InlineData("get => _current ??= new Quotes();")]
    public Task MadeWhenFirstAskedFor_Diagnostic(string accessor) => VerifyAsync(
        $$"""
        public class Quotes
        {
            private static readonly object Gate = new();
            private static Quotes {|#0:_current|};
            private readonly Dictionary<string, decimal> _quotes = new();

            public static Quotes Current { {{accessor}} }

            public decimal Of(Order order) => {|#1:_quotes[order.Id]|} = order.Total;
        }

        public class Function
        {
            public decimal Handle(Order order) => Quotes.Current.Of(order);
        }
        """,
        Growing(
            "'_quotes' of the 'Quotes' held by '_current' grows in 'Of' (keyed by 'order.Id', open domain); nothing evicts from it and it has no documented bound",
            1));

    [Fact]
    public Task MadeAnewWhenStale_NoDiagnostic() => VerifyAsync(
        """
        public class Quotes
        {
            private static Quotes _current;
            private readonly DateTime _made = DateTime.UtcNow;
            private readonly Dictionary<string, decimal> _quotes = new();

            public static Quotes Current
            {
                get
                {
                    if (_current == null || DateTime.UtcNow - _current._made > TimeSpan.FromMinutes(1))
                        _current = new Quotes();
                    return _current;
                }
            }

            public decimal Of(Order order) => _quotes[order.Id] = order.Total;
        }

        public class Function
        {
            public decimal Handle(Order order) => Quotes.Current.Of(order);
        }
        """);

    [Fact]
    public Task WrapperHeldByStatic_DiagnosticAtTheHolder() => VerifyAsync(
        """
        public class KeyedCache<TKey, TValue> where TKey : notnull
        {
            private readonly ConcurrentDictionary<TKey, TValue> _entries = new();

            public TValue Get(TKey key, Func<TKey, TValue> make) => {|#1:_entries.GetOrAdd(key, make)|};
        }

        public class Function
        {
            private static readonly KeyedCache<string, Order> {|#0:Orders|} = new();

            public Order Handle(string id) => Orders.Get(id, key => new Order(key, 0));
        }
        """,
        Growing(
            "'_entries' of the 'KeyedCache' held by 'Orders' grows in 'Get' (keyed by 'key', open domain); nothing evicts from it and it has no documented bound",
            1));

    [Fact]
    public Task WrapperWithClosedTypeArgument_NoDiagnostic() => VerifyAsync(
        """
        public class KeyedCache<TKey, TValue> where TKey : notnull
        {
            private readonly ConcurrentDictionary<TKey, TValue> _entries = new();

            public TValue Get(TKey key, Func<TKey, TValue> make) => _entries.GetOrAdd(key, make);
        }

        public class Function
        {
            private static readonly KeyedCache<Type, string> Names = new();
            private static readonly KeyedCache<Status, string> Labels = new();

            public string Handle(object order, Status status) => Names.Get(order.GetType(), key => key.Name) + Labels.Get(status, key => key.ToString());
        }
        """);

    [Fact]
    public Task OnlyTheObjectThatGrowsIsReported() => VerifyAsync(
        """
        public class Bag
        {
            private readonly List<string> _items = new();

            public void Put(string item) => _items.Add(item);
        }

        public class Function
        {
            private static readonly Bag [|Grown|] = new();
            private static readonly Bag Filled = new();

            static Function() => Filled.Put("once");

            public void Handle(string id) => Grown.Put(id);
        }
        """);

    [Fact]
    public Task WrapperThatBoundsItself_NoDiagnostic() => VerifyAsync(
        """
        public class Recent
        {
            private readonly Queue<string> _items = new();

            public void Put(string item)
            {
                _items.Enqueue(item);
                while (_items.Count > 100)
                    _items.Dequeue();
            }
        }

        public class Function
        {
            private static readonly Recent Items = new();

            public void Handle(string id) => Items.Put(id);
        }
        """);

    [Fact]
    public Task WrapperHeldBySingleton_DiagnosticAtTheHolder() => VerifyAsync(
        """
        public class Bag
        {
            private readonly List<string> _items = new();

            public void Put(string item) => _items.Add(item);
        }

        public class Feed : IHostedService
        {
            private readonly Bag [|_seen|] = new();

            public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

            public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

            public void OnMessage(string id) => _seen.Put(id);
        }
        """);

    [Fact]
    public Task ObjectThatIsReplaced_NoDiagnostic() => VerifyAsync(
        """
        public class Bag
        {
            private readonly List<string> _items = new();

            public void Put(string item) => _items.Add(item);
        }

        public class Function
        {
            private static Bag _current = new();

            public void Handle(string id)
            {
                _current = new Bag();
                _current.Put(id);
            }
        }
        """);

    [Fact]
    public Task RegisteredTypeThatIsAlsoMadePerCall_NoDiagnostic() => VerifyAsync(
        """
        public class Bag
        {
            private readonly List<string> _items = new();

            public void Put(string item) => _items.Add(item);
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton(new Bag());
        }

        public class Function
        {
            public void Handle(string id) { var bag = new Bag(); bag.Put(id); }
        }
        """);

    [Theory]
    [InlineData("[HttpGet] public int Get(string language) => texts.Count(language);", true)]
    [InlineData("[HttpGet] public int Get(Order order) { var category = order.Id; return texts.Count(category); }", true)]
    [InlineData("[HttpGet] public int Get() => texts.Count(Thread.CurrentThread.CurrentCulture.Name);", false)]
    public Task NamesOfWhatThereAreFewFromRequests(string action, bool isReported) => VerifyAsync(
        $$"""
        using Microsoft.AspNetCore.Mvc;

        public class Texts
        {
            private readonly ConcurrentDictionary<string, int> {{(isReported ? "[|_counts|]" : "_counts")}} = new();

            public int Count(string language) => _counts.AddOrUpdate(language, 1, (_, count) => count + 1);
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<Texts>();
        }

        public class TextsController : ControllerBase
        {
            private readonly Texts texts;

            public TextsController(Texts texts) => this.texts = texts;

            {{action}}
        }
        """);

    [Theory]
    [InlineData("Bag Make(string id) => new(id);")]
    [InlineData("Bag Make(string id) { return new(id); }")]
    [InlineData("Task<Bag> Make(string id) { Bag made; made = new(id); return Task.FromResult(made); }")]
    [InlineData("Bag Make(string id) { _bag = new(id); return _bag; } Bag _bag;")]
    [InlineData("Bag Make(string id) { _bag ??= new(id); return _bag; } Bag _bag;")]
    [InlineData("Bag Make(string id) { Bag none = null; object made = none ?? new(id); return (Bag)made; }")]
    [InlineData("List<Bag> Make(string id) => new List<Bag> { new(id) };")]
    [InlineData("Bag[] Make(string id) => new Bag[] { new(id) };")]
    [InlineData("Bag Make(string id) => (new(id));")]
    [InlineData("void Make(string id) => Take(new(id)); static void Take(Bag bag) { }")]
    [InlineData("Bag Make(string id) { Func<Bag> made = () => new(id); return made(); }")]
    [InlineData("Bag Make(string id) => id == null ? null : new(id);")]
    public Task RegisteredTypeThatIsAlsoMadeWithoutItsName_NoDiagnostic(string making) => VerifyAsync(
        $$"""
        public class Bag
        {
            private readonly List<string> _items = new();

            public Bag(string id) => Id = id;

            public string Id { get; }

            public void Put(string item) => _items.Add(item);
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton(new Bag("one"));
        }

        public class Function
        {
            public {{making}}
        }
        """);

    [Fact]
    public Task OthersAreMadeWithoutTheirNames_Diagnostic() => VerifyAsync(
        """
        public class Bag
        {
            private readonly List<string> [|_items|] = new();

            public Bag(string id) => Id = id;

            public string Id { get; }

            public void Put(string item) => _items.Add(item);
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton(new Bag("one"));
        }

        public class Function
        {
            private Exception _last;

            public Exception Fail(string id) { _last = new(id); return new(id); }

            public List<Exception> All(string id, Bag bag) => new List<Exception> { new(id) };
        }
        """);

    [Theory]
    [InlineData("if (_loaded) return; {0} _loaded = true;", "", false)]
    [InlineData("lock (_known) {{ if (_loaded) {{ return; }} {0} _loaded = true; }}", "", false)]
    [InlineData("if (!_loaded) {{ {0} _loaded = true; }}", "", false)]
    [InlineData("if (_loaded) return; {0}", "", true)]
    [InlineData("if (_loaded) return; {0} _loaded = true;", "public void Restart() => _loaded = false;", true)]
    [InlineData("if (other._loaded) return; {0} other._loaded = true;", "", true)]
    [InlineData("if (_loaded) return; other.{0} _loaded = true;", "", true)]
    public Task FilledBehindAFlagOfTheObject(string body, string member, bool isReported) => VerifyAsync(
        $$"""
        public class Quotes
        {
            private readonly List<string> {{(isReported ? "[|_known|]" : "_known")}} = new();
            private bool _loaded;

            public void Price(string[] names, Quotes other) { {{string.Format(System.Globalization.CultureInfo.InvariantCulture, body, "_known.AddRange(names);")}} }

            {{member}}
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<Quotes>();
        }
        """);

    [Theory]
    [InlineData("Serializer.Deserialize<Quotes>(text)")]
    [InlineData("(Quotes)Serializer.Deserialize(text, typeof(Quotes))")]
    public Task RegisteredTypeThatIsAlsoReadFromData_NoDiagnostic(string copy) => VerifyAsync(
        $$"""
        public class Quotes
        {
            public Dictionary<string, decimal> Known { get; set; } = new();

            public void Add(Order order) => Known[order.Id] = order.Total;
        }

        public static class Serializer
        {
            public static T Deserialize<T>(string text) => default;
            public static object Deserialize(string text, Type type) => null;
        }

        public class Api
        {
            public void Handle(string text, Order order)
            {
                var copy = {{copy}};
                copy.Add(order);
            }
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) { services.AddSingleton(new Quotes()); }
        }
        """);

    [Theory]
    [InlineData("services.GetRequiredService<Quotes>().Add(order);")]
    [InlineData("Log.Serialize(typeof(Quotes)); services.GetRequiredService<Quotes>().Add(order);")]
    [InlineData("Log.Mapping<Quotes>(); services.GetRequiredService<Quotes>().Add(order);")]
    public Task RegisteredTypeThatIsOnlyNamedElsewhere_Diagnostic(string statement) => VerifyAsync(
        $$"""
        public class Quotes
        {
            public Dictionary<string, decimal> [|Known|] { get; set; } = new();

            public void Add(Order order) => Known[order.Id] = order.Total;
        }

        public static class Log
        {
            public static void Serialize(Type type) { }
            public static void Mapping<T>() { }
        }

        public class Api
        {
            public void Handle(IServiceProvider services, Order order) { {{statement}} }
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) { services.AddSingleton<Quotes>(); }
        }
        """);

    [Fact]
    public Task FilledInConstructorOfSingleton_NoDiagnostic() => VerifyAsync(
        """
        public class Names
        {
            private readonly Dictionary<string, string> _names = new();

            public Names(IEnumerable<string> configured)
            {
                foreach (var name in configured)
                    _names[name] = name;
            }

            public string Of(string key) => _names[key];
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<Names>();
        }
        """);

    // A start that nothing calls in sight is called by others, once for the one object.
    [Theory]
    [InlineData("public Task InitializeAsync(CancellationToken token) { Add(); return Task.CompletedTask; }", "_parts")]
    [InlineData("public override void StartCore() => Add();", "_parts")]
    [InlineData("public void Start() => Add();", "_parts")]
    [InlineData("public void Start(string user) => Add();", "[|_parts|]")]
    [InlineData("public void StartSession() => Add();", "[|_parts|]")]
    [InlineData("public void Restart() => Add();", "[|_parts|]")]
    [InlineData("public void Start() => Add(); public void OnMessage() => Start();", "[|_parts|]")]
    public Task StartOfTheOneObject(string member, string store) => VerifyAsync(
        $$"""
        public class Host { public virtual void StartCore() { } }

        public class Shop : Host
        {
            private readonly List<object> {{store}} = new();

            {{member}}

            private void Add() => _parts.Add(new object());
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<Shop>();
        }
        """);

    // What a helper in sight calls once, and what a lifecycle is handed, runs where it is handed on.
    [Theory]
    [InlineData("public Shop(IShopLifecycle lifecycle) => lifecycle.Subscribe(1, Load); private void Load() => Add();", "_parts")]
    [InlineData("public Shop(IShopLifecycle lifecycle) => lifecycle.Subscribe(1, () => Add());", "_parts")]
    [InlineData("public Shop(CancellationToken started) => started.Register(() => Add());", "_parts")]
    [InlineData("public Shop() => StartMeasured(() => Add()); private static void StartMeasured(Action load) { load(); }", "_parts")]
    [InlineData("public Shop() => StartMeasured(() => Add()); private static void StartMeasured(Action load) { load.Invoke(); }", "_parts")]
    [InlineData("public Shop(IShopFeed feed) => feed.Subscribe(1, Load); private void Load() => Add();", "[|_parts|]")]
    [InlineData("public void OnMessage(IShopLifecycle lifecycle) => lifecycle.Subscribe(1, () => Add());", "[|_parts|]")]
    [InlineData(
        "public Shop() => StartMeasured(() => Add()); private static void StartMeasured(Action load) { while (Console.ReadLine() != null) load(); }",
        "[|_parts|]")]
    [InlineData(
        "public Shop() => StartMeasured(() => Add()); private static Action s_kept; private static void StartMeasured(Action load) { load(); s_kept = load; }",
        "[|_parts|]")]
    [InlineData(
        "public Shop() => StartMeasured(() => Add()); private static void StartMeasured(Action load) { Console.CancelKeyPress += (_, _) => load(); }",
        "[|_parts|]")]
    public Task FunctionHandedOnAtStart(string member, string store) => VerifyAsync(
        $$"""
        public interface IShopLifecycle { void Subscribe(int stage, Action onStart); }

        public interface IShopFeed { void Subscribe(int stage, Action onMessage); }

        public class Shop
        {
            private readonly List<object> {{store}} = new();

            {{member}}

            private void Add() => _parts.Add(new object());
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<Shop>();
        }
        """);

    [Theory]
    [InlineData("public Listener() { _ready = true; }", "if (!_ready) _early.Add(source);", "_early")]
    [InlineData(
        "public Listener() : this(1) { } public Listener(int level) { Level = level; _ready = true; }",
        "if (_ready) Enable(source); else _early.Add(source);",
        "_early")]
    [InlineData("public Listener() { } public Listener(int level) { _ready = true; }", "if (!_ready) _early.Add(source);", "[|_early|]")]
    [InlineData("public Listener(bool ready) { _ready = ready; }", "if (!_ready) _early.Add(source);", "[|_early|]")]
    [InlineData("public Listener(bool ready) { if (ready) { _ready = true; } }", "if (!_ready) _early.Add(source);", "[|_early|]")]
    [InlineData(
        "public Listener() { _ready = true; } public void Stop() => _ready = false;",
        "if (!_ready) _early.Add(source);",
        "[|_early|]")]
    [InlineData("public Listener() { _ready = true; }", "if (_ready) _early.Add(source);", "[|_early|]")]
    [InlineData("public void Begin() { _ready = true; }", "if (!_ready) _early.Add(source);", "[|_early|]")]
    public Task KeptUntilTheConstructorHasRun(string members, string body, string store) => VerifyAsync(
        $$"""
        public class Source { public virtual void OnCreated(string source) { } }

        public class Listener : Source
        {
            private readonly List<string> {{store}} = new();

            private bool _ready;

            public int Level { get; }

            {{members}}

            public override void OnCreated(string source) { {{body}} }

            private void Enable(string source) { }
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<Listener>();
        }
        """);

    [Theory]
    [InlineData("if (_map.Remove(hash, out var taken) && taken != server) _map[hash] = taken;", "_map")]
    [InlineData("if (_map.Remove(hash, out var taken)) { if (_map.Remove(hash) && taken != server) _map[hash] = taken; }", "_map")]
    [InlineData("if (_map.Remove(hash, out var taken)) _map[hash] = taken;", "[|_map|]")]
    [InlineData("if (_map.Remove(hash, out var taken) && taken != server) return; _map[hash] = server;", "[|_map|]")]
    public Task RemovedAndSometimesPutBack(string body, string store) => VerifyAsync(
        $$"""
        public interface IRing { void OnChange(string server, bool isUp); }

        public class Ring : IRing
        {
            private readonly Dictionary<int, string> {{store}} = new();

            public void OnChange(string server, bool isUp) { if (isUp) Add(server); else Remove(server); }

            private void Add(string server)
            {
                foreach (var hash in HashesOf(server)) _map[hash] = server;
            }

            private void Remove(string server)
            {
                foreach (var hash in HashesOf(server)) { {{body}} }
            }

            private static int[] HashesOf(string server) => new[] { server.Length };
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<IRing, Ring>();
        }
        """);

    [Theory]
    [InlineData("foreach (var id in _known) { if (_dead.TryGetValue(id, out var at) && DateTime.UtcNow > at) _dead.Remove(id); }", "_dead")]
    [InlineData(
        "foreach (var id in _known) { var key = id.Trim(); if (_dead.TryGetValue(key, out var at)) { if (DateTime.UtcNow > at) _dead.Remove(key); } }",
        "_dead")]
    [InlineData(
        "foreach (var id in asked) { if (_dead.TryGetValue(id, out var at) && DateTime.UtcNow > at) _dead.Remove(id); }",
        "[|_dead|]")]
    [InlineData(
        "foreach (var id in _known) { if (_dead.TryGetValue(one, out var at) && DateTime.UtcNow > at) _dead.Remove(one); }",
        "[|_dead|]")]
    public Task ExpiredOnesOfAListThatIsKept(string body, string store) => VerifyAsync(
        $$"""
        public class Gateways
        {
            private readonly Dictionary<string, DateTime> {{store}} = new();

            private List<string> _known = new();

            public void MarkAsDead(string gateway) => _dead[gateway] = DateTime.UtcNow;

            public void Handle(List<string> asked, string one) { {{body}} }
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<Gateways>();
        }
        """);

    [Fact]
    public Task RemovedOnDisconnect_NoDiagnostic() => VerifyAsync(
        """
        public interface IConnections { void Connect(string id); void Disconnect(string id); }

        public class Connections : IConnections
        {
            private readonly HashSet<string> _open = new();

            public void Connect(string id) => _open.Add(id);

            public void Disconnect(string id) => _open.Remove(id);
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<IConnections, Connections>();
        }
        """);

    [Fact]
    public Task DocumentedBoundOfStoreOrHolder_NoDiagnostic() => VerifyAsync(
        """
        public class Bag
        {
            private readonly List<string> _items = new();

            public void Put(string item) => _items.Add(item);
        }

        public class Feed : IHostedService
        {
            // bound: one entry per plug-in
            private readonly Bag _plugIns = new();

            // bound: 40 (one per tenant)
            private readonly List<string> _tenants = new();

            public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

            public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

            public void OnMessage(string id) { _plugIns.Put(id); _tenants.Add(id); }
        }
        """);

    [Fact]
    public Task StaticStoreOfSingleton_IsForTheOtherRule() => VerifyAsync(
        """
        public class Feed : IHostedService
        {
            private static readonly List<string> Seen = new();

            public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

            public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

            public void OnMessage(string id) => Seen.Add(id);
        }
        """);

    [Fact]
    public Task AnotherObjectOfTheHeldClass_NoDiagnostic() => VerifyAsync(
        """
        public class Form
        {
            public List<string> Fields { get; } = new();
        }

        public class Function
        {
            private static readonly Form Template = new();

            public Form Handle(string id)
            {
                var form = new Form();
                form.Fields.Add(id);
                form.Fields.AddRange(Template.Fields);
                return form;
            }
        }
        """);

    [Theory]
    [InlineData("public List<string> Lines { get; } = new();", "journal.Lines.Add(line);")]
    [InlineData("private readonly List<string> _lines = new(); public List<string> Lines => _lines;", "journal.Lines.Add(line);")]
    public async Task FilledThroughItsInterface_Diagnostic(string members, string body)
    {
        var test = TestOf(Journal(
            members.Replace("_lines =", "[|_lines|] =", StringComparison.Ordinal)
                .Replace("Lines { get; }", "[|Lines|] { get; }", StringComparison.Ordinal),
            body,
            ""));
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        await test.RunAsync();
    }

    [Theory]
    [InlineData("public List<string> Lines { get; } = new();", "Console.WriteLine(journal.Lines.Count);", "")]
    [InlineData("public List<string> Lines { get; } = new();", "journal.Lines.Add(line); journal.Lines.Clear();", "")]
    [InlineData(
        "public List<string> Lines { get; } = new();",
        "journal.Lines.Add(line);",
        "public sealed class Draft : IJournal { public List<string> Lines { get; set; } }")]
    public Task NotFilledThroughItsInterface_NoDiagnostic(string members, string body, string more) =>
        VerifyExecutableAsync(Journal(members, body, more));

    private static string Journal(string members, string body, string more) => $$"""
        public interface IJournal { List<string> Lines { get; } }

        public sealed class Journal : IJournal { {{members}} }

        {{more}}

        public sealed class Writer : BackgroundService
        {
            private readonly IJournal journal;

            public Writer(IJournal journal) => this.journal = journal;

            protected override async Task ExecuteAsync(CancellationToken token)
            {
                while (!token.IsCancellationRequested) { await Task.Delay(10, token); Write(DateTime.UtcNow.ToString()); }
            }

            private void Write(string line) { {{body}} }
        }

        public static class Program
        {
            public static void Main() => new ServiceCollection().AddSingleton<IJournal, Journal>().AddHostedService<Writer>();
        }
        """;

    // Other containers say it at the end of a chain, or with an argument.
    [Theory]
    [InlineData("builder.RegisterType<Ledger>().As<ILedger>().SingleInstance();")]
    [InlineData("builder.Register(_ => new Ledger()).SingleInstance();")]
    [InlineData("builder.Register<ILedger, Ledger>(Reuse.Singleton);")]
    [InlineData("builder.RegisterSingleton<ILedger, Ledger>();")]
    [InlineData("services.Add(new ServiceDescriptor(typeof(ILedger), typeof(Ledger), ServiceLifetime.Singleton));")]
    public Task RegisteredWithAnotherContainer_Diagnostic(string registration) => VerifyAsync(Ledgers(registration, "[|_lines|]"));

    [Theory]
    [InlineData("builder.RegisterType<Ledger>().As<ILedger>();")]
    [InlineData("builder.RegisterType<Other>().As<ILedger>().SingleInstance(); builder.RegisterType<Ledger>();")]
    [InlineData("builder.Register<ILedger, Ledger>(Reuse.Scoped);")]
    [InlineData("services.Add(new ServiceDescriptor(typeof(ILedger), typeof(Ledger), ServiceLifetime.Scoped));")]
    public Task RegisteredForEachScopeWithAnotherContainer_NoDiagnostic(string registration) =>
        VerifyAsync(Ledgers(registration, "_lines"));

    private static string Ledgers(string registration, string field) => $$"""
        public enum Reuse { Singleton, Scoped }

        public sealed class Registration { public Registration As<T>() => this; public Registration SingleInstance() => this; }

        public sealed class Builder
        {
            public Registration RegisterType<T>() => new();
            public Registration Register<T>(Func<object, T> make) => new();
            public void Register<TService, T>(Reuse reuse) { }
            public void RegisterSingleton<TService, T>() { }
        }

        public interface ILedger { void Write(string line); }

        public sealed class Other : ILedger { public void Write(string line) { } }

        internal sealed class Ledger : ILedger
        {
            private readonly List<string> {{field}} = new();

            public void Write(string line) => _lines.Add(line);
        }

        public static class Setup
        {
            public static void ConfigureServices(IServiceCollection services, Builder builder) { {{registration}} }
        }
        """;

    // `socket.Received = OnReceived` is called for each message, as an event would be.
    [Theory]
    [InlineData("socket.Received = OnReceived;")]
    [InlineData("socket.Received += OnReceived;")]
    [InlineData("socket.Received = text => OnReceived(text);")]
    [InlineData("_ = new Socket { Received = OnReceived };")]
    [InlineData("options.OnMessage = OnReceived;")]
    public async Task FilledByADelegateOfAnotherObject_Diagnostic(string start)
    {
        var test = TestOf(Bot(start, "[|_last|]"));
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        await test.RunAsync();
    }

    [Theory]
    [InlineData("socket.Connected = OnConnected;")]
    [InlineData("options.Formatter = OnReceived;")]
    [InlineData("socket.Parser = OnReceived;")]
    [InlineData("_kept = OnReceived;")]
    [InlineData("Socket.Once(OnReceived);")]
    public Task FilledByADelegateThatIsNoCallback_NoDiagnostic(string start) => VerifyExecutableAsync(Bot(start, "_last"));

    private static string Bot(string start, string field) => $$"""
        public sealed class SocketOptions { public Action<string> OnMessage { get; set; } public Action<string> Formatter { get; set; } }

        public sealed class Socket
        {
            public Action<string> Received { get; set; }

            public Action Connected { get; set; }

            public Action<string> Parser { get; set; }

            public static void Once(Action<string> action) => action("once");
        }

        public sealed class Bot : IHostedService
        {
            private readonly Socket socket;
            private readonly SocketOptions options;
            private readonly Dictionary<string, int> {{field}} = new();
            private Action<string> _kept;

            public Bot(Socket socket, SocketOptions options) => (this.socket, this.options) = (socket, options);

            public Task StartAsync(CancellationToken token) { {{start}} return Task.CompletedTask; }

            public Task StopAsync(CancellationToken token) => Task.CompletedTask;

            private void OnConnected() => _last[DateTime.UtcNow.ToString()] = 1;

            private void OnReceived(string text) => _last[text] = 1;
        }

        public static class Program
        {
            public static void Main() => new ServiceCollection().AddSingleton<Socket>().AddHostedService<Bot>();
        }
        """;

    [Theory]
    [InlineData("if (_users[key] == 1) _users.Remove(key); else _users[key] = _users[key] - 1;", false)]
    [InlineData("var count = _users[key]; if (count == 1) { _users.Remove(key); } else { _users[key] = count - 1; }", false)]
    [InlineData("if (_users[key] > 1) _users[key] = _users[key] - 1; else _users.Remove(key);", false)]
    [InlineData("_users.Remove(key); _users[key] = 1;", true)]
    public Task CountOfUsersThatEndsWithTheLast(string release, bool isReported) => VerifyAsync($$"""
        public interface ILocks { void Enter(string key); void Leave(string key); }

        public class Locks : ILocks
        {
            private readonly Dictionary<string, int> {{(isReported ? "{|#0:_users|}" : "_users")}} = new();

            public void Enter(string key) { {{(isReported ? "{|#1:_users[key]|}" : "_users[key]")}} = (_users.TryGetValue(key, out var count) ? count : 0) + 1; }

            public void Leave(string key) { {{(isReported ? release.Replace("_users[key] = 1", "{|#2:_users[key]|} = 1", StringComparison.Ordinal) : release)}} }
        }

        public class Shop
        {
            private readonly ILocks _locks;

            public Shop(ILocks locks) => _locks = locks;

            public void Sell(string id) { _locks.Enter(id); try { Console.WriteLine(id); } finally { _locks.Leave(id); } }
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<ILocks, Locks>();
        }
        """,
        isReported
            ? [Growing("'_users' of singleton 'Locks' grows in 'Enter' (keyed by 'key', open domain) and in 1 other place; what is removed is only the key at hand and it has no documented bound", sites: 2)]
            : []);

    [Theory]
    [InlineData("_running.Begin(run); await Work(); _running.End(run);", true)]
    [InlineData("_running.Begin(run); try { await Work(); } finally { _running.End(run); }", false)]
    [InlineData("_running.Begin(run); Console.WriteLine(); _running.End(run);", false)]
    public Task PairOfCallsThroughAnInterface(string body, bool isReported) => VerifyAsync($$"""
        public interface IRunning { void Begin(object run); void End(object run); }

        public class Running : IRunning
        {
            private readonly List<object> {{(isReported ? "{|#0:_runs|}" : "_runs")}} = new();

            public void Begin(object run) => {{(isReported ? "{|#1:_runs.Add(run)|}" : "_runs.Add(run)")}};

            public void End(object run) => _runs.Remove(run);
        }

        public class Shop
        {
            private readonly IRunning _running;

            public Shop(IRunning running) => _running = running;

            public async Task Sell(string id) { var run = new object(); {{body}} await Task.Yield(); }

            private static Task Work() => Task.Delay(1);
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<IRunning, Running>();
        }
        """,
        isReported
            ? [Growing("'_runs' of singleton 'Running' grows in 'Begin' (each call adds to it); the removal in 'End' does not run when an exception is thrown before it and it has no documented bound", sites: 1).WithSeverity(Microsoft.CodeAnalysis.DiagnosticSeverity.Info)]
            : []);

    [Theory]
    [InlineData("public void Dispose() => _server.Remove(this);", false)]
    [InlineData("void IDisposable.Dispose() { try { Console.WriteLine(); } finally { _server.Remove(this); } }", false)]
    [InlineData("public void Dispose() { }", true)]
    [InlineData("public void Dispose() => new Server().Remove(this);", true)]
    public Task EntryThatRemovesItself(string dispose, bool isReported) => VerifyAsync($$"""
        public class Session : IDisposable
        {
            private readonly Server _server;

            public Session(Server server) => _server = server;

            {{dispose}}

            public override string ToString() => _server.ToString();
        }

        public class Server
        {
            private readonly List<Session> _sessions = new();

            public Session Open()
            {
                var session = new Session(this);
                {{(isReported ? "{|#1:_sessions.Add(session)|}" : "_sessions.Add(session)")}};
                return session;
            }

            public void Remove(Session session) => _sessions.Remove(session);
        }

        public static class Shop
        {
            private static readonly Server {{(isReported ? "{|#0:Server|}" : "Server")}} = new();

            public static void Sell(string id) { using var session = Server.Open(); Console.WriteLine(id); }
        }
        """,
        isReported
            ? [Growing("'_sessions' of the 'Server' held by 'Server' grows in 'Open' (each call adds to it); what is removed is only the key at hand and it has no documented bound", sites: 1)]
            : []);

    [Fact]
    public Task HalfTyped_NoException() => new VerifyCS.Test
    {
        TestCode =
            "public class Feed : IHostedService { private readonly Bag _x = new(; private readonly List<> _y = ; static Feed I = new(",
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, params DiagnosticResult[] expected) =>
        TestOf(source, expected).RunAsync();

    private static Task VerifyExecutableAsync([StringSyntax("C#-test")] string source)
    {
        var test = TestOf(source);
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync();
    }

    private static VerifyCS.Test TestOf(string source, params DiagnosticResult[] expected)
    {
        var test = new VerifyCS.Test { References = ReferenceSets.AspNetCore };
        test.TestState.Sources.Add(source);
        test.TestState.Sources.Add(("/0/Common.cs", Common));
        test.ExpectedDiagnostics.AddRange(expected);
        return test;
    }

    private static DiagnosticResult Growing(string message, int sites) =>
        Enumerable.Range(0, sites + 1).Aggregate(VerifyCS.Diagnostic().WithMessage(message), (sofar, place) => sofar.WithLocation(place));
}
