using GrowthGuard.Analyzers.Analysis.EntryPoints;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Invocations;

/// <summary>Finds objects that are meant to be made once and that a handler makes on each invocation.</summary>
internal sealed class PerInvocationClientFinder(CompilationAnalysis context)
{
    private const string ClientSuffix = "Client";

    private readonly InvocationAnalysis _scope = context.HandlerScopes;
    private readonly RunOnceGuard _once = new(context);
    private readonly ValueDestination _kept = new(context);
    private readonly string[] _types = context.Facts
        .OfKind(FactKind.SharedClient)
        .Where(fact => fact.Adds.IsEmpty)
        .Select(fact => fact.Name.Substring(fact.Name.LastIndexOf('.') + 1)).Distinct().ToArray();
    private readonly string[] _methods = context.Facts.OfKind(FactKind.SharedClient).SelectMany(fact => fact.Adds).Distinct().ToArray();

    /// <summary>The creations in one file, with the handlers that repeat them.</summary>
    public IEnumerable<(IOperation Creation, Handler Handler)> In(SemanticModel model)
    {
        foreach (var creation in Creations(model))
        {
            if (!_once.RunsOnce(creation) && HandlerOf(creation) is { } handler && !DependsOnInvocation(creation))
                yield return (creation, handler);
        }
    }

    /// <summary>
    /// The method of a hosted service whose loop runs the operation in each turn, by itself or through a private method, or
    /// <see langword="null"/>. A loop that waits for nothing but a failure's end makes its connection again, and one with a loop inside
    /// works with what it has made.
    /// </summary>
    private Handler? WorkerOf(IOperation operation, bool followsCalls = true)
    {
        RecursionGuard.Check();
        if (operation.ContainingMember() is not IMethodSymbol { ContainingType: { } type } method ||
            !context.Facts.Has(FactKind.ProcessLived, type))
            return null;
        if (operation.SelfAndAncestors().OfType<ILoopOperation>().Any(loop => loop.Body.Contains(operation) && IsPolling(loop)))
            return new Handler(method, $"{type.Name}.{method.Name}");
        return followsCalls && method.DeclaredAccessibility == Accessibility.Private && operation.EnclosingFunction() is null
            ? context.CallsOf(method)
                .Select(call => WorkerOf(call, followsCalls: false))
                .FirstOrDefault(static worker => worker is not null)
            : null;
    }

    // `OnConfiguring` of a context that is made for each scope.
    private Handler? RepeatedMemberOf(IOperation operation) =>
        operation.EnclosingFunction() is null && operation.ContainingMember() is IMethodSymbol { ContainingType: { } type } method &&
        method.CalledThrough().Any(entry => context.Facts.NamesMember(FactKind.RepeatedMember, entry))
            ? new Handler(method, $"{type.Name}.{method.Name}")
            : null;

    // `AddDbContext<Shop>(options => options.UseLoggerFactory(…))`: not what a factory makes to hand it out.
    private Handler? FactoryOf(IOperation operation) =>
        operation.EnclosingFunction() is IAnonymousFunctionOperation lambda && context.Phases.IsCalledByOthers(lambda) &&
        DelegateInvocation.CallOf(lambda) is IInvocationOperation call &&
        !lambda.ReturnedValues().Any(value => ValueOrigin.Of(value).Contains(operation))
            ? new Handler(lambda.Symbol, call.TargetMethod.Name)
            : null;

    private static bool IsPolling(ILoopOperation loop) =>
        ExecutionPhaseAnalysis.IsEndlessLoop(loop) &&
        loop.Descendants()
            .Any(part => part is IInvocationOperation { TargetMethod.Name: "Delay" or "Sleep" or "WaitForNextTickAsync" or "WaitOne" } &&
                !part.SelfAndAncestors()
                    .TakeWhile(ancestor => ancestor != loop)
                    .Any(static ancestor => ancestor is ICatchClauseOperation)) &&
        !loop.Body.Descendants().Any(ExecutionPhaseAnalysis.IsEndlessLoop);

    private IEnumerable<IOperation> Creations(SemanticModel model) =>
        _types.SelectMany(name => CallFinder.Creations(name, model, IsShared))
            .Concat(ClientsIn(model))
            .Concat(_methods.SelectMany(name => CallFinder.Calls(name, model, MakesShared)));

    private bool IsShared(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (context.Facts.About(current).Any(fact => fact.Kind == FactKind.SharedClient && fact.Adds.IsEmpty))
                return true;
        }

        return false;
    }

    private bool MakesShared(IMethodSymbol method) => context.Facts.NamesMember(FactKind.SharedClient, method);

    // The classes of an SDK have names of their own and a base class in common: `new AmazonS3Client(…)`.
    private IEnumerable<IOperation> ClientsIn(SemanticModel model)
    {
        var text = model.SyntaxTree.GetText().ToString();
        var root = model.SyntaxTree.GetRoot();
        for (var at = text.IndexOf(ClientSuffix + "(", StringComparison.Ordinal); at >=
            0; at = text.IndexOf(ClientSuffix + "(", at + 1, StringComparison.Ordinal))
        {
            if (root.FindToken(at).Parent is SimpleNameSyntax name &&
                name.Ancestors().FirstOrDefault(node => node is not NameSyntax) is ObjectCreationExpressionSyntax creation &&
                creation.Type.Span.Contains(name.Span) &&
                model.TypeInfoOf(creation).Type is INamedTypeSymbol type && !_types.Contains(type.Name) && IsShared(type) &&
                model.OperationOf(creation) is { } operation)
                yield return operation;
        }
    }

    /// <summary>The handler that makes the object each time: it is not kept, or only by an object that is itself made each time.</summary>
    private Handler? HandlerOf(IOperation creation) => _kept.HolderOf(creation) switch
    {
        null => _scope.Reach.Of(creation) ?? WorkerOf(creation) ?? RepeatedMemberOf(creation) ?? FactoryOf(creation),
        (IFieldSymbol or IPropertySymbol) and { IsStatic: false } member =>
            _scope.Reach.OfMaking(member.ContainingType) ??
            (context.Registrations.ArePerCall(member.ContainingType) ? _scope.Reach.Of(creation) : null),
        _ => null,
    };

    // One for each tenant, region or user cannot be made once.
    private bool DependsOnInvocation(IOperation creation) =>
        creation.Descendants()
            .Any(part => part is ILocalReferenceOperation or IParameterReferenceOperation or IPropertyReferenceOperation &&
                _scope.Values.OriginOf(part) is not null);
}
