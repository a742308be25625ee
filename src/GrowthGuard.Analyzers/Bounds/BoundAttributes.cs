using System.Globalization;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Bounds;

/// <summary>Reads <c>[Bounded(…)]</c> and <c>[Unbounded("…")]</c>. Matches by full name, so that pasted source serves as well as the package.</summary>
internal static class BoundAttributes
{
    public static DocumentedBound? Read(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is not { ContainingNamespace: { Name: "GrowthGuard", ContainingNamespace.IsGlobalNamespace: true }, ContainingType: null } type)
                continue;
            var first = attribute.ConstructorArguments.Length == 1 ? attribute.ConstructorArguments[0].Value : null;
            var bound = type.Name switch
            {
                "BoundedAttribute" => new DocumentedBound(AsNumber(first), Text(attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "By").Value)),
                "UnboundedAttribute" => new DocumentedBound(null, string.IsNullOrWhiteSpace(first as string) ? null : (string)first!),
                _ => null,
            };
            if (bound is { Maximum: not null } or { Reason: not null })
                return bound;
        }

        return null;
    }

    private static long? AsNumber(object? value) =>
        value is int or long && Convert.ToInt64(value, CultureInfo.InvariantCulture) is > 0 and var number ? number : null;

    private static string? Text(TypedConstant constant) => constant is { Kind: TypedConstantKind.Primitive, Value: string text } && !string.IsNullOrWhiteSpace(text) ? text : null;
}
