using System.Globalization;
using GrowthGuard.Analyzers.CodeModel.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.Bounds;

/// <summary>
/// Reads <c>[Bounded(…)]</c> and <c>[Unbounded("…")]</c>. Matches by full name, so that pasted source serves as well as the package.
/// </summary>
internal sealed class BoundAttributes(Compilation compilation)
{
    private readonly Lazy<HashSet<string>> _aliases = new(() => AliasesIn(compilation));

    public IEnumerable<DocumentedBound> Read(ISymbol symbol)
    {
        if (!MayCarry(symbol))
            yield break;
        foreach (var attribute in symbol.GetAttributes())
        {
            // Without a constructor the attribute is an error of the compiler's.
            if (attribute.AttributeConstructor is null ||
                attribute.AttributeClass is not { ContainingNamespace: { Name: "GrowthGuard", ContainingNamespace.IsGlobalNamespace: true },
                    ContainingType: null } type)
                continue;
            var first = attribute.ConstructorArguments.Length == 1 ? attribute.ConstructorArguments[0].Value : null;
            var claim = type.Name switch
            {
                "BoundedAttribute" =>
                    ReadBounded(
                        first,
                        attribute.NamedArguments
                            .Where(argument => argument.Key == "By")
                            .Select(argument => argument.Value.Value as string ?? "").FirstOrDefault()),
                "UnboundedAttribute" => ReadUnbounded(first as string),
                _ => null,
            };
            if (claim is not null)
                yield return new DocumentedBound(claim, BoundForm.Attribute, LocationOf(attribute), NumberOf(attribute));
        }
    }

    // To bind the attributes of every member costs much, to look at their names little. What has no syntax of its own is bound.
    private bool MayCarry(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.IsEmpty ||
        symbol.DeclaringSyntaxReferences.Any(reference => ListsOn(reference.GetSyntax())
            .SelectMany(static list => list.Attributes)
            .Any(attribute => IsNamedSo(attribute.Name) || _aliases.Value.Contains(attribute.Name.ToString())));

    private static SyntaxList<AttributeListSyntax> ListsOn(SyntaxNode declaration) => declaration is ParameterSyntax parameter
        ? parameter.AttributeLists
        : declaration.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.AttributeLists ?? default;

    private static bool IsNamedSo(NameSyntax name) =>
        (name switch { QualifiedNameSyntax qualified =>
            qualified.Right, AliasQualifiedNameSyntax aliased => aliased.Name, _ => name }).ToString() is "Bounded" or "BoundedAttribute"
                or "Unbounded" or "UnboundedAttribute";

    /// <summary>What files call the attributes.</summary>
    private static HashSet<string> AliasesIn(Compilation compilation) =>
        new(UsingAliasIndex.In(compilation)
            .Where(static directive => directive.Name is { } name && IsNamedSo(name))
            .Select(UsingAliasIndex.NameOf));

    private static BoundClaim ReadBounded(object? maximum, string? by)
    {
        var reason = string.IsNullOrWhiteSpace(by) ? null : by;
        if (maximum is null)
            return reason is null ? BoundClaim.Wrong("gives neither a number nor a reason") : new BoundClaim(null, reason);
        if (maximum is not (int or long or short or byte or uint or ushort or sbyte))
            return BoundClaim.Wrong("is not a number", reason);
        var number = Convert.ToInt64(maximum, CultureInfo.InvariantCulture);
        return number <= 0
            ? BoundClaim.Wrong($"is {number.ToString(CultureInfo.InvariantCulture)}{Quantity.Zero}", reason)
            : new BoundClaim(number, reason, by is not null && reason is null ? "has an empty reason" : null);
    }

    private static BoundClaim ReadUnbounded(string? reason)
    {
        var isEmpty = string.IsNullOrWhiteSpace(reason);
        return new BoundClaim(
            null,
            isEmpty ? null : reason,
            isEmpty ? "is 'unbounded' and gives no reason why" : null) { IsUnbounded = true };
    }

    private static Location LocationOf(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference is { } reference ? Location.Create(reference.SyntaxTree, reference.Span) : Location.None;

    private static Location? NumberOf(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: var arguments }
            ? arguments.FirstOrDefault(argument => argument.NameEquals is null)?.Expression.GetLocation()
            : null;
}
