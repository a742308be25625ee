using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.StaticGrowth;

/// <summary>GG1001: reports static stores whose verdict is that they grow.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StaticCollectionGrowsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalog.StaticCollectionGrows);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
    }
}
