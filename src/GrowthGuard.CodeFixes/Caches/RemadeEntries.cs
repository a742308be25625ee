using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Caches;

/// <summary>Tells whether a dictionary is a cache: what it forgets comes out the same when it is asked for again.</summary>
internal static class RemadeEntries
{
    /// <summary>Whether every value is made again, of its key alone, when a look-up of the key misses.</summary>
    public static bool Are(ImmutableArray<DictionaryUse> uses, IFieldSymbol field, SemanticModel model, CancellationToken cancellationToken)
    {
        var values = new RemadeValues(model, cancellationToken);
        var remade = new HashSet<SyntaxNode>();
        foreach (var use in uses.Where(use => use.Kind is DictionaryUseKind.Set or DictionaryUseKind.GetOrMake))
        {
            var missed = MissedKeys.Before(use, field, model, cancellationToken).ToList();
            if (use.Kind == DictionaryUseKind.Set
                ? missed.Count == 0 || !values.IsMadeOf(use.Value!, values.InputsOf(use.Key))
                : !IsMade(use, uses, values, model, cancellationToken))
                return false;
            foreach (var call in missed)
            {
                var region = MissedKeys.Region(call, use, model);
                if (region.Count == 0 || !region.All(statement => values.CanRunAgain(statement, uses)))
                    return false;
                remade.Add(call);
            }
        }

        // A look-up that is not followed by the making of a value asks for what others have put there.
        return uses.Where(use => use.Kind == DictionaryUseKind.Find).All(use => remade.Contains(use.Node));
    }

    private static bool IsMade(
        DictionaryUse use,
        ImmutableArray<DictionaryUse> uses,
        RemadeValues values,
        SemanticModel model,
        CancellationToken cancellationToken)
    {
        var inputs = values.InputsOf(use.Key);
        if (use.State is not null && use.State is not ThisExpressionSyntax && !values.IsMadeOf(use.State, inputs))
            return false;
        switch (use.Value)
        {
            case LambdaExpressionSyntax lambda
                when lambda.DescendantNodes().OfType<ParameterSyntax>().FirstOrDefault() is { Identifier.ValueText: var key }:
                return values.CanRunAgain(lambda.Body, uses) && values.IsMadeOf(lambda, [.. inputs, key]);
            case { } value
                when model.GetSymbolInfo(value, cancellationToken).Symbol is IMethodSymbol { Parameters.Length: > 0 } method &&
                    value is SimpleNameSyntax or MemberAccessExpressionSyntax:
                return method.DeclaringSyntaxReferences
                    .Select(reference => reference.GetSyntax(cancellationToken))
                    .All(body => values.CanRunAgain(body, uses) && values.IsMadeOf(body, [method.Parameters[0].Name]));
            case { } value when model.GetTypeInfo(value, cancellationToken).ConvertedType is { TypeKind: not TypeKind.Delegate }:
                return values.CanRunAgain(value, uses) && values.IsMadeOf(value, inputs);
            default:
                return false;
        }
    }
}
