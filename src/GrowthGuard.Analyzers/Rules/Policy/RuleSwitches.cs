using System.Collections.Immutable;
using GrowthGuard.Analyzers.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Policy;

/// <summary>Tells whether a rule is on where the symbol is declared, or anywhere when it is gone: one that is off finds nothing.</summary>
internal static class RuleSwitches
{
    public static bool AreOn((string Rule, string Symbol) key, CompilationAnalysisContext context)
    {
        var compilation = context.Compilation;
        var declared = DocumentationCommentId.GetFirstSymbolForDeclarationId(key.Symbol, compilation)?.DeclaringSyntaxReferences ??
            ImmutableArray<SyntaxReference>.Empty;
        var trees = declared.IsEmpty ? compilation.SyntaxTrees : declared.Select(reference => reference.SyntaxTree);
        var isOnByDefault = RuleCatalog.All.First(rule => rule.Id == key.Rule).Descriptor.IsEnabledByDefault;
        return trees.Any(tree => SeverityOf(key.Rule, tree, compilation.Options, context.CancellationToken) is { } severity
            ? severity != ReportDiagnostic.Suppress
            : isOnByDefault);
    }

    private static ReportDiagnostic? SeverityOf(
        string rule,
        SyntaxTree tree,
        CompilationOptions options,
        CancellationToken cancellationToken)
    {
        var isSpecific = options.SpecificDiagnosticOptions.TryGetValue(rule, out var severity);
        if (isSpecific && severity == ReportDiagnostic.Suppress)
            return severity;
        if (options.SyntaxTreeOptionsProvider is { } provider &&
            (provider.TryGetDiagnosticValue(tree, rule, cancellationToken, out var configured) ||
                provider.TryGetGlobalDiagnosticValue(rule, cancellationToken, out configured)))
            return configured;
        return isSpecific ? severity : null;
    }
}
