using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>A property of a response that is read, by name or in a pattern.</summary>
/// <param name="property">The property.</param>
/// <param name="operation">The reference, or the part of the pattern that tests or takes the value.</param>
internal readonly struct PropertyRead(IPropertySymbol property, IOperation operation)
{
    public IPropertySymbol Property { get; } = property;

    public IOperation Operation { get; } = operation;

    public string Name => Property.Name;
}
