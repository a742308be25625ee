using System.Collections.Immutable;
using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>GG1004: sets a documented number to the limit that the code enforces. Other faults are for the author to mend.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectBoundCodeFix))]
[Shared]
public sealed class CorrectBoundCodeFix : CodeFixProvider
{
    /// <summary>Equivalence key of the fix.</summary>
    public const string EquivalenceKey = "GrowthGuard.CorrectBound";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleCatalog.BoundIsWrong.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            // The diagnostic marks the number itself, in an attribute or in a comment.
            if (diagnostic.Location.IsInSource && diagnostic.Properties.TryGetValue(DiagnosticPropertyNames.Limit, out var limit) && limit is not null)
                context.RegisterCodeFix(CodeAction.Create($"Document the limit that the code enforces: {limit}", token => ReplaceAsync(context.Document, diagnostic.Location.SourceSpan, limit, token), EquivalenceKey), diagnostic);
        }

        return Task.CompletedTask;
    }

    private static async Task<Document> ReplaceAsync(Document document, TextSpan number, string limit, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(text.Replace(number, limit));
    }
}
