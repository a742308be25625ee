using System.Collections.Immutable;
using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>GG1004: sets a documented number to the limit that the code enforces. Other faults are for the author to correct.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectBoundCodeFix))]
[Shared]
public sealed class CorrectBoundCodeFix : GrowthCodeFixProvider
{
    /// <summary>Equivalence key of the fix.</summary>
    public const string EquivalenceKey = "GrowthGuard.CorrectBound";

    /// <summary>Makes the provider.</summary>
    public CorrectBoundCodeFix()
        : base(ImmutableArray.Create(RuleCatalog.BoundIsWrong.Id), new Fix())
    {
    }

    private sealed class Fix : GrowthFix
    {
        public override string EquivalenceKey => CorrectBoundCodeFix.EquivalenceKey;

        public override string FixAllTitle => "Document the limits that the code enforces";

        public override Task<PreparedFix?> PrepareAsync(Finding finding, CancellationToken cancellationToken)
        {
            // The diagnostic marks the number itself, in an attribute or in a comment.
            if (!finding.Diagnostic.Properties.TryGetValue(DiagnosticPropertyNames.Limit, out var limit) || limit is null)
                return Task.FromResult<PreparedFix?>(null);
            var number = new TextSpan(finding.Place.Start, finding.Diagnostic.Location.SourceSpan.Length);
            return Task.FromResult<PreparedFix?>(new PreparedFix($"Document the limit that the code enforces: {limit}", async token =>
                await finding.Place.Document.GetSyntaxRootAsync(token).ConfigureAwait(false) is { } root
                    ? finding.Solution.WithDocumentSyntaxRoot(finding.Place.Document.Id, WithNumber(root, number, limit))
                    : finding.Solution));
        }

        private static SyntaxNode WithNumber(SyntaxNode root, TextSpan number, string limit)
        {
            if (root.FindNode(number, getInnermostNodeForTie: true) is ExpressionSyntax written && written.Span == number)
                return root.ReplaceNode(written, SyntaxFactory.ParseExpression(limit).WithTriviaFrom(written));
            var trivia = root.FindTrivia(number.Start);
            if (!trivia.HasStructure && trivia.FullSpan.Contains(number))
                return root.ReplaceTrivia(trivia, SyntaxFactory.Comment(In(trivia.ToFullString(), trivia.FullSpan.Start)));
            var token = root.FindToken(number.Start, findInsideTrivia: true);
            var text = In(token.Text, token.SpanStart);
            return root.ReplaceToken(token, SyntaxFactory.XmlTextLiteral(token.LeadingTrivia, text, text, token.TrailingTrivia));

            string In(string around, int start) => around.Remove(number.Start - start, number.Length).Insert(number.Start - start, limit);
        }
    }
}
