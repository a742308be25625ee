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
    [InlineData("var makers = Makers; if (makers.TryGetValue(name, out var make)) Made[name] = make();")]
    [InlineData("var makers = LazyInitializer.EnsureInitialized(ref Late, () => new Dictionary<string, Func<object>>()); if (!makers.TryGetValue(name, out var make)) return; Made[name] = make();")]
    [InlineData("Late ??= new Dictionary<string, Func<object>>(); if (Late.ContainsKey(name)) Made[name] = name;")]
    public Task Registry_behind_a_local_or_made_late_decides_as_well(string body) => VerifyAsync($$"""
        public static class Tools
        {
            static readonly Dictionary<string, Func<object>> Makers = new() { ["hammer"] = () => 1 };
            static Dictionary<string, Func<object>> Late;
            static readonly ConcurrentDictionary<string, object> Made = new();

            public static void Ask(string name) { {{body}} }
        }
        """);

    [Theory]
    [InlineData("var makers = Maybe(); if (makers.TryGetValue(name, out var make)) {|#1:Made[name]|} = make();")]
    [InlineData("var makers = Makers; makers = Maybe(); if (makers.TryGetValue(name, out var make)) {|#1:Made[name]|} = make();")]
    [InlineData("var makers = Makers; if (makers.TryGetValue(name.Trim(), out var make)) {|#1:Made[name]|} = make();")]
    public Task Table_that_is_not_known_or_has_another_key_decides_nothing(string body) => VerifyAsync($$"""
        public static class Tools
        {
            static readonly Dictionary<string, Func<object>> Makers = new() { ["hammer"] = () => 1 };
            static readonly ConcurrentDictionary<string, object> {|#0:Made|} = new();

            public static void Ask(string name) { {{body}} }

            static Dictionary<string, Func<object>> Maybe() => new();
        }
        """,
        Growing("Static 'Made' grows in 'Ask' (keyed by 'name', open domain); nothing evicts from it and it has no documented bound", 1));

    [Theory]
    [InlineData("var value = configuration[name]; if (string.IsNullOrEmpty(value)) return; Made[name] = value;")]
    [InlineData("var path = $\"db:{name}:conn\"; var value = configuration[path]; if (value != null) Made[path] = value;")]
    [InlineData("if (configuration[\"db:\" + name] != null) Made[name] = name;")]
    [InlineData("var section = configuration.GetSection(name); if (!section.Exists()) throw new ArgumentException(name); Made[name] = section;")]
    [InlineData("var value = configuration.GetConnectionString(name); if (string.IsNullOrWhiteSpace(value)) return; Made[name] = value;")]
    public Task Key_that_is_configured_is_one_of_few(string body) => VerifyAsync(Databases("Made", body));

    [Theory]
    [InlineData("var value = configuration[name]; {|#1:Made[name]|} = value;")]
    [InlineData("var value = configuration[name]; if (!string.IsNullOrEmpty(value)) return; {|#1:Made[name]|} = name;")]
    [InlineData("var value = configuration[\"db\"]; if (string.IsNullOrEmpty(value)) return; {|#1:Made[name]|} = value;")]
    [InlineData("var value = configuration[name] ?? name; if (string.IsNullOrEmpty(value)) return; {|#1:Made[name]|} = value;")]
    [InlineData("if (string.IsNullOrEmpty(name)) return; {|#1:Made[name]|} = configuration[name];")]
    [InlineData("var section = configuration.GetSection(name); if (section != null) {|#1:Made[name]|} = section;")]
    public Task Key_that_need_not_be_configured_is_reported(string body) => VerifyAsync(
        Databases("{|#0:Made|}", body),
        Growing("Static 'Made' grows in 'Ask' (keyed by 'name', open domain); nothing evicts from it and it has no documented bound", 1));

    private static string Databases(string store, string body) => $$"""
        using Microsoft.Extensions.Configuration;

        public sealed class Databases
        {
            static readonly ConcurrentDictionary<string, object> {{store}} = new();

            public void Ask(IConfiguration configuration, string name) { {{body}} }
        }

        namespace Microsoft.Extensions.Configuration
        {
            public interface IConfiguration { string this[string key] { get; set; } IConfigurationSection GetSection(string key); }

            public interface IConfigurationSection : IConfiguration { }

            public static class ConfigurationExtensions
            {
                public static string GetConnectionString(this IConfiguration configuration, string name) => configuration[name];

                public static bool Exists(this IConfigurationSection section) => section != null;
            }
        }
        """;

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
