using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.TestHarness;

/// <summary>A span that markup names: <c>""</c> for <c>[|x|]</c>, a diagnostic id, or <c>#</c> and the number of a location.</summary>
internal sealed record MarkedSpan(string Name, TextSpan Span)
{
    public bool IsLocation => Name.StartsWith('#');
}

/// <summary>One file of a test, with its markup taken out.</summary>
internal sealed record ParsedFile(string Path, SourceText Text, ImmutableArray<MarkedSpan> Marks);
