using System.Collections.Immutable;
using GrowthGuard.Analyzers.AdditionalFiles;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Knowledge;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Policy;

/// <summary>GG5002: reports the lines of facts files that state nothing, where they stand.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FactsFileAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RuleCatalog.FactIsNotUnderstood);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterAdditionalFileAction(Analyze);
    }

    private static void Analyze(AdditionalFileAnalysisContext context)
    {
        if (!FactsFile.Files.Include(context.AdditionalFile) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
            return;
        var file = new PolicyFile(context.AdditionalFile.Path, text);
        foreach (var ((span, error), addition) in PolicyFile.Limit(FactsFile.Errors(file, context.CancellationToken)))
            context.Report(Diagnostic.Create(RuleCatalog.FactIsNotUnderstood, file.LocationOf(span), error + addition));
    }
}
