using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Resources.ProcessLifetime;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Rules.Growth;

/// <summary>
/// GG1010: reports calls that make code or data for the life of the process, again and again, and whose result is not kept; and thread
/// locals that keep a value for each thread.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallMakesProcessCodeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RuleCatalog.CallMakesProcessCode);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var evidence = GrowthAnalysis.For(start.Compilation, start.Options, start.CancellationToken).Context;
            var judge = new ProcessLifetimeCallAnalysis(evidence);
            var values = new ThreadValueDetector(evidence);
            start.RegisterSemanticModelAction(RecursionGuard.Guard<SemanticModelAnalysisContext>(file => Analyze(file, judge, values)));
        });
    }

    private static void Analyze(SemanticModelAnalysisContext context, ProcessLifetimeCallAnalysis judge, ThreadValueDetector values)
    {
        foreach (var (call, method, isKeyed) in judge.Code.In(context.SemanticModel))
        {
            if (judge.GrowsWith(call, isKeyed))
                context.Report(Of(
                    call,
                    method,
                    isKeyed ? "something" : "code",
                    isKeyed ? "new argument" : "call",
                    judge.IsLeftToOperators(call, isKeyed)));
        }

        foreach (var creation in values.GrowingIn(context.SemanticModel))
            context.Report(Of(creation, creation.Constructor!, "a value", "thread that uses it", isRare: false));
    }

    private static Diagnostic Of(IOperation call, IMethodSymbol method, string made, string each, bool isRare) =>
        Diagnostic.Create(
            RuleCatalog.CallMakesProcessCode,
            call.Syntax.GetLocation(),
            isRare ? DiagnosticSeverity.Info : RuleCatalog.CallMakesProcessCode.DefaultSeverity,
            additionalLocations: null,
            SiteReport.Properties(call),
            Name(method, call),
            Places.MemberName(call),
            made,
            each);

    private static string Name(IMethodSymbol method, IOperation call) => method.MethodKind == MethodKind.Constructor
        ? $"new {method.ContainingType.Name}({string.Join(", ", method.Parameters.Select(parameter => parameter.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)))})"
        : $"{method.ContainingType.Name}.{method.Name}";
}
