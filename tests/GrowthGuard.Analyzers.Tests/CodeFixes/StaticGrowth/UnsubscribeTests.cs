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
                    new Session().GetHashCode();
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
    public Task Dispose_unsubscribes(string before, string after) => VerifyCS.VerifyCodeFixAsync(Source("IDisposable", true, before) + Api, Source("IDisposable", false, after) + Api);

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
    public Task Dispose_async_unsubscribes(string before, string after) => VerifyCS.VerifyCodeFixAsync(Source("IAsyncDisposable", true, before) + Api, Source("IAsyncDisposable", false, after) + Api);

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
            Source("Base", true, "protected override void Dispose(bool disposing) { if (disposing) { _done = true; } }\n    protected override System.Threading.Tasks.ValueTask DisposeAsyncCore() { _done = true; return default; }") + Base + Api,
            Source("Base", false, "protected override void Dispose(bool disposing) { if (disposing) { AppDomain.CurrentDomain.ProcessExit -= OnExit; _done = true; } }\n    protected override System.Threading.Tasks.ValueTask DisposeAsyncCore() { AppDomain.CurrentDomain.ProcessExit -= OnExit; _done = true; return default; }") + Base + Api);
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
        """ + Api,
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
        VerifyCS.Diagnostic().WithLocation(2).WithLocation(0).WithLocation(1).WithArguments("Bus.Changed", "'Session' and 1 other place subscribe", "'OnFirst'"),
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
    [InlineData("[|AppDomain.CurrentDomain.ProcessExit += (sender, e) => _done = true|];", "IDisposable", "public void Dispose() { }")]
    [InlineData("EventHandler handler = OnExit; [|AppDomain.CurrentDomain.ProcessExit += handler|];", "IDisposable", "public void Dispose() { }")]
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
