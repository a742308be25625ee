using System.Collections.Immutable;
using System.Composition;
using GrowthGuard.Analyzers.Baselines;
using GrowthGuard.Analyzers.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Baselines;

/// <summary>
/// Accepts a finding: adds its line to the project's <c>GrowthGuard.baseline.txt</c>. Offered only where there is one, since to work
/// with a baseline is a decision of the team, and an editor that added the file would add it to the project file too.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddToBaselineCodeFix))]
[Shared]
public sealed class AddToBaselineCodeFix : CodeFixProvider
{
    /// <summary>Equivalence key of the fix.</summary>
    public const string EquivalenceKey = "GrowthGuard.AddToBaseline";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = RuleCatalog.All
        .Where(rule => rule.CanBeAccepted)
        .Select(rule => rule.Id).ToImmutableArray();

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new AddToBaselineFixAllProvider();

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (BaselineDocument.Of(context.Document.Project) is not { } baseline)
            return Task.CompletedTask;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (Baseline.KeyOf(diagnostic) is { } key)
                context.RegisterCodeFix(
                    CodeAction.Create(
                        TitleOf(baseline),
                        token => baseline.ChangeAsync(text => text.Accept(key, text.CountOf(key) + 1), token),
                        EquivalenceKey),
                    diagnostic);
        }

        return Task.CompletedTask;
    }

    internal static string TitleOf(BaselineDocument baseline) => $"Add to {baseline.Name}";
}
