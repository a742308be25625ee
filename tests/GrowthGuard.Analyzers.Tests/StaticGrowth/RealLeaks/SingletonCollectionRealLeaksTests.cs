using GrowthGuard.Analyzers.Rules.Growth;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth.RealLeaks;

/// <summary>GG1008 on leaks that were fixed in public repositories.</summary>
public sealed class SingletonCollectionRealLeaksTests
{
    private static readonly Dictionary<string, RealLeak> Leaks = new()
    {
        ["A cache of our own that drops only the key being read (CryptoExchange.Net)"] = new(
            """
            internal class Answers
            {
                private readonly ConcurrentDictionary<string, (object Value, DateTime At)> _entries = new();

                public void Add(string key, object value) => _entries.AddOrUpdate(key, (value, DateTime.UtcNow), (_, _) => (value, DateTime.UtcNow));

                public object Get(string key, TimeSpan life)
                {
                    if (!_entries.TryGetValue(key, out var entry))
                        return null;
                    if (DateTime.UtcNow - entry.At > life)
                    {
                        _entries.TryRemove(key, out _);
                        return null;
                    }

                    return entry.Value;
                }
            }

            public class Client
            {
                private static readonly Answers {|GG1008:Cache|} = new();

                public object Send(string query)
                {
                    var known = Cache.Get(query, TimeSpan.FromSeconds(5));
                    if (known == null)
                        Cache.Add(query, known = query.Length);
                    return known;
                }
            }
            """,
            """
            internal class Answers
            {
                private readonly ConcurrentDictionary<string, (object Value, DateTime At)> _entries = new();

                public void Add(string key, object value) => _entries.AddOrUpdate(key, (value, DateTime.UtcNow), (_, _) => (value, DateTime.UtcNow));

                public object Get(string key, TimeSpan life)
                {
                    foreach (var old in _entries.Where(pair => DateTime.UtcNow - pair.Value.At > life).ToList())
                        _entries.TryRemove(old.Key, out _);
                    return _entries.TryGetValue(key, out var entry) ? entry.Value : null;
                }
            }

            public class Client
            {
                private static readonly Answers Cache = new();

                public object Send(string query)
                {
                    var known = Cache.Get(query, TimeSpan.FromSeconds(5));
                    if (known == null)
                        Cache.Add(query, known = query.Length);
                    return known;
                }
            }
            """),

        ["A semaphore per run in a registered singleton (microsoft-agentic-harness)"] = new(
            """
            public interface IRuns { Task SaveAsync(Guid run); }

            public sealed class Runs : IRuns, IDisposable
            {
                private readonly ConcurrentDictionary<Guid, SemaphoreSlim> {|GG1008:_gates|} = new();

                public async Task SaveAsync(Guid run)
                {
                    var gate = _gates.GetOrAdd(run, _ => new SemaphoreSlim(1, 1));
                    await gate.WaitAsync();
                    gate.Release();
                }

                public void Dispose()
                {
                    foreach (var gate in _gates.Values)
                        gate.Dispose();
                }
            }

            public static class Startup
            {
                public static IServiceCollection AddRuns(this IServiceCollection services) => services.AddSingleton<IRuns, Runs>();
            }
            """,
            """
            public interface IRuns { Task SaveAsync(Guid run); }

            public sealed class Runs : IRuns
            {
                private sealed class Gate { public readonly SemaphoreSlim Semaphore = new(1, 1); public int Users; }

                private readonly Dictionary<Guid, Gate> _gates = new();

                public async Task SaveAsync(Guid run)
                {
                    var gate = Reserve(run);
                    try
                    {
                        await gate.Semaphore.WaitAsync();
                        gate.Semaphore.Release();
                    }
                    finally
                    {
                        Unreserve(run, gate);
                    }
                }

                private Gate Reserve(Guid run)
                {
                    lock (_gates)
                    {
                        if (!_gates.TryGetValue(run, out var gate))
                            _gates[run] = gate = new Gate();
                        gate.Users++;
                        return gate;
                    }
                }

                private void Unreserve(Guid run, Gate gate)
                {
                    lock (_gates)
                    {
                        if (--gate.Users == 0)
                            _gates.Remove(run);
                    }
                }
            }

            public static class Startup
            {
                public static IServiceCollection AddRuns(this IServiceCollection services) => services.AddSingleton<IRuns, Runs>();
            }
            """),

        ["Histories by document in a singleton that is made when first asked for (Monitored Undo)"] = new(
            """
            public class History { public History(object root) { } }

            public class Undo
            {
                private static Undo {|GG1008:_current|};
                private readonly IDictionary<object, History> _histories = new Dictionary<object, History>();

                public static Undo Current
                {
                    get
                    {
                        if (null == _current)
                            _current = new Undo();
                        return _current;
                    }
                }

                public History this[object root]
                {
                    get
                    {
                        if (!_histories.ContainsKey(root))
                            _histories.Add(root, new History(root));
                        return _histories[root];
                    }
                }

                public void Clear() => _histories.Clear();
            }
            """,
            """
            public class History { }

            public class Undo
            {
                private static Undo _current;
                private readonly ConditionalWeakTable<object, History> _histories = new();

                public static Undo Current
                {
                    get
                    {
                        if (null == _current)
                            _current = new Undo();
                        return _current;
                    }
                }

                public History this[object root] => _histories.GetOrCreateValue(root);
            }
            """),
    };

    public static TheoryData<string> Names => new(Leaks.Keys);

    [Theory, MemberData(nameof(Names))]
    public Task Before_Diagnostic(string name) => RealLeakVerifier.BeforeAsync<SingletonCollectionGrowsAnalyzer>(Leaks[name]);

    [Theory, MemberData(nameof(Names))]
    public Task After_NoDiagnostic(string name) => RealLeakVerifier.AfterAsync(Leaks[name]);
}
