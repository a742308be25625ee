using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>A removal that does not run on every path.</summary>
/// <param name="eviction">The removal.</param>
/// <param name="path">How the code gets past it.</param>
internal sealed class SkippedEviction(StoreUse eviction, ExitPath path)
{
    public StoreUse Eviction { get; } = eviction;

    public ExitPath Path { get; } = path;

    /// <summary>Whether another handler than the one that adds removes.</summary>
    public bool IsElsewhere { get; set; }

    /// <summary>Whether who added the entry gives up waiting for what removes it.</summary>
    public bool IsTimeout { get; set; }
}
