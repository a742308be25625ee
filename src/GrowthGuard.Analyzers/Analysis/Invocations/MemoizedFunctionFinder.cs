using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Invocations;

/// <summary>
/// Finds functions that remember what they are called with: a field that lives as long as the process has a function which a method in
/// source returns, and that adds to a collection of the method. <c>static readonly Func&lt;string, Name&gt; Parse = Memoize(ParseName);</c>
/// </summary>
internal sealed class MemoizedFunctionFinder(CompilationAnalysis context)
{
    private readonly KeyDomainAnalysis _keys = new(context, context.Calls);
    private readonly LocalStoreAnalysis _locals = new(context);

    /// <summary>The static fields and properties of a type that hold such a function, each with the store behind it.</summary>
    public IEnumerable<(ISymbol Member, Store Store, GrowthVerdict Verdict)> In(INamedTypeSymbol type)
    {
        foreach (var (member, field) in type.Storage())
        {
            if (!field.IsStatic || field.Type is not INamedTypeSymbol { TypeKind: TypeKind.Delegate } function ||
                StoreFinder.InitializerOf(member, context)?.Unwrap() is not IInvocationOperation { TargetMethod: var maker })
                continue;
            foreach (var lambda in FunctionsOf(maker))
            {
                foreach (var store in _locals.StoresIn(lambda.Body, local => local.ContainingSymbol.IsWithin(lambda.Symbol)))
                {
                    if (_locals.VerdictOn(store, use => IsGrowth(use, lambda, function)) is { } verdict && IsCalledWithData(member))
                        yield return (member, store, verdict);
                }
            }
        }
    }

    private IEnumerable<IAnonymousFunctionOperation> FunctionsOf(IMethodSymbol maker) =>
        context.ReturnedBy(maker).SelectMany(ValueOrigin.Of)
            .Select(static value => (value as IDelegateCreationOperation)?.Target).OfType<IAnonymousFunctionOperation>();

    private bool IsGrowth(StoreUse use, IAnonymousFunctionOperation lambda, INamedTypeSymbol function) =>
        use.Operation.SelfAndAncestors().Any(ancestor => ancestor.IsAt(lambda)) && !IsClosed(use, lambda, function);

    // What the function is called with is known by the type of the field: `Func<Type, string>`.
    private bool IsClosed(StoreUse growth, IAnonymousFunctionOperation lambda, INamedTypeSymbol function)
    {
        if (growth.Key?.Unwrap() is IParameterReferenceOperation { Parameter: var parameter } &&
            lambda.Symbol.Parameters.IndexOf(parameter, SymbolEqualityComparer.Default) is >= 0 and var place)
            return function.DelegateInvokeMethod is { Parameters: var given } && place < given.Length && _keys.IsClosed(given[place].Type);
        return growth.IsKeyed && _keys.DomainOf(growth.Key) == KeyDomain.Closed;
    }

    private bool IsCalledWithData(ISymbol member) => context.ReferencesTo(member).Any(reference =>
        context.Phases.PhaseOf(reference) == ExecutionPhase.SteadyState &&
        !(reference.Parent is IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke,
            Arguments: { Length: > 0 } given } &&
          given.All(argument => _keys.IsSmall(argument.Value))));
}
