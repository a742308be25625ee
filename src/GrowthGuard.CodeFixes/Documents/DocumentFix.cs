using Microsoft.CodeAnalysis.Editing;

namespace GrowthGuard.CodeFixes.Documents;

/// <summary>A fix that has been found possible.</summary>
/// <param name="title">What it is called.</param>
/// <param name="apply">Makes its changes, on the nodes of the document as it was.</param>
internal sealed class DocumentFix(string title, Action<SyntaxEditor> apply)
{
    public string Title { get; } = title;

    public Action<SyntaxEditor> Apply { get; } = apply;
}
