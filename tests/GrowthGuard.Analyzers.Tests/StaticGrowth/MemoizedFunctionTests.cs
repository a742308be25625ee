using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>Functions that remember what they are called with, in a table that only they see.</summary>
public sealed class MemoizedFunctionTests
{
    [Theory]
    [InlineData("var table = new ConcurrentDictionary<TKey, TValue>(); return key => {|#1:table.GetOrAdd(key, make)|};")]
    [InlineData("var table = new Dictionary<TKey, TValue>(); return key => { if (!table.TryGetValue(key, out var value)) {|#1:table[key]|} = value = make(key); return value; };")]
    [InlineData("var table = new Dictionary<TKey, TValue>(); Func<TKey, TValue> remember = key => { if (table.TryGetValue(key, out var value)) return value; value = make(key); {|#1:table.Add(key, value)|}; return value; }; return remember;")]
    public Task A_function_that_remembers_data_is_reported(string memoize) => VerifyAsync(
        Program(
            memoize,
            "static readonly Func<string, string> {|#0:Clean|} = Functions.Memoize<string, string>(text => text.Trim()); public static string Of(string text) => Clean(text);"),
        Growing(
            "Static 'Clean' holds a function whose table 'table' grows in 'Memoize' (keyed by 'key', open domain); nothing evicts from it and it has no documented bound",
            1));

    [Theory]
    [InlineData(
        Unbounded,
        "static readonly Func<Type, string> Name = Functions.Memoize<Type, string>(type => type.Name); public static string Of(object value) => Name(value.GetType());")]
    [InlineData(
        Unbounded,
        "static readonly Func<OrderStatus, string> Name = Functions.Memoize<OrderStatus, string>(status => status.ToString()); public static string Of(OrderStatus status) => Name(status);")]
    [InlineData(
        Unbounded,
        "static readonly Func<string, string> Clean = Functions.Memoize<string, string>(text => text.Trim()); public static string Of() => Clean(\"orders\");")]
    [InlineData(
        Unbounded,
        "public static int Sum(int[] numbers) { var square = Functions.Memoize<int, int>(number => number * number); return numbers.Sum(square); }")]
    [InlineData(
        Unbounded,
        "static readonly Func<string, string> Clean = Functions.Memoize<string, string>(text => text.Trim()); static readonly string Title = Clean(Environment.MachineName); public static string Of() => Title;")]
    [InlineData(
        "var table = new Dictionary<TKey, TValue>(); return key => { if (table.Count > 1000) table.Clear(); if (!table.TryGetValue(key, out var value)) table[key] = value = make(key); return value; };",
        Called)]
    [InlineData("return key => { var table = new Dictionary<TKey, TValue>(); table[key] = make(key); return table[key]; };", Called)]
    [InlineData(
        "var table = new Dictionary<TKey, TValue>(); return key => table.TryGetValue(key, out var value) ? value : make(key);",
        Called)]
    [InlineData(
        Unbounded,
        "[GrowthGuard.Bounded(100)] static readonly Func<string, string> Clean = Functions.Memoize<string, string>(text => text.Trim()); public static string Of(string text) => Clean(text);")]
    public Task A_function_that_remembers_few_or_nothing_is_not_reported(string memoize, string use)
    {
        var test = TestOf(Program(memoize, use));
        test.ReferenceAnnotations = true;
        return test.RunAsync();
    }

    private const string Unbounded = "var table = new ConcurrentDictionary<TKey, TValue>(); return key => table.GetOrAdd(key, make);";
    private const string Called =
        "static readonly Func<string, string> Clean = Functions.Memoize<string, string>(text => text.Trim()); public static string Of(string text) => Clean(text);";

    private static string Program(string memoize, string use) => $$"""
        public static class Functions
        {
            public static Func<TKey, TValue> Memoize<TKey, TValue>(Func<TKey, TValue> make)
            {
                {{memoize}}
            }
        }

        public static class Texts
        {
            {{use}}
        }
        """;
}
