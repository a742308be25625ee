using GrowthGuard.Analyzers.Analysis;
using GrowthGuard.Analyzers.Analysis.Lifetimes;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>
/// Who calls a member, as far as this compilation shows; for a store inside a held object, only what is called on that object.
/// </summary>
internal sealed class CallSiteFinder(CompilationAnalysis context, LongLivedHolder? holder)
{
    private readonly Lazy<HeldObject> _held = new(() => new HeldObject(holder!, context));

    public LongLivedHolder? Holder { get; } = holder;

    /// <summary>
    /// The operations that call a method or use it as a delegate, that read or write a property, or that create an object; found
    /// one by one, since the first often answers the question.
    /// </summary>
    public IEnumerable<IOperation> Of(ISymbol member)
    {
        var called = member is IMethodSymbol { AssociatedSymbol: { } associated } ? associated : member;
        var calls = context.ReferencesTo(called);
        if (member is IMethodSymbol { AssociatedSymbol: not null } accessor)
            calls = calls.Where(reference => AccessorUse.IsCallOf(reference, accessor));
        return Holder is null || called.IsStatic ||
            called is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.LocalFunction } ||
            !IsOfHeldType(called.ContainingType)
            ? calls
            : calls.Where(IsOnHeld);
    }

    /// <summary>The same for a method, and for what calls it through an interface or a base class of the project.</summary>
    public IEnumerable<IOperation> OfAny(IMethodSymbol method) => Holder is null
        ? method.CalledThrough().Where(static entry => entry.IsInSource()).Prepend(method).SelectMany(Of)
        : Of(method);

    /// <summary>
    /// Whether code that is not in this compilation may call the member: on a held object, only through a holder that it can see.
    /// </summary>
    public bool MayComeFromOutside(ISymbol member) =>
        context.IsVisibleOutside(member) &&
        (Holder is null || !IsOfHeldType(member.ContainingType) || _held.Value.Members.Any(context.IsVisibleOutside));

    /// <summary>Whether the method is for other programs only: they can see it, and no code of the project calls it.</summary>
    public bool AreLeftToOthers(IMethodSymbol method) => MayComeFromOutside(method) && !method.CalledThrough().Any() && !Of(method).Any();

    /// <summary>Whether there are callers in the project, and each of them gives a parameter such a value.</summary>
    public bool AllGive(IParameterSymbol parameter, Func<IOperation, bool> isSuch)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction
            or MethodKind.Constructor, IsOverride: false, IsVirtual: false, IsAbstract: false } method || method.ImplementsInterface())
            return false;
        var isCalled = false;
        foreach (var call in Of(method))
        {
            if (ArgumentFor(call, parameter) is not { } argument || !isSuch(argument))
                return false;
            isCalled = true;
        }

        return isCalled;
    }

    private static IOperation? ArgumentFor(IOperation call, IParameterSymbol parameter) => call switch
    {
        IInvocationOperation invocation =>
            invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value,
        IObjectCreationOperation creation =>
            creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value,
        _ => null,
    };

    private bool IsOfHeldType(INamedTypeSymbol? type)
    {
        for (var current = Holder!.Held; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, type?.OriginalDefinition))
                return true;
        }

        return false;
    }

    /// <summary>Whether a call or member reference is made on the held object, from inside it or through its holder.</summary>
    public bool IsOnHeld(IOperation call)
    {
        var instance = call switch
        {
            IInvocationOperation invocation => invocation.Instance,
            IMemberReferenceOperation member => member.Instance,
            _ => null,
        };
        return instance is not null && (ValueOrigin.Of(instance).Any(IsHeldItself) || _held.Value.Has(instance));
    }

    // `this` of a class that derives from that of the held object is another object.
    private bool IsHeldItself(IOperation origin) =>
        origin is IInstanceReferenceOperation &&
        !(Holder!.IsExactly && origin.ContainingMember()?.ContainingType is { } type && type.Inherits(Holder.Held));
}
