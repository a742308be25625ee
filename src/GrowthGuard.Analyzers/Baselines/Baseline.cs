using System.Collections.Immutable;
using GrowthGuard.Analyzers.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Baselines;

/// <summary>The findings that a compilation's baselines accept.</summary>
internal sealed class Baseline
{
    private readonly ImmutableArray<BaselineFile> _files;

    private Baseline(ImmutableArray<BaselineFile> files) => _files = files;

    public static Baseline Of(AnalyzerOptions options, CancellationToken cancellationToken) =>
        new(BaselineFile.Files.Read(options, cancellationToken).Select(BaselineFile.Of).ToImmutableArray());

    /// <summary>What a finding is known by, or <see langword="null"/> when it names no symbol.</summary>
    public static (string Rule, string Symbol)? KeyOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(DiagnosticPropertyNames.Symbol, out var symbol) && symbol is not null
            ? (diagnostic.Id, symbol)
            : null;

    /// <summary>How many findings all files together accept.</summary>
    public int CountOf((string Rule, string Symbol) key) => _files.Sum(file => file.CountOf(key));
}
