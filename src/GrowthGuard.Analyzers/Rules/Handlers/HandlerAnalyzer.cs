using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Handlers;

/// <summary>The frame of the rules about handlers: where no host of handlers is referenced, they register nothing.</summary>
public abstract class HandlerAnalyzer : DiagnosticAnalyzer
{
    private protected HandlerAnalyzer(DiagnosticDescriptor rule) => SupportedDiagnostics = ImmutableArray.Create(rule);

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var judge = GrowthAnalysis.For(start.Compilation, start.Options, start.CancellationToken);
            if (judge.Context.HandlerScopes.Handlers.MayExist)
                Register(start, judge);
        });
    }

    /// <summary>Registers what the rule looks at in a compilation that may have handlers.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext start, GrowthAnalysis judge);
}
