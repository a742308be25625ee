using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Lifetimes;

/// <summary>
/// Decides whether an expression gives an object that lives as long as the process: a publisher, a token, a token's source.
/// </summary>
internal sealed class ExpressionLifetime(CompilationAnalysis context)
{
    private const int MaximumDepth = 4;

    /// <summary>Whether the value lives as long as the process, wherever it may come from.</summary>
    public bool IsLongLived(IOperation value) => IsLongLived(value, 0);

    private bool IsLongLived(IOperation value, int depth)
    {
        var origins = depth > MaximumDepth ? [] : ValueOrigin.Of(value).ToList();
        return origins.Count > 0 && origins.All(origin => IsLongLivedOrigin(origin, depth));
    }

    private bool IsLongLivedOrigin(IOperation origin, int depth)
    {
        RecursionGuard.Check();
        return OutlivesLoop(origin) || RulesWorker(origin) || origin switch
        {
            IFieldReferenceOperation field => IsOfLongLivedType(field) || StaysWithProcess(field.Field),
            IPropertyReferenceOperation { Arguments.Length: 0 } property =>
                IsOfLongLivedType(property) || IsLongLivedProperty(property, depth),
            IInstanceReferenceOperation self => IsOfLongLivedType(self),
            IParameterReferenceOperation parameter => IsOfLongLivedType(parameter) || IsLongLivedParameter(parameter.Parameter, depth),
            IInvocationOperation { TargetMethod.Name: "GetRequiredService" or "GetService" } service => IsOfLongLivedType(service),
            IInvocationOperation call =>
                (call.Instance is { } instance && IsLongLivedOwner(instance, depth)) || ReturnsLongLived(call.TargetMethod, depth),
            _ => false,
        };
    }

    // To what is made inside a worker's loop, once for each turn, a token that stays is as good as eternal: that of the object which runs
    // `while (true)`, or any that rules the loop.
    private static bool OutlivesLoop(IOperation origin)
    {
        if (origin.Type is not { Name: "CancellationToken" })
            return false;
        var source = origin is IPropertyReferenceOperation { Property.Name: "Token", Instance: { } made } ? made : origin;
        return origin.SelfAndAncestors().OfType<ILoopOperation>().Any(loop => loop.Body.Contains(origin) &&
            (Rules(origin, source, loop) ||
                (loop is IWhileLoopOperation or IForLoopOperation && ExecutionPhaseAnalysis.IsEndlessLoop(loop) &&
                    source.Unwrap().IsOfThis() && !IsSetIn(loop, source))));
    }

    // `while (!token.IsCancellationRequested)`, `while (!source.IsCancellationRequested)`,
    // `while (true) { token.ThrowIfCancellationRequested(); … }`
    private static bool Rules(IOperation token, IOperation source, ILoopOperation loop)
    {
        if (loop is not IWhileLoopOperation { Condition: { } condition })
            return false;
        if (condition.ConstantValue is { HasValue: true, Value: true })
            return loop.Body.ChildOperations.OfType<IExpressionStatementOperation>()
                .Any(
                    statement => statement.Operation is IInvocationOperation { TargetMethod.Name: "ThrowIfCancellationRequested",
                        Instance: { } asked } && asked.IsSameAs(token));
        return condition.DescendantsAndSelf()
            .Any(part => part is IPropertyReferenceOperation { Property.Name: "IsCancellationRequested", Instance: { } ruling } &&
                (ruling.IsSameAs(token) || ruling.IsSameAs(source)));
    }

    // The token of an object that works until it is cancelled: to what the object's methods make for each call it is eternal, too.
    private bool RulesWorker(IOperation origin) =>
        origin is IPropertyReferenceOperation { Property: { Name: "Token", Type.Name: "CancellationToken" }, Instance: { } made } &&
        made.Unwrap() is IMemberReferenceOperation source && source.IsOfThis() &&
        context.ReferencesTo(source.Member).Any(static reference => reference.Parent
            is IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" } asked &&
            asked.SelfAndAncestors().OfType<IWhileLoopOperation>()
                .Any(loop => loop.Condition is { } condition && condition.Contains(asked)));

    private static bool IsSetIn(ILoopOperation loop, IOperation source) =>
        loop.Body.DescendantsAndSelf().Any(operation => operation is IAssignmentOperation assignment && assignment.Target.IsSameAs(source));

    private bool IsOfLongLivedType(IOperation value) =>
        value.Type is INamedTypeSymbol type &&
        (IsLongLivedType(type) || context.Lifetimes.ProcessLivedAs(type) is not null || context.Lifetimes.StaysWithProcess(type) ||
            (type.TypeKind == TypeKind.Interface && context.Registrations.ContainOnlyAsSingleton(type)));

