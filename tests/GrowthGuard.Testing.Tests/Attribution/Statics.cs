#pragma warning disable CS0649, CS0169, CS0067, IDE0044, IDE0051, IDE0052, CA1823, CA1805
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using System.Threading.Channels;

namespace GrowthGuard.Testing.Tests.Attribution;

/// <summary>Statics of every sort, one per store.</summary>
internal static class Statics
{
    public static readonly List<string> Lines = [];
    public static readonly HashSet<int> Numbers = [];
    public static readonly ConcurrentDictionary<string, int> Concurrent = new();
    public static readonly Lazy<Dictionary<string, int>> Late = new(() => []);
    public static readonly StringBuilder Text = new();
    public static readonly Channel<int> Waiting = Channel.CreateUnbounded<int>();
    public static readonly BlockingCollection<int> Blocking = [];
    public static readonly CancellationTokenSource Stopping = new();
    public static readonly Dictionary<string, List<int>> ByTenant = new() { ["a"] = [], ["b"] = [] };
    public static readonly Outer Nested = new();
    public static readonly LinkedList<byte[]> Chain = new();
    public static ImmutableDictionary<string, int> Immutable = ImmutableDictionary<string, int>.Empty;
    public static ImmutableArray<int> Packed = [];
    public static readonly Func<string, int> Memoized = Remembering();
    public static object? Untyped;
    public static List<int>? Missing;

    [Bounded(3, By = "Trim()")]
    public static readonly List<int> Bounded = [];

    [Bounded(7)]
    public static Queue<int> Recent { get; } = new();

    [Unbounded("one per plug-in")]
    public static readonly List<int> Unbounded = [];

    public static event EventHandler? Changed;

    public static void Raise() => Changed?.Invoke(null, EventArgs.Empty);

    public static int HandlerCount => Changed?.GetInvocationList().Length ?? 0;

    private static Func<string, int> Remembering()
    {
        var known = new Dictionary<string, int>();
        return key => known.TryGetValue(key, out var value) ? value : known[key] = key.Length;
    }

    internal sealed class Outer
    {
        private readonly Middle _middle = new();

        public List<int> Innermost => _middle.Values;

        public List<int> TooDeep => _middle.Deeper.Values;
    }

    internal sealed class Middle
    {
        public readonly List<int> Values = [];
        public readonly Inner Deeper = new();
    }

    internal sealed class Inner
    {
        public readonly List<int> Values = [];
    }

    internal static class PerType<T>
    {
        public static readonly List<T> Values = [];
    }
}

/// <summary>Holds a store under two names.</summary>
internal sealed class Singleton(string name)
{
    public static readonly Singleton Shared = new("shared");
    public static readonly Singleton Alias = Shared;

    private readonly Dictionary<string, byte[]> _values = [];

    public string Name { get; } = name;

    public void Keep(string key, int bytes) => _values[key] = new byte[bytes];
}
