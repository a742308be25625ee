using GrowthGuard.Analyzers.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Evidence;

/// <summary>Finds queues that are created without a capacity and live as long as the process.</summary>
internal sealed class QueueFinder(EvidenceContext context, PhaseJudge phases)
{
    private readonly ProcessLifetime _lifetime = new(context);

    /// <summary>The long-lived members of a type that hold such a queue, each with its creation.</summary>
    public IEnumerable<(ISymbol Member, IOperation Creation)> HeldBy(INamedTypeSymbol type)
    {
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            // The compiler's field behind an auto-property stands for the property.
            var member = field.AssociatedSymbol ?? field;
            if (member is not (IFieldSymbol { IsConst: false } or IPropertySymbol) || (field.IsImplicitlyDeclared && field.AssociatedSymbol is null))
                continue;
            if (IsQueue(StoreFinder.LazyValue(field.Type) ?? field.Type) && _lifetime.IsLongLived(member) && CreationOf(member) is { } creation)
                yield return (member, creation);
        }
    }

    /// <summary>The queues that a file registers as singletons.</summary>
    public IEnumerable<IOperation> RegisteredIn(SyntaxTree tree) =>
        ProcessLifetime.RegistrationsIn(tree, context).SelectMany(ProcessLifetime.InstancesIn).Where(IsUnbounded);

    /// <summary>Whether there is a fact that makes the type a queue.</summary>
    public bool IsQueue(ITypeSymbol type) => context.Facts.About(type).Any(fact => fact.Kind == FactKind.Queue);

    // All that is ever put there must be without a capacity: where the code chooses, its user does.
    private IOperation? CreationOf(ISymbol member)
    {
        var values = Assignments.To(member, context).Where(value => value.Unwrap() is not { ConstantValue: { HasValue: true, Value: null } }).ToList();
        if (!values.All(IsMadeOnce))
            return null;
        var created = values.SelectMany(Creations).ToList();
        return created.All(IsUnbounded) ? created.FirstOrDefault() : null;
    }

    // A queue that is replaced in the steady state lets go of what it held.
    private bool IsMadeOnce(IOperation value) =>
        value.Root() is ISymbolInitializerOperation ||
        value.Parent is ICoalesceAssignmentOperation ||
        value.ContainingMember() is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } ||
        phases.PhaseOf(value) == Phase.Initialisation;

    private static IEnumerable<IOperation> Creations(IOperation value) => Origins.Of(value).SelectMany(origin => origin switch
    {
        // var channel = Channel.CreateUnbounded<T>(); _writer = channel.Writer;
        IPropertyReferenceOperation { Property.Name: "Writer", Instance: { } channel } => Origins.Of(channel),
        IObjectCreationOperation { Type: { } type, Arguments.Length: > 0 } lazy when StoreFinder.LazyValue(type) is not null => LazyCreations(lazy),
        _ => [origin],
    });

    private static IEnumerable<IOperation> LazyCreations(IObjectCreationOperation lazy) =>
        lazy.Arguments[0].Value.Unwrap() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation factory }
            ? factory.Body.Descendants().OfType<IReturnOperation>().Select(returned => returned.ReturnedValue).OfType<IOperation>().SelectMany(Origins.Of)
            : [lazy];

    private bool IsUnbounded(IOperation creation) => creation switch
    {
        IInvocationOperation call => context.Facts.About(call.TargetMethod.ContainingType).Any(fact => fact.Kind == FactKind.UnboundedQueue && fact.Adds.Contains(call.TargetMethod.Name)),
        IObjectCreationOperation { Type: { } type } made => context.Facts.About(type).Any(fact => fact.Kind == FactKind.UnboundedQueue && fact.Adds.IsEmpty) && !made.Arguments.Any(MayBound),
        _ => false,
    };

    private bool MayBound(IArgumentOperation argument)
    {
        if (argument.Parameter is not { } parameter)
            return true;
        if (context.Facts.Names(FactKind.Capacity, parameter.Name))
            return !IsNoCapacity(argument.Value);
        if (!HasCapacity(parameter.Type))
            return false;
        var options = Settings.Of(argument.Value, context);
        return !options.AreKnown || options.ValueOf(IsCapacity) is { } capacity && !IsNoCapacity(capacity);
    }

    private bool HasCapacity(ITypeSymbol options)
    {
        for (ITypeSymbol? current = options; current is not null; current = current.BaseType)
        {
            if (current.GetMembers().Any(member => member is IPropertySymbol && IsCapacity(member.Name)))
                return true;
        }

        return false;
    }

    private bool IsCapacity(string name) => context.Facts.Names(FactKind.Capacity, name);

    private static bool IsNoCapacity(IOperation value) => value.Unwrap().ConstantValue is { HasValue: true, Value: -1 };
}
