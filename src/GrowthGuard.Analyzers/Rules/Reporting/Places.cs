using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Rules.Reporting;

/// <summary>Says in a message where operations stand.</summary>
internal static class Places
{
    /// <summary>The member of the first operation, and how many other places there are.</summary>
    public static string Of(IReadOnlyCollection<IOperation> operations) => $"'{MemberName(operations.First())}'{Others(operations.Count)}";

    /// <summary>How many places there are besides the first.</summary>
    public static string Others(int count) => count switch
    {
        1 => "",
        2 => " and in 1 other place",
        _ => $" and in {count - 1} other places",
    };

    /// <summary>The member that an operation stands in, as a reader calls it.</summary>
    public static string MemberName(IOperation operation) => operation.ContainingMember() switch
    {
        IMethodSymbol { AssociatedSymbol: { } associated } => associated.Name,
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType.Name,
        IMethodSymbol { Name: "<Main>$" } => "top-level code",
        { } member => member.Name,
        null => "?",
    };
}
