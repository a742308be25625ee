using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Documents;

/// <summary>What a diagnostic points at, as nodes of its document.</summary>
internal sealed class ReportedNodes
{
    public ReportedNodes(Finding finding, SemanticModel model, CancellationToken cancellationToken)
    {
        Diagnostic = finding.Diagnostic;
        Model = model;
        CancellationToken = cancellationToken;
        Root = model.SyntaxTree.GetRoot(cancellationToken);
        Node = finding.Place.Node;
        Others = finding.Others.Select(place => place?.Document.Id == finding.Place.Document.Id ? place.Node : null).ToList();
    }

    public Diagnostic Diagnostic { get; }

    public SemanticModel Model { get; }

    public CancellationToken CancellationToken { get; }

    public SyntaxNode Root { get; }

    /// <summary>The node at the diagnostic's location.</summary>
    public SyntaxNode Node { get; }

    /// <summary>The nodes at its additional locations; <see langword="null"/> for one in another document.</summary>
    public IReadOnlyList<SyntaxNode?> Others { get; }

    /// <summary>The nearest field or property that declares what the symbol id names, or <see langword="null"/>.</summary>
    public MemberDeclarationSyntax? Declaration(string? symbolId)
    {
        if (symbolId is null || DocumentationCommentId.GetFirstSymbolForDeclarationId(symbolId, Model.Compilation) is not { } symbol)
            return null;
        return symbol.DeclaringSyntaxReferences.Where(reference => reference.SyntaxTree == Model.SyntaxTree)
            .Select(reference => reference.GetSyntax(CancellationToken).FirstAncestorOrSelf<MemberDeclarationSyntax>()).FirstOrDefault();
    }
}
