using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Growth.SubscriptionNeverRemovedAnalyzer,
    GrowthGuard.CodeFixes.Rules.StaticGrowth.UnsubscribeCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.StaticGrowth;

/// <summary>The fix of GG1007.</summary>
public sealed class UnsubscribeTests
{
    private const string Api = """


        public static class Api
        {
            public static void Main()
            {
                while (true)
                {
                    using Session session = new Session();
                    session.GetHashCode();
                }
            }
        }
        """;

    private const string AsyncApi = """


        public static class Api
        {
            public static async System.Threading.Tasks.Task Main()
            {
                while (true)
                {
                    await using Session session = new Session();
                    session.GetHashCode();
                }
            }
        }
        """;

    private const string OpenApi = """


        public static class Api
        {
            public static void Main()
            {
                while (true)
                {
                    Session session = new Session();
                    session.GetHashCode();
                }
            }
        }
        """;

    [Theory]
    [InlineData(
        "public void Dispose() { _done = true; }",
        "public void Dispose() { AppDomain.CurrentDomain.ProcessExit -= OnExit; _done = true; }")]
    [InlineData(
        "public void Dispose() => _done = true;",
        """
        public void Dispose()
            {
                AppDomain.CurrentDomain.ProcessExit -= OnExit;
                _done = true;
            }
        """)]
    [InlineData(
        """
        public void Dispose()
            {
                // The end.
                _done = true;
            }
        """,
        """
        public void Dispose()
            {
                AppDomain.CurrentDomain.ProcessExit -= OnExit;
                // The end.
                _done = true;
            }
        """)]
    public Task Dispose_unsubscribes(string before, string after) =>
        VerifyCS.VerifyCodeFixAsync(Source("IDisposable", true, before) + Api, Source("IDisposable", false, after) + Api);

    [Theory]
    [InlineData(
        "public System.Threading.Tasks.ValueTask DisposeAsync() { _done = true; return default; }",
        "public System.Threading.Tasks.ValueTask DisposeAsync() { AppDomain.CurrentDomain.ProcessExit -= OnExit; _done = true; return default; }")]
    [InlineData(
        "public async System.Threading.Tasks.ValueTask DisposeAsync() { await System.Threading.Tasks.Task.Yield(); _done = true; }",
        "public async System.Threading.Tasks.ValueTask DisposeAsync() { AppDomain.CurrentDomain.ProcessExit -= OnExit; await System.Threading.Tasks.Task.Yield(); _done = true; }")]
    [InlineData(
        "System.Threading.Tasks.ValueTask IAsyncDisposable.DisposeAsync() { _done = true; return default; }",
        "System.Threading.Tasks.ValueTask IAsyncDisposable.DisposeAsync() { AppDomain.CurrentDomain.ProcessExit -= OnExit; _done = true; return default; }")]
    [InlineData(
        "public System.Threading.Tasks.ValueTask DisposeAsync() => default;",
        """
        public System.Threading.Tasks.ValueTask DisposeAsync()
            {
                AppDomain.CurrentDomain.ProcessExit -= OnExit;
                return default;
            }
        """)]
    [InlineData(
        "public async System.Threading.Tasks.ValueTask DisposeAsync() => await System.Threading.Tasks.Task.Yield();",
        """
        public async System.Threading.Tasks.ValueTask DisposeAsync()
            {
                AppDomain.CurrentDomain.ProcessExit -= OnExit;
                await System.Threading.Tasks.Task.Yield();
            }
        """)]
    public Task Dispose_async_unsubscribes(string before, string after) =>
        VerifyCS.VerifyCodeFixAsync(
            Source("IAsyncDisposable", true, before) + AsyncApi,
            Source("IAsyncDisposable", false, after) + AsyncApi);

    [Theory]
    [InlineData("_done = true; return default;", "AppDomain.CurrentDomain.ProcessExit -= OnExit; _done = true; return default;")]
    [InlineData("Dispose(); return default;", "Dispose(); return default;")]
    public Task Both_ways_to_dispose_unsubscribe(string before, string after) => VerifyCS.VerifyCodeFixAsync(
        Source("IDisposable, IAsyncDisposable", true, $$"""
            public void Dispose() { _done = true; }
                public System.Threading.Tasks.ValueTask DisposeAsync() { {{before}} }
            """) + Api,
        Source("IDisposable, IAsyncDisposable", false, $$"""
            public void Dispose() { AppDomain.CurrentDomain.ProcessExit -= OnExit; _done = true; }
                public System.Threading.Tasks.ValueTask DisposeAsync() { {{after}} }
            """) + Api);

