using System.Collections.Concurrent;
using GrowthGuard.Analyzers.Analysis.EntryPoints;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Invocations;

/// <summary>
/// Finds the variables that handlers capture: lambdas and local functions that are given to the host live as long as the process, and so do
/// these.
/// </summary>
internal sealed class CapturedVariableFinder(CompilationAnalysis context, HandlerDetector handlers)
{
    private readonly string[] _names = context.Facts.OfKind(FactKind.HandlerTaker)
        .SelectMany(fact => fact.Adds.IsEmpty || fact.Adds.Contains(".ctor")
            ? fact.Adds.Add(fact.Name.Substring(fact.Name.LastIndexOf('.') + 1))
            : fact.Adds)
        .Distinct().ToArray();

    private readonly ConcurrentDictionary<SyntaxTree, Lazy<IReadOnlyList<(ISymbol Variable,
        IReadOnlyList<IOperation> References)>>> _known = new();

    /// <summary>The captured variables of the handlers in a file, with all their references.</summary>
    public IReadOnlyList<(ISymbol Variable, IReadOnlyList<IOperation> References)> In(SemanticModel model) =>
        _known.GetOrAdd(
            model.SyntaxTree,
            _ => new Lazy<IReadOnlyList<(ISymbol, IReadOnlyList<IOperation>)>>(() => Find(model).ToList())).Value;

    private IEnumerable<(ISymbol Variable, IReadOnlyList<IOperation> References)> Find(SemanticModel model)
    {
        var variables = new Dictionary<ISymbol, IOperation>(SymbolEqualityComparer.Default);
        foreach (var function in FunctionsIn(model).SelectMany(WithCalled))
        {
            foreach (var reference in function.Descendants())
            {
                if (reference is ILocalReferenceOperation or IParameterReferenceOperation && reference.ReferencedSymbol() is { } variable &&
                    !IsInside(variable, function) && !variables.ContainsKey(variable))
                    variables.Add(variable, reference);
            }
        }

        return variables.OrderBy(variable => variable.Value.Syntax.SpanStart)
            .Select(variable => (variable.Key,
                (IReadOnlyList<IOperation>)variable.Value.Root().Descendants()
                    .Where(other => SymbolEqualityComparer.Default.Equals(Named(other), variable.Key)).ToList()));
    }

    /// <summary>The captured variables that can accumulate.</summary>
    public IEnumerable<Store> StoresIn(SemanticModel model)
    {
        foreach (var (variable, _) in In(model))
        {
            if (variable is ILocalSymbol { RefKind: RefKind.None } local && context.Facts.Growable(local.Type) is { } fact)
                yield return new Store(local, local.Type, fact);
        }
    }

    /// <summary>The type of a variable.</summary>
    public static ITypeSymbol TypeOf(ISymbol variable) => variable is ILocalSymbol local ? local.Type : ((IParameterSymbol)variable).Type;

    private static ISymbol? Named(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>The lambdas and local functions that are given to the host while the process starts.</summary>
    private IEnumerable<IOperation> FunctionsIn(SemanticModel model)
    {
        foreach (var name in IdentifierIndex
            .WrittenIn(model.SyntaxTree, _names)
            .SelectMany(name => IdentifierIndex.Find(name, model.SyntaxTree, null)))
        {
            var call = name.AncestorsAndSelf()
                .FirstOrDefault(node => node is InvocationExpressionSyntax or ObjectCreationExpressionSyntax or StatementSyntax);
            if (call is null or StatementSyntax || !CanBeGivenFunction(call) || model.SymbolInfoOf(call).Symbol is not IMethodSymbol ||
                model.OperationOf(call) is not { } operation)
                continue;
            foreach (var given in ArgumentsOf(operation)
                .Select(argument => argument.Value.Unwrap()).OfType<IDelegateCreationOperation>()
                .Where(given => handlers.IsTaken(given.Target)))
            {
                if (context.Phases.PhaseOf(operation) is not (ExecutionPhase.Initialisation or ExecutionPhase.Unknown))
                    continue;
                if (given.Target is IAnonymousFunctionOperation lambda)
                    yield return lambda;
                else if (given.Target is IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction,
                    IsStatic: false } local } && context.BodiesOf(local).FirstOrDefault() is { } body)
                    yield return body;
            }
        }
    }

    private static bool CanBeGivenFunction(SyntaxNode call) =>
        (call is InvocationExpressionSyntax invocation
            ? invocation.ArgumentList
            : ((ObjectCreationExpressionSyntax)call).ArgumentList)?.Arguments.Any(
                argument => argument.Expression is AnonymousFunctionExpressionSyntax or SimpleNameSyntax) == true;

    private static IEnumerable<IArgumentOperation> ArgumentsOf(IOperation call) =>
        (call as IInvocationOperation)?.Arguments ??
        (call as IObjectCreationOperation)?.Arguments ?? Enumerable.Empty<IArgumentOperation>();

    /// <summary>The function and the local functions that it calls.</summary>
    private IEnumerable<IOperation> WithCalled(IOperation function)
    {
        var found = new List<IOperation> { function };
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var i = 0; i < found.Count; i++)
        {
            foreach (var call in found[i].Descendants().OfType<IInvocationOperation>())
            {
                if (call.TargetMethod is { MethodKind: MethodKind.LocalFunction, IsStatic: false } local && seen.Add(local) &&
                    context.BodiesOf(local).FirstOrDefault() is { } body && !found[0].Contains(body))
                    found.Add(body);
            }
        }

        return found;
    }

    // Primary-constructor parameters are fields of the object, not variables.
    private static bool IsInside(ISymbol variable, IOperation function) =>
        FunctionOf(function) is { } symbol && variable.ContainingSymbol.IsWithin(symbol) ||
        variable is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } };

    private static IMethodSymbol? FunctionOf(IOperation function) => function switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        ILocalFunctionOperation local => local.Symbol,
        _ => null,
    };
}
