using GrowthGuard.CodeFixes.Calls;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>
/// Tells whether a method may be called again before it has returned: the inner call would then share a field with the outer one, and a
/// local not.
/// </summary>
internal static class Reentry
{
    /// <summary>Whether the method, or something in source that it calls, may call it.</summary>
    public static bool IsPossible(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken)
    {
        var calls = SourceCalls.From(SourceCalls.Declarations(method, cancellationToken), compilation, cancellationToken);
        return !calls.IsComplete || calls.Called.Contains(method.OriginalDefinition, SymbolEqualityComparer.Default);
    }
}
