using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>When code runs is what its callers say, however far up they are, and whatever calls itself on the way.</summary>
public sealed class StaticCollectionGrowsCallerTests
{
    private const int Far = 200;

    [Theory]
    [InlineData("while (true) Name = Console.ReadLine();")]
    [InlineData("while (true) (Name, _) = (Console.ReadLine(), 1);")]
    [InlineData("while (true) Name += Console.ReadLine();")]
    [InlineData("while (true) Name ??= Console.ReadLine();")]
    public Task The_setter_is_called_where_the_property_is_written_Diagnostic(string statement) =>
        VerifyAsync(Setter("[|Seen|]", statement));

    [Theory]
    [InlineData("Name = args[0]; while (true) Console.WriteLine(Name);")]
    [InlineData("Name = args[0]; while (true) Console.WriteLine(Name.Length);")]
    [InlineData("(Name, _) = (args[0], 1); while (true) Console.WriteLine($\"{Name}\");")]
    public Task To_read_the_property_is_no_call_of_its_setter_NoDiagnostic(string statement) => VerifyAsync(Setter("Seen", statement));

    [Theory]
    [InlineData("while (true) Console.WriteLine(Next);")]
    [InlineData("while (true) Next += \"\";")]
    public Task The_getter_is_called_where_the_property_is_read_Diagnostic(string statement) => VerifyAsync(Getter("[|Seen|]", statement));

    [Fact]
    public Task To_write_the_property_is_no_call_of_its_getter_NoDiagnostic() =>
        VerifyAsync(Getter("Seen", "Console.WriteLine(Next); while (true) Next = \"\";"));

    [Fact]
    public Task A_worker_loop_far_up_Diagnostic() => VerifyAsync(Chain("[|Seen|]", "while (true) M0(Console.ReadLine());"));

    [Fact]
    public Task A_start_far_up_NoDiagnostic() => VerifyAsync(Chain("Seen", "M0(args[0]);"));

    [Theory]
    [InlineData("[|Seen|]", "while (true) Odd(Console.ReadLine());")]
    [InlineData("Seen", "Odd(args[0]);")]
    public Task Methods_that_call_one_another(string store, string statement) => VerifyAsync(Program($$"""
        static readonly List<string> {{store}} = new();

        static void Main(string[] args) { {{statement}} }

        static void Odd(string line) { if (line.Length > 0) Even(line.Substring(1)); }

        static void Even(string line) { Seen.Add(line); Rest(line); }

        static void Rest(string line) { if (line.Length > 2) Even(line.Substring(2)); else Odd(line); }
        """));

