using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>
/// Recognises look-up tables by their text. Two of three static collections are filled where they are declared, or in a static
/// constructor, and only read afterwards; nothing need be bound to see that.
/// </summary>
internal sealed class LookupTableDetector(CompilationAnalysis context)
{
    // Members that neither add nor hand the collection on. Taking out is no growth, either.
    private static readonly HashSet<string> Readers =
    [
        "All", "Any", "BinarySearch", "Clear", "Contains", "ContainsKey", "ContainsValue", "CopyTo", "Count", "Exists", "Find", "FindIndex",
        "First", "FirstOrDefault",
        "GetValueOrDefault", "IndexOf", "IsEmpty", "IsSubsetOf", "IsSupersetOf", "Keys", "Length", "LongCount", "Max", "Min", "OrderBy",
        "Overlaps", "Peek", "Remove", "Select", "SelectMany",
        "SequenceEqual", "SetEquals", "Single", "SingleOrDefault", "Sum", "ToArray", "ToDictionary", "ToHashSet", "ToList", "ToString",
        "TryGetValue", "TryPeek", "TryRemove", "Values", "Where",
    ];

    /// <summary>
    /// Whether every mention of a store reads it, or stands where its type is initialised. Said only where the text proves it.
    /// </summary>
    public bool Include(Store store) =>
        store.Symbol.IsStatic && store.Fact != Fact.Chained && !HoldsCollections(store.Type) &&
        StoreFinder.LazyValue(TypeOf(store.Symbol)) is null &&
        context.MentionsOf(store.Symbol).All(name => IsRead(name) || IsInitialisation(name));

    private static ITypeSymbol TypeOf(ISymbol member) => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    private bool HoldsCollections(ITypeSymbol type) =>
        type is INamedTypeSymbol named &&
        named.TypeArguments.Any(argument => argument.TypeKind is TypeKind.TypeParameter or TypeKind.Array ||
            context.Facts.Growable(argument) is not null);

    private static bool IsRead(SimpleNameSyntax name)
    {
        ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax qualified && qualified.Name == name ? qualified : name;
        return whole.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression == whole && Readers.Contains(access.Name.Identifier.ValueText),
            ElementAccessExpressionSyntax element => element.Expression == whole && !IsChanged(element),
            ForEachStatementSyntax loop => loop.Expression == whole,
            FromClauseSyntax from => from.Expression == whole,
            _ => false,
        };
    }

    // `table[key] = value`, `table[key]++`, `ref table[key]`, `(table[key], x) = …`
    private static bool IsChanged(ElementAccessExpressionSyntax element) => element.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == element,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax,
        PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or RefExpressionSyntax => true,
        _ => false,
    };

    private static bool IsInitialisation(SimpleNameSyntax name)
    {
        foreach (var ancestor in name.Ancestors())
        {
            switch (ancestor)
            {
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax:
                    return false;
                case ConstructorDeclarationSyntax constructor:
                    return constructor.Modifiers.Any(SyntaxKind.StaticKeyword) && !IsHandedOn(name);
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    // `Add(key, value)` and `[key] = value` leave it where it is; anything else may give it away.
    private static bool IsHandedOn(SimpleNameSyntax name) =>
        name.Parent is not (MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax } }
            or ElementAccessExpressionSyntax);
}
