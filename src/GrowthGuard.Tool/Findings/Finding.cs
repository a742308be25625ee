using System.Collections.Immutable;
using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Tool.Findings;

/// <summary>What an analyzer reported, once, however many compilations it was seen in.</summary>
internal sealed record Finding
{
    public required Rule Rule { get; init; }

    public required RuleLevel Level { get; init; }

    public required string Message { get; init; }

    public required SourcePlace Place { get; init; }

    /// <summary>The other places of the evidence: growth sites above all.</summary>
    public ImmutableArray<SourcePlace> Related { get; init; } = [];

    /// <summary>Documentation comment id of what the finding is about, when the analyzer gave one.</summary>
    public string? Symbol { get; init; }

    /// <summary>
    /// The calls that lead from the handler to where it grows, as <c>Shop.Save (Shop.cs:12)</c>; empty when the analyzer gave none.
    /// </summary>
    public ImmutableArray<string> CallChain { get; init; } = [];

    /// <summary>The class that must be a singleton for the finding to hold; null when it holds in any case.</summary>
    public SingletonCondition? IfSingleton { get; init; }

    /// <summary>How it is suppressed in the code; null when it is not.</summary>
    public Suppression? Suppression { get; init; }

    /// <summary>Full paths of the projects it was seen in, sorted.</summary>
    public required ImmutableArray<string> Projects { get; init; }

    /// <summary>Whether it fails a check.</summary>
    public bool IsViolation => Suppression is null && Level >= RuleLevel.Warning;
}