    [Fact]
    public Task What_a_base_class_calls_when_it_is_disposed_of_unsubscribes()
    {
        const string Base = """

            public class Base : IDisposable, IAsyncDisposable
            {
                public void Dispose() => Dispose(true);
                protected virtual void Dispose(bool disposing) { }
                public async System.Threading.Tasks.ValueTask DisposeAsync() { await DisposeAsyncCore(); Dispose(false); }
                protected virtual System.Threading.Tasks.ValueTask DisposeAsyncCore() => default;
            }
            """;
        return VerifyCS.VerifyCodeFixAsync(
            Source(
                "Base",
                true,
                "protected override void Dispose(bool disposing) { if (disposing) { _done = true; } }\n    protected override System.Threading.Tasks.ValueTask DisposeAsyncCore() { _done = true; return default; }") + Base + Api,
            Source(
                "Base",
                false,
                "protected override void Dispose(bool disposing) { if (disposing) { AppDomain.CurrentDomain.ProcessExit -= OnExit; _done = true; } }\n    protected override System.Threading.Tasks.ValueTask DisposeAsyncCore() { AppDomain.CurrentDomain.ProcessExit -= OnExit; _done = true; return default; }") + Base + Api);
    }

    [Fact]
    public Task A_class_without_Dispose_gets_one() => VerifyCS.VerifyCodeFixAsync(
        """
        using System;

        public sealed class Session
        {
            public Session()
            {
                [|AppDomain.CurrentDomain.ProcessExit += OnExit|];
            }

            private void OnExit(object sender, EventArgs e) { }
        }
        """ + OpenApi,
        """
        using System;

        public sealed class Session : IDisposable
        {
            public Session()
            {
                AppDomain.CurrentDomain.ProcessExit += OnExit;
            }

            private void OnExit(object sender, EventArgs e) { }

            public void Dispose()
            {
                AppDomain.CurrentDomain.ProcessExit -= OnExit;
            }
        }
        """ + Api);

    [Fact]
    public Task All_subscriptions_of_an_own_event_are_removed() => VerifyCS.VerifyCodeFixAsync(
        """
        using System;

        public static class Bus { public static event EventHandler [|Changed|]; public static void Raise() => Changed?.Invoke(null, null); }

        public sealed class Session : IDisposable
        {
            public Session()
            {
                {|#0:Bus.Changed += OnFirst|};
                {|#1:Bus.Changed += OnSecond|};
            }

            public void Dispose()
            {
            }

            private void OnFirst(object sender, EventArgs e) { }

            private void OnSecond(object sender, EventArgs e) { }
        }
        """.Replace("[|Changed|]", "{|#2:Changed|}") + Api,
        VerifyCS.Diagnostic().WithLocation(2)
            .WithLocation(0)
            .WithLocation(1)
            .WithArguments("Bus.Changed", "'Session' and 1 other place subscribe", "'OnFirst'"),
        """
        using System;

        public static class Bus { public static event EventHandler Changed; public static void Raise() => Changed?.Invoke(null, null); }

        public sealed class Session : IDisposable
        {
            public Session()
            {
                Bus.Changed += OnFirst;
                Bus.Changed += OnSecond;
            }

            public void Dispose()
            {
                Bus.Changed -= OnSecond;
                Bus.Changed -= OnFirst;
            }

            private void OnFirst(object sender, EventArgs e) { }

            private void OnSecond(object sender, EventArgs e) { }
        }
        """ + Api);

    [Theory]
    [InlineData("new Session().GetHashCode();")]
    [InlineData("var session = new Session(); Kept.Add(session);")]
    [InlineData("var session = new Session(); Use(session);")]
    [InlineData("var session = new Session(); Action use = () => session.GetHashCode(); use();")]
    [InlineData("var session = new Session(); var other = session;")]
    [InlineData("var session = new Session(); var type = session.GetType(); Console.WriteLine(type);")]
    [InlineData("_ = new Session();")]
    [InlineData("_last = new Session();")]
    [InlineData("Use(new Session());")]
    public async Task Where_nobody_disposes_there_is_no_fix(string statement)
    {
        foreach (var dispose in new[] { "", "public void Dispose() { }" })
        {
            var source = $$"""
                using System;
                using System.Collections.Generic;

                public sealed class Session{{(dispose.Length > 0 ? " : IDisposable" : "")}}
                {
                    public Session()
                    {
                        [|AppDomain.CurrentDomain.ProcessExit += OnExit|];
                    }

                    {{dispose}}

                    private void OnExit(object sender, EventArgs e) { }
                }

                public static class Program
                {
                    private static readonly List<Session> Kept = new();
                    private static Session _last;

                    public static void Main()
                    {
                        while (true)
                        {
                            {{statement}}
                        }
                    }

                    private static void Use(Session session) => Kept.Remove(session);
                }
                """;
            await VerifyCS.VerifyCodeFixAsync(source, source);
        }
    }

