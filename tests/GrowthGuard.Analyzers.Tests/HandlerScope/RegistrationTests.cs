using System.Collections.Immutable;
using GrowthGuard.Analyzers.Rules.Handlers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests.HandlerScope;

/// <summary>Where there are no hosts of handlers, the rules about handlers look at nothing.</summary>
public sealed class RegistrationTests
{
    private const string Program = """
        public sealed class Order { public string Id = ""; }

        public static class Orders
        {
            public static Order Last;

            public static void Handle(Order order) => Last = order;
        }
        """;

    private const string Host = "namespace Amazon.Lambda.Core { public interface ILambdaContext { } }";

    public static TheoryData<Type> Rules =>
    [
        typeof(HandlerStateIsLeftAnalyzer),
        typeof(HandlerStateAccumulatesAnalyzer),
        typeof(ContextIsCapturedAnalyzer),
        typeof(HandlerRegistersEachTimeAnalyzer),
        typeof(ClientIsMadePerInvocationAnalyzer),
        typeof(InvocationDataIsLeftAnalyzer),
    ];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Without_a_host_nothing_is_registered(Type rule) => Assert.Equal(0, await CountActionsAsync(rule, Program));

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task With_a_host_something_is(Type rule) => Assert.NotEqual(0, await CountActionsAsync(rule, Program, Host));

    private static async Task<int> CountActionsAsync(Type type, params string[] sources)
    {
        var rule = (DiagnosticAnalyzer)Activator.CreateInstance(type)!;
        var compilation = CSharpCompilation.Create(
            "Shop",
            sources.Select(source => CSharpSyntaxTree.ParseText(source)),
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var analysis = compilation.WithAnalyzers(ImmutableArray.Create(rule));
        await analysis.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        var actions = await analysis.GetAnalyzerTelemetryInfoAsync(rule, CancellationToken.None);
        return actions.SymbolActionsCount + actions.SymbolStartActionsCount + actions.SemanticModelActionsCount +
            actions.SyntaxTreeActionsCount + actions.SyntaxNodeActionsCount +
            actions.OperationActionsCount + actions.OperationBlockActionsCount + actions.OperationBlockStartActionsCount +
            actions.CodeBlockActionsCount + actions.CompilationEndActionsCount;
    }
}
