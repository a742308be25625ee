using System.Collections.Immutable;
using GrowthGuard.Analyzers.Evidence;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Rules.StaticGrowth;

/// <summary>GG1010: reports calls that make code or data for the life of the process, again and again, and whose result is not kept.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallMakesProcessCodeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalog.CallMakesProcessCode);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var judge = new ProcessCodeJudge(VerdictJudge.For(start.Compilation, start.Options, start.CancellationToken).Context);
            start.RegisterSemanticModelAction(file => Analyze(file, judge));
        });
    }

    private static void Analyze(SemanticModelAnalysisContext context, ProcessCodeJudge judge)
    {
        foreach (var (call, method, isKeyed) in judge.Code.In(context.SemanticModel))
        {
            if (judge.GrowsWith(call, isKeyed))
                context.Report(Diagnostic.Create(
                    RuleCatalog.CallMakesProcessCode, call.Syntax.GetLocation(), SiteReport.Properties(call), Name(method, call), Places.MemberName(call), isKeyed ? "something" : "code", isKeyed ? "new argument" : "call"));
        }
    }

    private static string Name(IMethodSymbol method, IOperation call) => method.MethodKind == MethodKind.Constructor
        ? $"new {method.ContainingType.Name}({string.Join(", ", method.Parameters.Select(parameter => parameter.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)))})"
        : $"{method.ContainingType.Name}.{method.Name}";
}
