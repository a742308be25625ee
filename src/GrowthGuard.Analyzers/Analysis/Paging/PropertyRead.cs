using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>A member of a response that is read, by name or in a pattern.</summary>
/// <param name="holder">The member of the response that has it, or <see langword="null"/> when the response has it itself.</param>
/// <param name="member">The property, the element of a tuple, or the parameter that gives it by <c>out</c>.</param>
/// <param name="operation">The reference, or the part of the pattern that tests or takes the value.</param>
internal readonly struct PropertyRead(string? holder, ISymbol member, IOperation operation)
{
    public ISymbol Member { get; } = member;

    public IOperation Operation { get; } = operation;

    public string Name => Member.Name;

    /// <summary>The name from the response on.</summary>
    public string Path { get; } = holder is null ? member.Name : holder + "." + member.Name;

    public ITypeSymbol Type => Member switch
    {
        IPropertySymbol property => property.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => ((IFieldSymbol)Member).Type,
    };
}
