using GrowthGuard.Analyzers.Rules.Growth;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth.RealLeaks;

/// <summary>GG1001 on leaks that were fixed in public repositories.</summary>
public sealed class StaticCollectionRealLeaksTests
{
    private static readonly Dictionary<string, RealLeak> Leaks = new()
    {
        ["Compiled expressions by their text (LiteDB)"] = new(
            """
            public static class Expressions
            {
                private static readonly ConcurrentDictionary<string, Func<int, int>> {|GG1001:Compiled|} = new();

                public static int Run(string text, int value) => Compiled.GetOrAdd(text, Compile)(value);

                private static Func<int, int> Compile(string text) => number => number + text.Length;
            }
            """,
            """
            public static class Expressions
            {
                private static readonly IMemoryCache Compiled = new MemoryCache(new MemoryCacheOptions());

                public static int Run(string text, int value) => Compiled.GetOrCreate(text, entry =>
                {
                    entry.SlidingExpiration = TimeSpan.FromMinutes(1);
                    return Compile(text);
                })(value);

                private static Func<int, int> Compile(string text) => number => number + text.Length;
            }
            """),

        ["Constants of parsed queries, both ways (System.Linq.Dynamic.Core)"] = new(
            """
            public sealed class Node { public object Value; }

            internal static class Constants
            {
                private static readonly ConcurrentDictionary<object, Node> {|GG1001:Nodes|} = new();
                private static readonly ConcurrentDictionary<Node, string> {|GG1001:Texts|} = new();

                public static Node Create(object value, string text)
                {
                    if (!Nodes.ContainsKey(value))
                    {
                        var node = new Node { Value = value };
                        Nodes.TryAdd(value, node);
                        Texts.TryAdd(node, text);
                    }

                    return Nodes[value];
                }
            }

            public class Parser
            {
                public Node Number(string token) => Constants.Create(int.Parse(token), token);
            }
            """,
            """
            public sealed class Node { public object Value; }

            internal sealed class SlidingCache<TKey, TValue>
            {
                private readonly ConcurrentDictionary<TKey, (TValue Value, DateTime Until)> _entries = new();
                private readonly TimeSpan _life;
                private DateTime _lastSweep;

                public SlidingCache(TimeSpan life) => _life = life;

                public bool TryGet(TKey key, out TValue value)
                {
                    Sweep();
                    var found = _entries.TryGetValue(key, out var entry);
                    value = entry.Value;
                    return found;
                }

                public void Put(TKey key, TValue value)
                {
                    _entries[key] = (value, DateTime.UtcNow + _life);
                    Sweep();
                }

                private void Sweep()
                {
                    var now = DateTime.UtcNow;
                    if (now - _lastSweep < TimeSpan.FromMinutes(1))
                        return;
                    _lastSweep = now;
                    foreach (var entry in _entries.Where(pair => pair.Value.Until < now))
                        _entries.TryRemove(entry.Key, out _);
                }
            }

            internal static class Constants
            {
                private static readonly SlidingCache<object, Node> Nodes = new(TimeSpan.FromMinutes(10));

                public static Node Create(object value)
                {
                    if (!Nodes.TryGet(value, out var node))
                        Nodes.Put(value, node = new Node { Value = value });
                    return node;
                }
            }

            public class Parser
            {
                public Node Number(string token) => Constants.Create(int.Parse(token));
            }
            """),

        ["Methods by request path and signature, one dictionary in another (EdjCase.JsonRpc)"] = new(
            """
            internal sealed class Matcher
            {
                private static ConcurrentDictionary<string, ConcurrentDictionary<string, int[]>> {|GG1001:Matches|} { get; } = new();

                public int[] Match(string path, string signature) =>
                    Matches.GetOrAdd(path, _ => new ConcurrentDictionary<string, int[]>()).GetOrAdd(signature, text => new[] { text.Length });
            }

            public class Router
            {
                public int[] Route(string path, string body) => new Matcher().Match(path, body);
            }
            """,
            """
            internal sealed class Matcher
            {
                private readonly IMemoryCache _cache;

                public Matcher(IMemoryCache cache) => _cache = cache;

                public int[] Match(string path, string signature) => _cache.GetOrCreate((path, signature), entry =>
                {
                    entry.SlidingExpiration = TimeSpan.FromHours(1);
                    return new[] { signature.Length };
                });
            }

            public class Router
            {
                private readonly IMemoryCache _cache;

                public Router(IMemoryCache cache) => _cache = cache;

                public int[] Route(string path, string body) => new Matcher(_cache).Match(path, body);
            }
            """),

        ["Parse trees by expression text (Bot Framework)"] = new(
            """
            public sealed class Tree { public string Text; }

            public class Parser
            {
                private static ConcurrentDictionary<string, Tree> {|GG1001:trees|} = new();

                public int Parse(string text) => string.IsNullOrEmpty(text) ? 0 : TreeOf(text).Text.Length;

                protected static Tree TreeOf(string text)
                {
                    if (trees.TryGetValue(text, out var tree))
                        return tree;
                    tree = new Tree { Text = text };
                    trees.TryAdd(text, tree);
                    return tree;
                }
            }
            """,
            """
            public sealed class Tree { public string Text; }

            public sealed class LeastRecentlyUsed<TKey, TValue>
            {
                private readonly int _capacity;
                private readonly object _gate = new();
                private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _nodes = new();
                private readonly LinkedList<(TKey Key, TValue Value)> _order = new();

                public LeastRecentlyUsed(int capacity = 100) => _capacity = capacity;

                public bool TryGet(TKey key, out TValue value)
                {
                    lock (_gate)
                    {
                        value = default;
                        if (!_nodes.TryGetValue(key, out var node))
                            return false;
                        _order.Remove(node);
                        _order.AddLast(node);
                        value = node.Value.Value;
                        return true;
                    }
                }

                public void Set(TKey key, TValue value)
                {
                    lock (_gate)
                    {
                        if (_nodes.Count >= _capacity)
                        {
                            var oldest = _order.First;
                            _order.RemoveFirst();
                            _nodes.Remove(oldest.Value.Key);
                        }

                        _nodes[key] = _order.AddLast((key, value));
                    }
                }
            }

            public class Parser
            {
                private static LeastRecentlyUsed<string, Tree> trees = new();

                public int Parse(string text) => string.IsNullOrEmpty(text) ? 0 : TreeOf(text).Text.Length;

                protected static Tree TreeOf(string text)
                {
                    if (trees.TryGet(text, out var tree))
                        return tree;
                    tree = new Tree { Text = text };
                    trees.Set(text, tree);
                    return tree;
                }
            }
            """),

        ["Members by a type description that is made per object (OpenTAP)"] = new(
            """
            public interface IDescription { IEnumerable<string> Members { get; } }

            public static class Results
            {
                static ConcurrentDictionary<IDescription, string[]> {|GG1001:lookup|} = new();

                static string[] MembersOf(IDescription type)
                {
                    if (lookup.TryGetValue(type, out var known))
                        return known;
                    var members = type.Members.ToArray();
                    lookup[type] = members;
                    return members;
                }

                public static int Count(IDescription type) => MembersOf(type).Length;
            }
            """,
            """
            public interface IDescription { IEnumerable<string> Members { get; } }

            public static class Results
            {
                static ConditionalWeakTable<IDescription, string[]> lookup = new();

                static string[] MembersOf(IDescription type) => lookup.GetValue(type, key => key.Members.ToArray());

                public static int Count(IDescription type) => MembersOf(type).Length;
            }
            """),

        ["A pair of keys of which one is data (OpenTAP)"] = new(
            """
            public interface IDescription { IEnumerable<string> Members { get; } }

            public static class Settings
            {
                static readonly ConcurrentDictionary<(Type Target, IDescription Source), string[]> {|GG1001:lookup|} = new();

                public static string[] Find(Type target, IDescription source)
                {
                    if (lookup.TryGetValue((target, source), out var known))
                        return known;
                    return lookup[(target, source)] = source.Members.Where(name => name == target.Name).ToArray();
                }
            }
            """,
            """
            public interface IDescription { IEnumerable<string> Members { get; } }

            internal sealed class ClearedWhenChanged<TKey, TValue>
            {
                private readonly Func<object> _version;
                private object _seen;
                private Dictionary<TKey, TValue> _entries = new();

                public ClearedWhenChanged(Func<object> version) => _version = version;

                public bool TryGet(TKey key, out TValue value)
                {
                    Check();
                    return _entries.TryGetValue(key, out value);
                }

                public TValue Put(TKey key, TValue value)
                {
                    Check();
                    _entries[key] = value;
                    return value;
                }

                private void Check()
                {
                    var now = _version();
                    if (Equals(now, _seen))
                        return;
                    _entries = new Dictionary<TKey, TValue>();
                    _seen = now;
                }
            }

            public static class Settings
            {
                private static int version;

                static readonly ClearedWhenChanged<(Type Target, IDescription Source), string[]> lookup = new(() => version);

                public static void Changed() => version++;

                public static string[] Find(Type target, IDescription source) =>
                    lookup.TryGet((target, source), out var known) ? known : lookup.Put((target, source), source.Members.Where(name => name == target.Name).ToArray());
            }
            """),

        ["Samples of processes that have ended (Servy)"] = new(
            """
            public static class Usage
            {
                private static class Samples
                {
                    public static readonly ConcurrentDictionary<int, TimeSpan> {|GG1001:Last|} = new();
                }

                public static double Of(int processId)
                {
                    try
                    {
                        var now = System.Diagnostics.Process.GetProcessById(processId).TotalProcessorTime;
                        var before = Samples.Last.TryGetValue(processId, out var last) ? last : now;
                        Samples.Last[processId] = now;
                        return (now - before).TotalSeconds;
                    }
                    catch (ArgumentException)
                    {
                        Samples.Last.TryRemove(processId, out _);
                        return 0;
                    }
                }
            }
            """,
            """
            public static class Usage
            {
                private static DateTime lastPrune = DateTime.MinValue;

                private static class Samples
                {
                    public static readonly ConcurrentDictionary<int, TimeSpan> Last = new();
                }

                public static double Of(int processId)
                {
                    Prune();
                    var now = System.Diagnostics.Process.GetProcessById(processId).TotalProcessorTime;
                    var before = Samples.Last.TryGetValue(processId, out var last) ? last : now;
                    Samples.Last[processId] = now;
                    return (now - before).TotalSeconds;
                }

                private static void Prune()
                {
                    if (DateTime.UtcNow - lastPrune < TimeSpan.FromMinutes(5))
                        return;
                    foreach (var id in Samples.Last.Keys)
                    {
                        if (!IsAlive(id))
                            Samples.Last.TryRemove(id, out _);
                    }

                    lastPrune = DateTime.UtcNow;
                }

                private static bool IsAlive(int id) => System.Diagnostics.Process.GetProcesses().Any(process => process.Id == id);
            }
            """),

        ["Annotations by the object they annotate, per generic type (OData client)"] = new(
            """
            public class Item { }

            internal static class Annotations
            {
                public static void Annotate<T>(this Item item, T annotation) where T : class => Of<T>.Set(item, annotation);

                public static T Annotation<T>(this Item item) where T : class => Of<T>.Get(item);

                private static class Of<T> where T : class
                {
                    private static readonly ConcurrentDictionary<Item, T> {|GG1001:Known|} = new();

                    public static void Set(Item item, T annotation) => Known[item] = annotation;

                    public static T Get(Item item) => Known.TryGetValue(item, out var found) ? found : null;
                }
            }

            public class Reader
            {
                public Item Read(string line)
                {
                    var item = new Item();
                    item.Annotate(line);
                    return item;
                }
            }
            """,
            """
            public class Item { }

            internal static class Annotations
            {
                public static void Annotate<T>(this Item item, T annotation) where T : class => Of<T>.Set(item, annotation);

                public static T Annotation<T>(this Item item) where T : class => Of<T>.Get(item);

                private static class Of<T> where T : class
                {
                    private static readonly ConditionalWeakTable<Item, T> Known = new();

                    public static void Set(Item item, T annotation) => Known.Add(item, annotation);

                    public static T Get(Item item) => Known.TryGetValue(item, out var found) ? found : null;
                }
            }

            public class Reader
            {
                public Item Read(string line)
                {
                    var item = new Item();
                    item.Annotate(line);
                    return item;
                }
            }
            """),

        ["A semaphore per post (Moonglade)"] = new(
            """
            public class CountViews
            {
                private static readonly ConcurrentDictionary<Guid, SemaphoreSlim> {|GG1001:Gates|} = new();

                public async Task<int> HandleAsync(Guid postId, CancellationToken cancellationToken)
                {
                    var gate = Gates.GetOrAdd(postId, _ => new SemaphoreSlim(1, 1));
                    await gate.WaitAsync(cancellationToken);
                    try
                    {
                        return 1;
                    }
                    finally
                    {
                        gate.Release();
                    }
                }
            }
            """,
            """
            public class CountViews
            {
                private static readonly ConcurrentDictionary<Guid, SemaphoreSlim> Gates = new();

                public async Task<int> HandleAsync(Guid postId, CancellationToken cancellationToken)
                {
                    var gate = Gates.GetOrAdd(postId, _ => new SemaphoreSlim(1, 1));
                    await gate.WaitAsync(cancellationToken);
                    try
                    {
                        return 1;
                    }
                    finally
                    {
                        gate.Release();
                        if (gate.CurrentCount == 1)
                            Gates.TryRemove(new KeyValuePair<Guid, SemaphoreSlim>(postId, gate));
                    }
                }
            }
            """),

        ["Responses that expire only when they are asked for again (Saturn)"] = new(
            """
            public class Fetch
            {
                private sealed class Answer { public string Text; public DateTime At; }

                private static readonly ConcurrentDictionary<string, Answer> {|GG1001:Answers|} = new();
                private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

                public async Task<string> ExecuteAsync(string url)
                {
                    if (Answers.TryGetValue(url, out var known))
                    {
                        if (DateTime.UtcNow - known.At < Life)
                            return known.Text;
                        Answers.TryRemove(url, out _);
                    }

                    var text = await Task.FromResult(url);
                    Answers[url] = new Answer { Text = text, At = DateTime.UtcNow };
                    return text;
                }
            }
            """,
            """
            public class Fetch
            {
                private sealed class Answer { public string Text; public DateTime At; }

                private const int Most = 256;

                private static readonly ConcurrentDictionary<string, Answer> Answers = new();
                private static readonly object Gate = new();

                public async Task<string> ExecuteAsync(string url)
                {
                    if (Answers.TryGetValue(url, out var known))
                        return known.Text;
                    var text = await Task.FromResult(url);
                    Answers[url] = new Answer { Text = text, At = DateTime.UtcNow };
                    Trim();
                    return text;
                }

                private static void Trim()
                {
                    if (Answers.Count <= Most)
                        return;
                    lock (Gate)
                    {
                        var oldest = Answers.OrderBy(pair => pair.Value.At).Select(pair => pair.Key).Take(Answers.Count - Most).ToList();
                        foreach (var key in oldest)
                            Answers.TryRemove(key, out _);
                    }
                }
            }
            """),

        ["Elements of every document in one static (Namotion.Reflection)"] = new(
            """
            internal sealed class Document
            {
                private static readonly object Gate = new();
                private static readonly Dictionary<string, string> {|GG1001:Elements|} = new();

                private readonly string _text;

                public Document(string text) => _text = text;

                public string Find(string name)
                {
                    lock (Gate)
                    {
                        if (!Elements.TryGetValue(name, out var element))
                        {
                            element = _text.Replace(name, "");
                            Elements[name] = element;
                        }

                        return element;
                    }
                }
            }

            public class Reader
            {
                public string Read(string path, string name) => new Document(path).Find(name);
            }
            """,
            """
            internal sealed class Document
            {
                private readonly object _gate = new();
                private readonly Dictionary<string, string> _elements = new();
                private readonly string _text;

                public Document(string text) => _text = text;

                public string Find(string name)
                {
                    lock (_gate)
                    {
                        if (!_elements.TryGetValue(name, out var element))
                        {
                            element = _text.Replace(name, "");
                            _elements[name] = element;
                        }

                        return element;
                    }
                }
            }

            public class Reader
            {
                public string Read(string path, string name) => new Document(path).Find(name);
            }
            """),
    };

    public static TheoryData<string> Names => new(Leaks.Keys);

    [Theory, MemberData(nameof(Names))]
    public Task Before_Diagnostic(string name) => RealLeakVerifier.BeforeAsync<StaticCollectionGrowsAnalyzer>(Leaks[name]);

    [Theory, MemberData(nameof(Names))]
    public Task After_NoDiagnostic(string name) => RealLeakVerifier.AfterAsync(Leaks[name]);
}
