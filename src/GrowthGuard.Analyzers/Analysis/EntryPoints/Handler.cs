using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.EntryPoints;

/// <summary>A method, local function or lambda that the host calls once per invocation, request, message or job.</summary>
/// <param name="function">The method, local function or lambda.</param>
/// <param name="name">What it is called in messages.</param>
internal sealed class Handler(IMethodSymbol function, string name)
{
    public IMethodSymbol Function { get; } = function;

    public string Name { get; } = name;
}
