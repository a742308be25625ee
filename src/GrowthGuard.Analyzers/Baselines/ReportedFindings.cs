using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Baselines;

/// <summary>The findings that were made in a compilation, suppressed or not. Goes with its compilation.</summary>
internal sealed class ReportedFindings
{
    private static readonly ConditionalWeakTable<Compilation, ReportedFindings> All = new();

    private readonly Dictionary<(string Rule, string Symbol), HashSet<(string? Path, TextSpan Span)>> _places = [];

    public static ReportedFindings In(Compilation compilation) => All.GetValue(compilation, static _ => new ReportedFindings());

    /// <summary>How many findings are known by this; those at one place count once, however often an editor asks.</summary>
    public int CountOf((string Rule, string Symbol) key)
    {
        lock (_places)
            return _places.TryGetValue(key, out var places) ? places.Count : 0;
    }

    public void Note(Diagnostic diagnostic)
    {
        if (Baseline.KeyOf(diagnostic) is not { } key)
            return;
        lock (_places)
        {
            if (!_places.TryGetValue(key, out var places))
                _places.Add(key, places = []);
            places.Add((diagnostic.Location.SourceTree?.FilePath, diagnostic.Location.SourceSpan));
        }
    }
}
