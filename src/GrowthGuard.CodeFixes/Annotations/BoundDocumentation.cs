using GrowthGuard.CodeFixes.Stores;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace GrowthGuard.CodeFixes.Annotations;

/// <summary>Documents a store's bound on its declaration.</summary>
internal static class BoundDocumentation
{
    /// <summary>Whether the attribute can be written on the store: it is declared alone, and no other annotation contradicts.</summary>
    public static bool CanBeAdded(AnnotationKind kind, GrowingStore store) =>
        store.IsDeclaredAlone &&
        AnnotationType.CanBeUsed(kind, store.Model.Compilation) &&
        AnnotationKind.All.All(other => other == kind || Existing(other, store) is null);

    /// <summary>Whether the bound is documented with a comment, since the attribute cannot be had.</summary>
    public static bool IsComment(AnnotationKind kind, GrowingStore store) =>
        !AnnotationSource.CanBeAddedTo(store.Document.Project) && AnnotationType.Find(kind, store.Model.Compilation) is null;

    /// <summary>Puts the attribute on the declaration, in place of one of its kind that says nothing; or the comment.</summary>
    public static async Task AddAsync(SolutionEditor solution, BoundWords words, GrowingStore store, CancellationToken cancellationToken)
    {
        var kind = words.Kind;
        var editor = await solution.GetDocumentEditorAsync(store.Document.Id, cancellationToken).ConfigureAwait(false);
        if (IsComment(kind, store))
        {
            var (beginsLine, lineEnd) = (BoundComment.BeginsLine(store.Member), LineEnd.Of(store.Member));
            editor.ReplaceNode(
                store.Member,
                (current, _) => BoundComment.On((MemberDeclarationSyntax)current, words.Comment, beginsLine, lineEnd));
            return;
        }

        var name = SyntaxFactory.ParseName("global::" + kind.TypeName).WithAdditionalAnnotations(Simplifier.Annotation);
        if (!IsTaken(kind, store))
            name = name.NeedingImport();
        var attribute = SyntaxFactory.Attribute(name, SyntaxFactory.ParseAttributeArgumentList(words.Arguments));
        if (Existing(kind, store) is { } existing)
            editor.ReplaceNode(existing, attribute.WithTriviaFrom(existing));
        else
            editor.ReplaceNode(store.Member, (current, _) => With((MemberDeclarationSyntax)current, attribute));
    }

    /// <summary>The changed solution, with the using directive of the attribute.</summary>
    public static async Task<Solution> FinishAsync(SolutionEditor solution, GrowingStore store, CancellationToken cancellationToken)
    {
        var changed = solution.GetChangedSolution();
        var document = await Imports.AddAsync(changed.GetDocument(store.Document.Id)!, cancellationToken).ConfigureAwait(false);
        return document.Project.Solution;
    }

    // Where the short name means something else already, a using directive would make it ambiguous.
    private static bool IsTaken(AnnotationKind kind, GrowingStore store) =>
        new[] { kind.ShortName + nameof(Attribute), kind.ShortName }
            .SelectMany(name => store.Model.LookupNamespacesAndTypes(store.Declaration.SpanStart, name: name))
            .Any(symbol => symbol.ToDisplayString() != kind.TypeName);

    private static AttributeSyntax? Existing(AnnotationKind kind, GrowingStore store) =>
        store.Symbol.GetAttributes()
            .FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() ==
                kind.TypeName)?.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;

    private static MemberDeclarationSyntax With(MemberDeclarationSyntax member, AttributeSyntax attribute)
    {
        var list = SyntaxFactory
            .AttributeList(SyntaxFactory.SingletonSeparatedList(attribute))
            .WithAdditionalAnnotations(Formatter.Annotation);
        if (member.AttributeLists.Count > 0)
            return member.AddAttributeLists(list);

        // Comments stay above the attribute.
        var leading = member.GetLeadingTrivia();
        return member.WithLeadingTrivia(SyntaxFactory.ElasticMarker)
            .WithAttributeLists(SyntaxFactory.SingletonList(list.WithLeadingTrivia(leading)));
    }
}
