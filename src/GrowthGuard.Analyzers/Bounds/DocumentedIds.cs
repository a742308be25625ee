using GrowthGuard.Analyzers.AdditionalFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Bounds;

/// <summary>Finds what the documentation ids of a bounds file name.</summary>
/// <param name="compilation">Where they are looked for.</param>
/// <param name="options">Tell where the project is.</param>
/// <param name="path">The bounds file.</param>
internal sealed class DocumentedIds(Compilation compilation, AnalyzerOptions options, string path)
{
    /// <summary>The field, property or event of this id, in this compilation or what it references.</summary>
    public ISymbol? Find(string id) => DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation);

    /// <summary>
    /// Whether an id that is not found is an error. One file may serve many projects: from a folder that is not the project's own
    /// it may name what another project declares, unless the type is declared here and only the member is missing.
    /// </summary>
    public bool IsMissing(string id) => ProjectFiles.Own(path, options) || DeclaresTypeOf(id);

    private bool DeclaresTypeOf(string id)
    {
        var end = id.LastIndexOf('.');
        return end > 2 && DocumentationCommentId.GetFirstSymbolForDeclarationId("T:" + id.Substring(2, end - 2), compilation) is { } type &&
            SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly);
    }
}
