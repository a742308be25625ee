using GrowthGuard.Analyzers.Analysis.EntryPoints;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Invocations;

/// <summary>Where a value of an invocation comes from.</summary>
/// <param name="handler">The handler whose invocation it is; none when only the value's type tells.</param>
/// <param name="source">The parameter or property that gives it.</param>
internal sealed class InvocationDataSource(Handler? handler, IOperation source)
{
    public Handler? Handler { get; } = handler;

    public IOperation Source { get; } = source;
}
