using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>A table beside a store may decide what is added to it.</summary>
public sealed class SiblingTableTests
{
    [Theory]
    [InlineData("if (Seen.Add(id)) Waiting.Enqueue(id);", "Waiting.TryDequeue(out _);")]
    [InlineData("var isNew = Seen.Add(id); if (!isNew) return; Waiting.Enqueue(id);", "Waiting.TryDequeue(out _);")]
    [InlineData("if (!Seen.Add(id)) return; Waiting.Enqueue(id);", "")]
    [InlineData("_ = Seen.Add(id) && Push(id); bool Push(string one) => true;", "")]
    public Task Added_only_for_what_a_set_took_first_is_left_to_the_set(string add, string take) => VerifyAsync($$"""
        public static class Inbox
        {
            static readonly HashSet<string> [|Seen|] = new();
            static readonly ConcurrentQueue<string> Waiting = new();

            public static void Put(string id) { {{add}} }

            public static void Take() { {{take}} }
        }
        """);

    [Theory]
    [InlineData("if (Makers.TryGetValue(name, out var make)) Made[name] = make();")]
    [InlineData("if (!Makers.TryGetValue(name, out var make)) throw new ArgumentException(name); Made[name] = make();")]
    [InlineData("if (!Makers.ContainsKey(name)) return; Made.TryAdd(name, Makers[name]());")]
    public Task Key_that_a_registry_has_is_one_of_few(string body) => VerifyAsync($$"""
        public static class Tools
        {
            static readonly Dictionary<string, Func<object>> Makers = new();
            static readonly ConcurrentDictionary<string, object> Made = new();

            public static void Register(string name, Func<object> make) => Makers[name] = make;

            public static void Use(string name) { {{body}} }
        }
        """);

    [Theory]
    [InlineData("if (Known.Contains(id)) {|#1:Last[id]|} = 1; else Known.Add(id);", "Known")]
    [InlineData("if (Known.Add(id)) {|#1:Last[id]|} = 1;", "Known")]
    [InlineData("if (Known.Contains(\"all\")) {|#1:Last[id]|} = 1;", "")]
    [InlineData("if (!Known.Contains(id)) {|#1:Last[id]|} = 1;", "")]
    [InlineData("if (Known.Contains(id) || id.Length > 3) {|#1:Last[id]|} = 1;", "")]
    public Task Table_that_says_nothing_of_the_key_or_forgets_it_is_no_bound(string body, string emptied) => VerifyAsync($$"""
        public static class Visits
        {
            static readonly HashSet<string> Known = new();
            static readonly Dictionary<string, int> {|#0:Last|} = new();

            public static void Visit(string id) { {{body}} }

            public static void OnMidnight(object sender, EventArgs e) { {{(emptied.Length == 0 ? "" : emptied + ".Clear();")}} }

            static Visits() => AppDomain.CurrentDomain.ProcessExit += OnMidnight;
        }
        """,
        Growing("Static 'Last' grows in 'Visit' (keyed by 'id', open domain); nothing evicts from it and it has no documented bound", 1));
}
