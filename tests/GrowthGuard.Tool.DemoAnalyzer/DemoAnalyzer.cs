using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Tool.DemoAnalyzer;

/// <summary>
/// Reports every field named Leaky... as GG1001, with the members named Grow... as growth sites; throws at fields named Crash....
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DemoAnalyzer : DiagnosticAnalyzer
{
    // Off by default, so that a finding shows that the mode's config was heeded.
    private static readonly DiagnosticDescriptor Rule = new(
        "GG1001", "Demo", "Static '{0}' grows in 100% of \"calls\"", "Demo", DiagnosticSeverity.Warning, isEnabledByDefault: false);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Report, SymbolKind.Field);
    }

    private static void Report(SymbolAnalysisContext context)
    {
        if (context.Symbol.Name.StartsWith("Crash", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("asked for");
        }

        if (context.Symbol.Name.StartsWith("Leaky", StringComparison.Ordinal))
        {
            var sites = context.Symbol.ContainingType.GetMembers()
                .Where(member => member.Name.StartsWith("Grow", StringComparison.Ordinal))
                .Select(member => member.Locations[0]);
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                context.Symbol.Locations[0],
                sites,
                ImmutableDictionary<string, string?>.Empty.Add("growthguard.symbol", context.Symbol.GetDocumentationCommentId()),
                context.Symbol.Name));
        }
    }
}