    private bool IsLongLivedProperty(IPropertyReferenceOperation reference, int depth)
    {
        var property = reference.Property;
        if (reference.Instance is { } instance && instance is not IInstanceReferenceOperation)
        {
            // What a long-lived object says of itself (`lifetime.ApplicationStopping`), or the token of a long-lived source.
            if (IsLongLivedOwner(instance, depth) ||
                (property is { Name: "Token", Type.Name: "CancellationToken" } && IsLongLived(instance, depth + 1)))
                return true;
        }

        if (property.IsStatic &&
            context.Facts.OfKind(FactKind.LongLivedMember)
                .Any(fact => fact.Adds.Contains(property.Name) && context.Facts.About(property.ContainingType).Contains(fact)))
            return true;

        // `AssemblyLoadContext.Default`: the one object that a type keeps of itself.
        if (property is { IsStatic: true, Name: "Default" or "Instance" or "Shared" } &&
            SymbolEqualityComparer.Default.Equals(property.Type, property.ContainingType) && !property.IsInSource())
            return true;
        if (!property.IsInSource())
            return false;
        return ReturnedBy(property.GetMethod) is { Count: > 0 } returned
            ? returned.All(value => IsLongLived(value, depth + 1))
            : StaysWithProcess(property);
    }

    private bool ReturnsLongLived(IMethodSymbol method, int depth) =>
        ReturnedBy(method) is { Count: > 0 } returned && returned.All(value => IsLongLived(value, depth + 1));

    // What anybody else may override gives what nobody knows.
    private List<IOperation> ReturnedBy(IMethodSymbol? method) =>
        method is null or { IsImplicitlyDeclared: true } || !method.IsInSource() ||
        ((method.IsAbstract || method.IsVirtual) && context.IsVisibleOutside(method))
            ? []
            : context.BodiesBehind(method).SelectMany(context.ReturnedBy).ToList();

    private bool IsLongLivedOwner(IOperation instance, int depth) =>
        instance is not IInstanceReferenceOperation && instance.Type is INamedTypeSymbol type && IsLongLivedType(type) &&
        IsLongLived(instance, depth + 1);

    private bool IsLongLivedType(INamedTypeSymbol type) => context.Facts.Has(FactKind.LongLived, type);

    /// <summary>A static, or a field of an object that lives as long, that is never given another value.</summary>
    private bool StaysWithProcess(ISymbol member)
    {
        if (!member.IsInSource() || !(member.IsStatic || context.Lifetimes.ProcessLivedAs(member.ContainingType) is not null) ||
            IsPerThread(member))
            return false;
        return member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { IsReadOnly: true } ||
            context.AssignmentsTo(member)
                .All(static assignment => assignment is ICoalesceAssignmentOperation ||
                    assignment.ContainingMember() is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor });
    }

    // The host's token of a background service, and what is handed on from it to helpers.
    private bool IsLongLivedParameter(IParameterSymbol parameter, int depth)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            return false;
        if (method is { Name: "ExecuteAsync", IsOverride: true } && context.Facts.Has(FactKind.ProcessLived, method.ContainingType))
            return true;
        if (parameter.Type.Name == "CancellationToken" && context.ReferencesTo(method)
            .Any(call => Given(call, parameter) is { } token && ValueOrigin.Of(token).All(origin => IsOfLoop(origin, depth))))
            return true;
        if (method.MethodKind != MethodKind.LocalFunction && (context.IsVisibleOutside(method) || method.CalledThrough().Any()))
            return false;
        var calls = context.ReferencesTo(method).ToList();
        return calls.Count > 0 && calls.All(call => Given(call, parameter) is { } value && IsLongLived(value, depth + 1));
    }

    // What rules a loop may be handed on through methods and constructors to what each turn of it makes.
    private bool IsOfLoop(IOperation token, int depth)
    {
        RecursionGuard.Check();
        return OutlivesLoop(token) || (depth < MaximumDepth &&
            token is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } handed } &&
            context.ReferencesTo(method)
                .Any(call => Given(call, handed) is { } given && ValueOrigin.Of(given).All(origin => IsOfLoop(origin, depth + 1))));
    }

    private static IOperation? Given(IOperation call, IParameterSymbol parameter) => (call switch
    {
        IInvocationOperation invocation => invocation.Arguments,
        IObjectCreationOperation creation => creation.Arguments,
        _ => ImmutableArray<IArgumentOperation>.Empty,
    }).FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is { ArgumentKind: ArgumentKind.Explicit } argument
        ? argument.Value
        : null;

    private static bool IsPerThread(ISymbol member) =>
        member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ThreadStaticAttribute");
}