    [Theory]
    [InlineData("private Bus _bus;", "public Session() { [|Bus.Shared.Changed += OnChanged|]; } public void Start() { }", true)]
    [InlineData(
        "private Bus _bus = Bus.Shared;",
        "public Session() { [|Bus.Shared.Changed += _handler|]; } private EventHandler _handler = (_, _) => { };",
        false)]
    [InlineData(
        "private static readonly Bus Shared = Bus.Shared;",
        "public Session() { for (var i = 0; i < 3; i++) [|Bus.Shared.Changed += OnChanged|]; }",
        false)]
    [InlineData(
        "private static readonly Bus Shared = Bus.Shared;",
        "public Session() { Start(); } public void Start() { [|Bus.Shared.Changed += OnChanged|]; }",
        false)]
    public Task Only_what_is_subscribed_once_and_stays_the_same_can_be_unsubscribed(string field, string members, bool isOffered)
    {
        var source = $$"""
            using System;

            public sealed class Bus { public static readonly Bus Shared = new Bus(); public event EventHandler Changed; public void Raise() => Changed?.Invoke(this, EventArgs.Empty); }

            public sealed class Session : IDisposable
            {
                {{field}}

                {{members}}

                private void OnChanged(object sender, EventArgs e) { }

                public void Dispose() { }
            }
            """ + Api;
        return VerifyCS.VerifyCodeFixAsync(
            source,
            !isOffered
                ? source
                : source.Replace("[|", "")
                    .Replace("|]", "")
                    .Replace("public void Dispose() { }", "public void Dispose()\n    {\n        Bus.Shared.Changed -= OnChanged;\n    }"));
    }

    [Fact]
    public Task What_a_container_makes_it_disposes() => VerifyCS.VerifyCodeFixAsync(
        """
        using System;

        public static class Services { public static void AddScoped<T>() where T : new() { } }

        public static class Setup { public static void Configure() => Services.AddScoped<Session>(); }

        public sealed class Session : IDisposable
        {
            public Session()
            {
                [|AppDomain.CurrentDomain.ProcessExit += OnExit|];
            }

            public void Dispose() { }

            private void OnExit(object sender, EventArgs e) { }
        }
        """ + Api,
        """
        using System;

        public static class Services { public static void AddScoped<T>() where T : new() { } }

        public static class Setup { public static void Configure() => Services.AddScoped<Session>(); }

        public sealed class Session : IDisposable
        {
            public Session()
            {
                AppDomain.CurrentDomain.ProcessExit += OnExit;
            }

            public void Dispose()
            {
                AppDomain.CurrentDomain.ProcessExit -= OnExit;
            }

            private void OnExit(object sender, EventArgs e) { }
        }
        """ + Api);

    [Theory]
    [InlineData("[|AppDomain.CurrentDomain.ProcessExit += (sender, e) => _done = true|];", "IDisposable", "public void Dispose() { }")]
    [InlineData(
        "EventHandler handler = OnExit; [|AppDomain.CurrentDomain.ProcessExit += handler|];",
        "IDisposable",
        "public void Dispose() { }")]
    [InlineData("[|AppDomain.CurrentDomain.ProcessExit += OnExit|];", "Base", "")]
    public Task What_cannot_be_named_or_disposed_is_left_to_the_author(string subscription, string baseType, string dispose)
    {
        var source = $$"""
            using System;

            public class Base : IDisposable { void IDisposable.Dispose() { } }

            public sealed class Session : {{baseType}}
            {
                private bool _done;

                public Session()
                {
                    {{subscription}}
                }

                {{dispose}}

                private void OnExit(object sender, EventArgs e) => _done = true;
            }
            """ + Api;
        return VerifyCS.VerifyCodeFixAsync(source, source);
    }

    private static string Source(string baseType, bool isMarked, string dispose) => $$"""
        using System;

        public sealed class Session : {{baseType}}
        {
            private bool _done;

            public Session()
            {
                {{(isMarked ? "[|" : "")}}AppDomain.CurrentDomain.ProcessExit += OnExit{{(isMarked ? "|]" : "")}};
            }

            {{dispose}}

            private void OnExit(object sender, EventArgs e) => _done = true;
        }
        """;
}
