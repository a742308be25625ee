namespace GrowthGuard.DocsGenerator;

/// <summary>A document that holds one generated block, or is generated as a whole.</summary>
/// <param name="Path">Path in the repository.</param>
/// <param name="BlockName">Name of the block; <see langword="null"/> when the whole document is generated.</param>
/// <param name="Content">What the block, or the document, must hold.</param>
/// <param name="Stub">What the document starts as when it does not exist.</param>
public sealed record GeneratedDocument(string Path, string? BlockName, string Content, string Stub)
{
    /// <summary>The text of the document with a fresh block.</summary>
    public string Refresh(string text) => BlockName is null ? Content : GeneratedBlock.Replace(text, BlockName, Content);
}
