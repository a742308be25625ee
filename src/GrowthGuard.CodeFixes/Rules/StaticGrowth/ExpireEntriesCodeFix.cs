using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Rules.Reporting;
using GrowthGuard.CodeFixes.Caches;
using GrowthGuard.CodeFixes.Documents;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>GG1005: gives the entries that never leave an expiry.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExpireEntriesCodeFix))]
[Shared]
public sealed class ExpireEntriesCodeFix : DocumentFixProvider
{
    /// <summary>Equivalence key of the fix.</summary>
    public const string EquivalenceKey = "GrowthGuard.ExpireEntries";

    /// <summary>Makes the provider.</summary>
    public ExpireEntriesCodeFix()
        : base(RuleCatalog.CacheIsUnbounded.Id, EquivalenceKey, "Let the entries expire after 10 minutes", Prepare)
    {
    }

    private static DocumentFix? Prepare(ReportedNodes reported, TakenNames names)
    {
        if (!reported.Diagnostic.Properties.TryGetValue(DiagnosticPropertyNames.Problem, out var problem) || problem == CacheReport.NoSize)
            return null;
        var entries = problem == CacheReport.NoExpiry ? [reported.Node] : reported.Others;
        var changes = entries
            .Select(entry => EntryChange.Of(entry, EntrySetting.Expiry, reported.Model, reported.CancellationToken)).ToList();
        if (changes.Any(change => change is null))
            return null;
        return new DocumentFix("Let the entries expire after 10 minutes", editor =>
        {
            foreach (var change in changes)
                change!(editor);
        });
    }
}
