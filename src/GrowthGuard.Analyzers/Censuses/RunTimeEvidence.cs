using System.Collections.Immutable;
using GrowthGuard.Analyzers.AdditionalFiles;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Censuses;

/// <summary>What was counted in running processes, for the stores of a compilation.</summary>
internal sealed class RunTimeEvidence
{
    private readonly ImmutableArray<CensusFile> _files;

    /// <param name="files">Files of any kind; those that are no censuses are passed over.</param>
    public RunTimeEvidence(ImmutableArray<PolicyFile> files) =>
        _files = files.Where(static file => CensusFile.Files.Include(file.Path)).Select(CensusFile.Of).ToImmutableArray();

    /// <summary>What was counted of a field, property or event; growth before anything else, null when nothing was.</summary>
    public SeenCounts? Of(ISymbol symbol)
    {
        if (_files.IsEmpty || symbol.OriginalDefinition.GetDocumentationCommentId() is not { } id)
            return null;
        var found = _files
            .Select(file => file.Counts.TryGetValue(id, out var counts) ? counts : null)
            .Where(static counts => counts is not null).ToList();
        return found.Find(static counts => counts!.HasGrown) ?? found.FirstOrDefault();
    }
}
