using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.CodeModel.Bodies;

/// <summary>The variables that a pattern gives the whole value it tests: <c>x is { } y</c>, <c>x is not string y</c>.</summary>
internal static class PatternVariables
{
    public static IEnumerable<ILocalSymbol> In(IPatternOperation pattern)
    {
        RecursionGuard.Check();
        return pattern switch
        {
            IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local } => [local],
            IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol local } => [local],
            INegatedPatternOperation not => In(not.Pattern),
            IBinaryPatternOperation both => In(both.LeftPattern).Concat(In(both.RightPattern)),
            _ => [],
        };
    }
}
