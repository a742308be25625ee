using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Queries.Linq;

/// <summary>What is known of a query when its operators have been read.</summary>
/// <param name="source">Where it begins: the table, or the call that runs a text; <see langword="null"/> for a local that is being read
/// already.</param>
/// <param name="extent">How much of its source it gives.</param>
internal sealed class Query(IOperation? source, QueryExtent extent)
{
    public IOperation? Source { get; } = source;

    public QueryExtent Extent { get; } = extent;

    /// <summary>The query when one more thing picks a part of it.</summary>
    public Query AtLeast(QueryExtent extent) => extent > Extent ? new Query(Source, extent) : this;

    /// <summary>The query when it may give more than its limit says.</summary>
    public Query AtMost(QueryExtent extent) => extent < Extent ? new Query(Source, extent) : this;
}
