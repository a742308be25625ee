using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Growth.StaticCollectionGrowsAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>
/// Callers are found by the text around a name before anything is bound. A method that is only called with constants has closed
/// keys: each of these stores grows only by the one other caller, which must not be missed.
/// </summary>
public sealed class CallersAreFoundTests
{
    private const string Common = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using Alias = Cache;

        public sealed record Order(string Id);
        """;

    [Theory]
    [InlineData("new Cache().Put(order.Id);")]
    [InlineData("var cache = new Cache(); cache.Put(order.Id);")]
    [InlineData("Cache cache = new(); cache.Put(order.Id);")]
    [InlineData("Alias cache = new(); cache.Put(order.Id);")]
    [InlineData("var cache = Make(); cache.Put(order.Id);")]
    [InlineData("Make().Put(order.Id);")]
    [InlineData("_cache.Put(order.Id);")]
    [InlineData("_cache.Put(order.Id, 1);")]
    [InlineData("_cache.Put(key: order.Id, weight: 2);")]
    [InlineData("this._cache.Put(order.Id);")]
    [InlineData("_cache!.Put(order.Id);")]
    [InlineData("_cache?.Put(order.Id);")]
    [InlineData("(_cache ??= new Cache()).Put(order.Id);")]
    [InlineData("(_cache).Put(order.Id);")]
    [InlineData("_inherited.Put(order.Id);")]
    [InlineData("_derived.Put(order.Id);")]
    [InlineData("_aliased.Put(order.Id);")]
    [InlineData("_lazy.Value.Put(order.Id);")]
    [InlineData("Shared.Put(order.Id);")]
    [InlineData("Holder.Instance.Put(order.Id);")]
    [InlineData("Holder.Instance?.Put(order.Id);")]
    [InlineData("_owner.Kept.Put(order.Id);")]
    [InlineData("_owner?.Kept.Put(order.Id);")]
    [InlineData("_owner?.Kept?.Put(order.Id);")]
    [InlineData("new Owner().Kept.Put(order.Id);")]
    [InlineData("_owner.Specific.Put(order.Id);")]
    [InlineData("var kept = _owner.Kept; kept.Put(order.Id);")]
    [InlineData("var kept = _owner.Kept; var same = kept; same.Put(order.Id);")]
    [InlineData("var kept = _any as Cache; kept?.Put(order.Id);")]
    [InlineData("new Pair(_cache, 1).Left.Put(order.Id);")]
    [InlineData("new Box<Cache>(_cache).Held.Put(order.Id);")]
    [InlineData("_byName[order.Id].Put(order.Id);")]
    [InlineData("_byName.First().Value.Put(order.Id);")]
    [InlineData("System.Threading.Tasks.Task.FromResult(_cache).Result.Put(order.Id);")]
    [InlineData("foreach (var cache in new[] { new Cache() }) cache.Put(order.Id);")]
    [InlineData("foreach (Cache cache in new[] { new Cache() }) cache.Put(order.Id);")]
    [InlineData("if (_any is Cache cache) cache.Put(order.Id);")]
    [InlineData("if (_any is { } any) ((Cache)any).Put(order.Id);")]
    [InlineData("Take(out var cache); cache.Put(order.Id);")]
    [InlineData("Take(out Cache cache); cache.Put(order.Id);")]
    [InlineData("Use(cache => cache.Put(order.Id));")]
    [InlineData("Use((Cache cache) => cache.Put(order.Id));")]
    [InlineData("Use(delegate(Cache cache) { cache.Put(order.Id); });")]
    [InlineData("foreach (var id in from cache in new[] { new Cache() } select cache.Put(order.Id)) { }")]
    [InlineData("void On<T>(T cache) where T : Cache { cache.Put(order.Id); } On(_cache);")]
    [InlineData("Func<string, int, int> put = _cache.Put; put(order.Id, 1);")]
    [InlineData("Cache.PutStatic(order.Id);")]
    [InlineData("Alias.PutStatic(order.Id);")]
    [InlineData("Derived.PutStatic(order.Id);")]
    [InlineData("_cache.PutByExtension(order.Id);")]
    [InlineData("CacheExtensions.PutByExtension(_cache, order.Id);")]
    public Task A_caller_with_open_keys(string call) => VerifyAsync($$"""
        internal class Cache
        {
            private static readonly Dictionary<string, int> {|#0:Weights|} = new();

            internal int Put(string key, int weight = 0) => {|#1:Weights[key]|} = weight;

            internal static void PutStatic(string key) => new Cache().Put(key);

            internal static void Warm()
            {
                new Cache().Put("a");
                PutStatic("b");
                new Cache().PutByExtension("c");
            }
        }

        internal sealed class Derived : Cache { }

        internal static class CacheExtensions
        {
            internal static void PutByExtension(this Cache cache, string key) => cache.Put(key);
        }

        internal static class Holder { internal static readonly Cache Instance = new(); }

        public class Base { private protected readonly Cache _inherited = new(); }

        // The same names for other things.
        internal sealed class Labels { internal string Kept = "", Left = "", Held = "", Specific = "", Value = "", Result = ""; }

        internal sealed class Owner
        {
            internal Cache Kept { get; } = new();

            internal readonly Derived Specific = new();
        }

        internal sealed record Pair(Cache Left, int Right);

        internal sealed record Box<T>(T Held);

        public sealed class Handler : Base
        {
            private readonly Owner _owner = new();
            private readonly Dictionary<string, Cache> _byName = new();
            private readonly Derived _derived = new();
            private readonly Alias _aliased = new();
            private readonly Lazy<Cache> _lazy = new(() => new Cache());
            private readonly object _any = new Cache();
            private Cache _cache = new();

            private static Cache Shared { get; } = new();

            public void Handle(Order order)
            {
                {{call}}
            }

            private static Cache Make() => new();

            private static void Take(out Cache cache) => cache = new();

            private static void Use(Action<Cache> action) => action(Shared);
        }
        """,
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithMessage(null));

    [Theory]
    [InlineData("new List<string>().Add(order.Id);")]
    [InlineData("var names = new List<string>(); names.Put(order.Id);")]
    [InlineData("_other.Put(order.Id);")]
    [InlineData("Other.Put2(order.Id);")]
    [InlineData("_others.Kept.Put(order.Id);")]
    [InlineData("_others?.Kept?.Put(order.Id);")]
    [InlineData("var other = _others.Kept; other.Put(order.Id);")]
    public Task A_call_of_something_else(string call) => VerifyAsync($$"""
        internal sealed class Cache
        {
            private static readonly Dictionary<string, int> Weights = new();

            internal void Put(string key) => Weights[key] = 1;

            internal static void Warm() => new Cache().Put("a");
        }

        internal sealed class Other
        {
            internal void Put(string key) { }

            internal static void Put2(string key) { }
        }

        internal sealed class Others { internal Other Kept { get; } = new(); }

        internal static class Extensions { internal static void Put(this List<string> names, string key) { } }

        public sealed class Handler
        {
            private readonly Other _other = new();
            private readonly Others _others = new();

            public void Handle(Order order)
            {
                {{call}}
            }
        }
        """);

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, params DiagnosticResult[] expected)
    {
        var test = new VerifyCS.Test();
        test.TestState.Sources.Add(source);
        test.TestState.Sources.Add(("/0/Common.cs", Common));
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
