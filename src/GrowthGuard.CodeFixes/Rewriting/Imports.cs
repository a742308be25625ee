using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace GrowthGuard.CodeFixes.Rewriting;

/// <summary>Adds the using directives of names that a fix writes.</summary>
internal static class Imports
{
    /// <summary>Marks names whose namespaces are to be imported.</summary>
    public static readonly SyntaxAnnotation Needed = new("GrowthGuard.NeedsImport");

    /// <summary>The name, to be imported by <see cref="AddAsync"/>.</summary>
    public static TNode NeedingImport<TNode>(this TNode name)
        where TNode : SyntaxNode => name.WithAdditionalAnnotations(Needed);

    /// <summary>The document with the using directives that its new names need.</summary>
    public static Task<Document> AddAsync(Document document, CancellationToken cancellationToken) =>
        ImportAdder.AddImportsAsync(document, Needed, cancellationToken: cancellationToken);
}
