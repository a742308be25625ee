using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GrowthGuard.Analyzers.AdditionalFiles;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Baselines;

/// <summary>One <c>GrowthGuard.baseline.txt</c>, read.</summary>
internal sealed class BaselineFile
{
    // A weak table: an editor makes a new compilation at each keystroke, but no new text of this file.
    private static readonly ConditionalWeakTable<SourceText, BaselineFile> Read = new();

    private readonly ImmutableDictionary<(string Rule, string Symbol), int> _counts;

    private BaselineFile(SourceText text)
    {
        Lines = PolicyFile.LinesOf(text)
            .Select(span => (Span: span, Line: BaselineLine.Read(PolicyFile.TextOf(text, span))!))
            .Where(line => line.Line is not null)
            .ToImmutableArray();
        _counts = Lines.Where(line => line.Line.Error is null)
            .GroupBy(line => line.Line.Key)
            .ToImmutableDictionary(same => same.Key, same => same.Max(line => line.Line.Count));
    }

    /// <summary>The files: <c>GrowthGuard.baseline.txt</c> and <c>GrowthGuard.baseline.*.txt</c>.</summary>
    public static PolicyFiles Files { get; } = new("baseline");

    /// <summary>The lines that say something.</summary>
    public ImmutableArray<(TextSpan Span, BaselineLine Line)> Lines { get; }

    public static BaselineFile Of(PolicyFile file) => Read.GetValue(file.Text, static text => new BaselineFile(text));

    /// <summary>How many findings it accepts.</summary>
    public int CountOf((string Rule, string Symbol) key) => _counts.TryGetValue(key, out var count) ? count : 0;
}
