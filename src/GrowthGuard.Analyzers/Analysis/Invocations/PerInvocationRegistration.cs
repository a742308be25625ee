using GrowthGuard.Analyzers.Analysis.EntryPoints;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Invocations;

/// <summary>Something that a handler gives, on each invocation, to an object that keeps it.</summary>
/// <param name="operation">The call or subscription that gives it.</param>
/// <param name="keeper">What keeps it, in words.</param>
/// <param name="handler">The handler that runs the operation.</param>
internal sealed class PerInvocationRegistration(IOperation operation, string keeper, Handler handler)
{
    public IOperation Operation { get; } = operation;

    public string Keeper { get; } = keeper;

    public Handler Handler { get; } = handler;
}