    /// <summary>Which of several members of a name is meant where it stands alone is told by what is around.</summary>
    [Theory]
    [InlineData("[|Seen|]", "class Other { public static void Note(string id) => Seen.Add(id); }", "using static Places.Home;")]
    [InlineData("[|Seen|]", "class Other { public static void Note(string id) => Seen.Add(id); }", "global using static Places.Home;")]
    [InlineData("[|Seen|]", "class Other : Home { public static void Note(string id) => Seen.Add(id); }")]
    [InlineData("[|Seen|]", "class Other : Middle { public static void Note(string id) => Seen.Add(id); } class Middle : Home { }")]
    [InlineData("[|Seen|]", "class Other : Home { public static void Note(string id) => Inner.Note(id); class Inner { public static void Note(string id) => Seen.Add(id); } }")]
    [InlineData("[|Seen|]", "partial class Other : Home { } partial class Other { public static void Note(string id) => Seen.Add(id); }")]
    [InlineData("[|Seen|]", "class Other : Alias { public static void Note(string id) => Seen.Add(id); }", "using Alias = Places.Home;")]
    [InlineData("[|Seen|]", "class Other : Home { public static void Note(string id) { void Inner() => Seen.Add(id); Inner(); } }")]
    [InlineData("Seen", "class Other { static readonly string[] Seen = { \"\" }; public static void Note(string id) => Seen[0] = id; }")]
    [InlineData("Seen", "class Other : Base { public static void Note(string id) => Seen[0] = id; } class Base { protected static readonly string[] Seen = { \"\" }; }")]
    [InlineData("Seen", "class Other : Home { static new readonly string[] Seen = { \"\" }; public static void Note(string id) => Seen[0] = id; }")]
    public Task A_static_member_is_written_without_its_type(string store, string other, string directive = "") => VerifyAsync($$"""
        {{directive}}

        {{Program("static void Main() { while (true) Places.Other.Note(Console.ReadLine()); }")}}

        namespace Places
        {
            {{other}}

            class Home { internal static readonly List<string> {{store}} = new(); }
        }
        """);

#if ROSLYN_5_0_OR_GREATER
    [Theory]
    [InlineData("[|Seen|]", "public static void Note(string id) => Seen.Add(id);", "while (true) Order.Note(Console.ReadLine());")]
    [InlineData("[|Seen|]", "public void Note() => Seen.Add(order.Id);", "while (true) new Order(Console.ReadLine(), 1).Note();")]
    [InlineData("Seen", "public static void Note(string id) => Seen.Add(id);", "Order.Note(args[0]);")]
    [InlineData("Seen", "public void Note() => Seen.Add(order.Id);", "new Order(args[0], 1).Note();")]
    public Task What_an_extension_block_declares_is_called_on_what_is_extended(string store, string member, string statement) =>
        VerifyAsync($$"""
        {{Program($"static void Main(string[] args) {{ {statement} }}")}}

        static class Extensions
        {
            static readonly List<string> {{store}} = new();

            extension(Order order)
            {
                {{member}}
            }
        }
        """);
#endif

    [Theory]
    [InlineData("On", true)]
    [InlineData("Listen", true)]
    [InlineData("Handle", true)]
    [InlineData("StartServer", true)]
    [InlineData("OnApplicationStart", false)]
    [InlineData("Only", false)]
    [InlineData("Configure", false)]
    public Task What_is_called_with_data_again_and_again(string verb, bool isCallback) => VerifyAsync(Program($$"""
        static readonly Dictionary<string, string> {{(isCallback ? "[|Seen|]" : "Seen")}} = new();

        static void Main() => new Bus().{{verb}}(line => Seen[line] = line);

        class Bus { public extern void {{verb}}(Action<string> action); }
        """));

    [Fact]
    public Task Work_that_is_started_runs_once_NoDiagnostic() => VerifyAsync(Program("""
        static readonly List<string> Seen = new();

        static void Main(string[] args) => new Bus().StartWork(() => Seen.Add(args[0]));

        class Bus { public extern void StartWork(Action action); }
        """));

    private static string Setter(string store, string statement) => Program($$"""
        static readonly List<string> {{store}} = new();
        static string _name = "";

        static string Name { get => _name; set { _name = value; Seen.Add(value); } }

        static void Main(string[] args) { {{statement}} }
        """);

    private static string Getter(string store, string statement) => Program($$"""
        static readonly List<string> {{store}} = new();
        static string _next = "";

        static string Next { get { Seen.Add(_next); return _next; } set => _next = value; }

        static void Main(string[] args) { {{statement}} }
        """);

    private static string Chain(string store, string statement) => Program($$"""
        static readonly List<string> {{store}} = new();

        static void Main(string[] args) { {{statement}} }

        {{string.Concat(Enumerable.Range(0, Far).Select(i => $"static void M{i}(string line) => M{i + 1}(line);\n"))}}
        static void M{{Far}}(string line) { Seen.Add(line); if (line.Length > 3) M7(line); }
        """);

    private static string Program(string members) => $$"""
        static class Program
        {
            {{members}}
        }
        """;

    private static Task VerifyAsync(string source)
    {
        var test = TestOf(source);
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync();
    }
}
