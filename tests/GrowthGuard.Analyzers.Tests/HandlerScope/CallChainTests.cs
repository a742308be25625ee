using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Rules.Growth;
using GrowthGuard.Analyzers.Rules.Handlers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Tests.HandlerScope;

/// <summary>The calls from a handler to what it leaves behind, as reports show them.</summary>
public sealed class CallChainTests
{
    private const string Host = """

        public sealed class MessageContext { }
        public static class Endpoints { public static void Receive(string route, System.Action<string> handler) { } }
        """;

    [Fact]
    public async Task Chain_leads_from_the_handler_to_the_growth_by_the_shortest_way() => Assert.Equal(
        ["Consumer.Handle (Shop.cs:5)", "Audit.Write (Shop.cs:13)", "Audit.Keep (Shop.cs:15)"],
        await ChainAsync("""
            public sealed class Consumer
            {
                public void Handle(string id, MessageContext context)
                {
                    Audit.Write(id);
                    Audit.Detour(id);
                }
            }
            public static class Audit
            {
                static readonly System.Collections.Generic.List<string> Lines = new System.Collections.Generic.List<string>();
                public static void Detour(string id) { if (id != "") Write(id + "."); }
                public static void Write(string id) => Keep(id);
                public static int Count => Lines.Count;
                static void Keep(string id) { Lines.Add(id); }
            }
            """));

    [Fact]
    public async Task Handler_that_adds_itself_is_the_whole_chain() => Assert.Equal(
        ["Consumer.Handle (Shop.cs:4)"],
        await ChainAsync("""
            public sealed class Consumer
            {
                static readonly System.Collections.Generic.List<string> Lines = new System.Collections.Generic.List<string>();
                public void Handle(string id, MessageContext context) => Lines.Add(id);
            }
            """));

    [Fact]
    public async Task Way_through_a_local_function_is_followed() => Assert.Equal(
        ["Consumer.Handle (Shop.cs:6)", "Consumer.Handle (Shop.cs:7)"],
        await ChainAsync("""
            public sealed class Consumer
            {
                static readonly System.Collections.Generic.List<string> Lines = new System.Collections.Generic.List<string>();
                public void Handle(string id, MessageContext context)
                {
                    Keep();
                    void Keep() => Lines.Add(id);
                }
            }
            """));

    [Fact]
    public async Task State_that_a_handler_assigns_has_a_chain_too() => Assert.Equal(
        ["Consumer.Handle (Shop.cs:4)", "Consumer.Keep (Shop.cs:5)"],
        await ChainAsync(
            """
            public sealed class Consumer
            {
                static string last;
                public void Handle(string id, MessageContext context) => Keep(id);
                void Keep(string id) => last = id;
                public static int Length => last.Length;
            }
            """,
            new HandlerStateIsLeftAnalyzer()));

    [Fact]
    public async Task Function_that_is_given_to_the_host_is_the_start_of_a_chain() => Assert.Equal(
        ["Receive \"/orders\" (Shop.cs:4)", "Consumer.Keep (Shop.cs:5)"],
        await ChainAsync("""
            public static class Consumer
            {
                static readonly System.Collections.Generic.List<string> Lines = new System.Collections.Generic.List<string>();
                public static void Start() => Endpoints.Receive("/orders", id => Keep(id));
                static void Keep(string id) => Lines.Add(id);
            }
            """));

    [Fact]
    public async Task Without_a_handler_there_is_no_chain() => Assert.Empty(
        await ChainAsync("""
            public static class Audit
            {
                static readonly System.Collections.Generic.List<string> Lines = new System.Collections.Generic.List<string>();
                public static void Write(string id) => Lines.Add(id);
            }
            """));

    [Fact]
    public async Task Calls_in_a_circle_come_to_an_end() => Assert.Equal(
        ["Consumer.Handle (Shop.cs:4)", "Consumer.Even (Shop.cs:5)", "Consumer.Odd (Shop.cs:6)"],
        await ChainAsync("""
            public sealed class Consumer
            {
                static readonly System.Collections.Generic.List<string> Lines = new System.Collections.Generic.List<string>();
                public void Handle(string id, MessageContext context) => Even(id, id.Length);
                void Even(string id, int left) { if (left > 0) Odd(id, left - 1); }
                void Odd(string id, int left) { Lines.Add(id); Even(id, left - 1); }
            }
            """));

    private static async Task<string[]> ChainAsync(string source, DiagnosticAnalyzer? rule = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var compilation = CSharpCompilation.Create(
            "Shop",
            [CSharpSyntaxTree.ParseText(source + Host, path: "src/Shop.cs", cancellationToken: cancellation)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var analysis = compilation.WithAnalyzers([rule ?? new StaticCollectionGrowsAnalyzer()], new AnalyzerOptions([new Facts()]));
        var finding = Assert.Single(await analysis.GetAnalyzerDiagnosticsAsync(cancellation));
        return finding.Properties.GetValueOrDefault(DiagnosticPropertyNames.CallChain)?.Split('\n') ?? [];
    }

    private sealed class Facts : AdditionalText
    {
        public override string Path => "GrowthGuard.facts.txt";

        public override SourceText GetText(CancellationToken cancellationToken = default) =>
            SourceText.From("handler-parameter MessageContext\nhandler-taker Endpoints adds Receive");
    }
}
