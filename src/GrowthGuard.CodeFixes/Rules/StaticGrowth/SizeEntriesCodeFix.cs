using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Rules.Reporting;
using GrowthGuard.CodeFixes.Caches;
using GrowthGuard.CodeFixes.Documents;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>GG1005: gives the cache a size limit and its entries a size; where the limit is there, only the size.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SizeEntriesCodeFix))]
[Shared]
public sealed class SizeEntriesCodeFix : DocumentFixProvider
{
    /// <summary>Equivalence key of the fix.</summary>
    public const string EquivalenceKey = "GrowthGuard.SizeEntries";

    /// <summary>Makes the provider.</summary>
    public SizeEntriesCodeFix()
        : base(RuleCatalog.CacheIsUnbounded.Id, EquivalenceKey, "Give the entries a size of 1, and the cache a limit of 1000", Prepare)
    {
    }

    private static DocumentFix? Prepare(ReportedNodes reported, TakenNames names)
    {
        var properties = reported.Diagnostic.Properties;
        return properties.TryGetValue(DiagnosticPropertyNames.Problem, out var problem) ? problem switch
        {
            CacheReport.NoSize => Sized(reported),
            CacheReport.NoLimit => Limited(reported, names),
            _ => null,
        } : null;
    }

    private static DocumentFix? Sized(ReportedNodes reported) =>
        EntryChange.Of(reported.Node, EntrySetting.Size, reported.Model, reported.CancellationToken) is { } change
            ? new DocumentFix("Give the entry a size of 1", change)
            : null;

    // Entries out of sight would throw once there is a limit.
    private static DocumentFix? Limited(ReportedNodes reported, TakenNames names)
    {
        if (reported.Node is not BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } ||
            arguments[0].Expression is not BaseObjectCreationExpressionSyntax options)
            return null;
        var changes = reported.Others
            .Select(entry => EntryChange.Of(entry, EntrySetting.Size, reported.Model, reported.CancellationToken)).ToList();
        if (changes.Any(change => change is null))
            return null;
        reported.Diagnostic.Properties.TryGetValue(DiagnosticPropertyNames.Symbol, out var symbol);
        if (LimitConstant.Before(
            reported.Declaration(symbol),
            "SizeLimit",
            reported.Node,
            reported.Model,
            names,
            reported.CancellationToken) is not { } limit)
            return null;
        return new DocumentFix("Limit the cache to 1000 entries of size 1", editor =>
        {
            editor.ReplaceNode(options, Initializers.With(options, "SizeLimit", limit.Name));
            foreach (var change in changes)
                change!(editor);
            limit.Declare(editor);
        });
    }
}
