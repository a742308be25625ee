using GrowthGuard.Analyzers.Analysis.Lifetimes;
using GrowthGuard.Analyzers.Analysis.Resources.Caches;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Resources.Queues;

/// <summary>Finds queues that are created without a capacity.</summary>
internal sealed class QueueFinder(CompilationAnalysis context)
{
    /// <summary>The members of a type that hold such a queue, whatever their lifetime, each with its creation.</summary>
    public IEnumerable<(ISymbol Member, IOperation Creation)> HeldBy(INamedTypeSymbol type)
    {
        foreach (var (member, field) in type.Storage())
        {
            if (IsQueue(StoreFinder.LazyValue(field.Type) ?? field.Type) && CreationOf(member) is { } creation)
                yield return (member, creation);
        }
    }

    /// <summary>
    /// The fields of a type, as long as they live as long as the process, that keep an object of a class in source in which there is such a
    /// queue.
    /// </summary>
    public IEnumerable<LongLivedHolder> HoldersIn(INamedTypeSymbol type) =>
        context.Lifetimes.HoldersIn(
            type,
            held => held.OriginalDefinition.Storage().Any(kept => IsQueue(StoreFinder.LazyValue(kept.Field.Type) ?? kept.Field.Type)));

    /// <summary>The queues that a file registers as singletons.</summary>
    public IEnumerable<IOperation> RegisteredIn(SyntaxTree tree) =>
        context.Registrations.InstancesIn(tree).Where(IsUnbounded);

    /// <summary>
    /// The collections of a type whose elements are queues, each with the creation of such an element without a capacity:
    /// <c>_subscribers[id] = Channel.CreateUnbounded&lt;Message&gt;()</c>.
    /// </summary>
    public IEnumerable<(ISymbol Member, IOperation Creation)> ElementsOf(INamedTypeSymbol type)
    {
        foreach (var (member, field) in type.Storage())
        {
            if (field.Type is INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } && IsQueue(arguments.Last()) &&
                context.Facts.Growable(field.Type) is not null &&
                context.ReferencesTo(member).SelectMany(GivenTo).SelectMany(ValueOrigin.Of).FirstOrDefault(IsUnbounded) is { } creation)
                yield return (member, creation);
        }
    }

    // `store[key] = value`, `store.TryAdd(key, value)`, `store.GetOrAdd(key, _ => value)`
    private static IEnumerable<IOperation> GivenTo(IOperation store) => store.Parent switch
    {
        IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } entry when assignment.Target == entry =>
            [assignment.Value],
        IInvocationOperation call when call.Instance == store => call.Arguments.SelectMany(static argument =>
            argument.Value.Unwrap() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation factory }
                ? factory.ReturnedValues()
                : [argument.Value]),
        _ => [],
    };

    private bool IsQueue(ITypeSymbol type) => context.Facts.About(type).Any(fact => fact.Kind == FactKind.Queue);

    // All that is ever put there must be without a capacity: where the code chooses, its user does.
    private IOperation? CreationOf(ISymbol member)
    {
        var created = AssignedValueFinder.Lasting(member, context).SelectMany(Creations).ToList();
        return created.All(IsUnbounded) ? created.FirstOrDefault() : null;
    }

    private static IEnumerable<IOperation> Creations(IOperation value) => ValueOrigin.Of(value).SelectMany(origin => origin switch
    {
        // var channel = Channel.CreateUnbounded<T>(); _writer = channel.Writer;
        IPropertyReferenceOperation { Property.Name: "Writer", Instance: { } channel } => ValueOrigin.Of(channel),
        IObjectCreationOperation { Type: { } type, Arguments.Length: > 0 } lazy when StoreFinder.LazyValue(type) is not null =>
            LazyCreations(lazy),
        _ => [origin],
    });

    private static IEnumerable<IOperation> LazyCreations(IObjectCreationOperation lazy) =>
        lazy.Arguments[0].Value.Unwrap() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation factory }
            ? factory.ReturnedValues().SelectMany(ValueOrigin.Of)
            : [lazy];

    private bool IsUnbounded(IOperation creation) => creation switch
    {
        IInvocationOperation call =>
            context.Facts.About(call.TargetMethod.ContainingType)
                .Any(fact => fact.Kind == FactKind.UnboundedQueue && fact.Adds.Contains(call.TargetMethod.Name)),
        IObjectCreationOperation { Type: { } type } made =>
            context.Facts.About(type).Any(fact => fact.Kind == FactKind.UnboundedQueue && fact.Adds.IsEmpty) &&
            !made.Arguments.Any(MayBound),
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
        var options = OptionsReader.Of(argument.Value, context);
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
