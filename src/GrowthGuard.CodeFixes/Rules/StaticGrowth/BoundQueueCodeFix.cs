using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Documents;
using GrowthGuard.CodeFixes.Queues;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>GG1006: gives the queue a capacity.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BoundQueueCodeFix))]
[Shared]
public sealed class BoundQueueCodeFix : DocumentFixProvider
{
    /// <summary>Equivalence key of the fix.</summary>
    public const string EquivalenceKey = "GrowthGuard.BoundQueue";

    /// <summary>Makes the provider.</summary>
    public BoundQueueCodeFix()
        : base(
            RuleCatalog.QueueIsUnbounded.Id,
            EquivalenceKey,
            "Give each queue a capacity of 1000 (when it is full, writers wait or are refused)",
            Prepare,
            isDecision: true)
    {
    }

    private static DocumentFix? Prepare(ReportedNodes reported, TakenNames names)
    {
        if (reported.Others.FirstOrDefault() is not ExpressionSyntax creation)
            return null;
        reported.Diagnostic.Properties.TryGetValue(DiagnosticPropertyNames.Symbol, out var symbol);

        // A registration, which is known by its method, has no member to put a constant beside: the argument is named instead.
        var isRegistration = symbol?.StartsWith("M:", StringComparison.Ordinal) == true;
        var constant = isRegistration
            ? null
            : LimitConstant.Before(reported.Declaration(symbol), "Capacity", creation, reported.Model, names, reported.CancellationToken);
        if (constant is null && !isRegistration)
            return null;
        var member = isRegistration || symbol is null
            ? null
            : DocumentationCommentId.GetFirstSymbolForDeclarationId(symbol, reported.Model.Compilation);
        if (!new QueueWriters(reported.Model, reported.CancellationToken).CanWait(creation, member))
            return null;
        var capacity = constant?.Name ?? SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(1000));
        if (BoundedForm.Of(creation, reported.Model, capacity, isNamed: constant is null, reported.CancellationToken) is not { } bounded)
            return null;
        return new DocumentFix("Give the queue a capacity of 1000 (when it is full, writers wait or are refused)", editor =>
        {
            editor.ReplaceNode(creation, bounded.WithTriviaFrom(creation).WithAdditionalAnnotations(Formatter.Annotation));
            constant?.Declare(editor);
        });
    }
}
