using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Queries.Linq;

/// <summary>A place where the result of a query is held in memory.</summary>
/// <param name="operation">The call or the loop.</param>
/// <param name="query">The query.</param>
internal sealed class Materialisation(IOperation operation, Query query)
{
    public IOperation Operation { get; } = operation;

    public Query Query { get; } = query;
}
