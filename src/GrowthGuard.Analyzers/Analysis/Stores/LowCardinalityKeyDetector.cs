using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>
/// Tells by their names keys that stand for parts of the program or of its set-up: queues, types, providers, languages, values of
/// settings. Their domain is open, but there are few in any process.
/// </summary>
/// <param name="context">The compilation's evidence.</param>
/// <param name="calls">Who calls the methods whose parameters are keys.</param>
/// <param name="isClosed">Whether a part of a key is closed anyway.</param>
internal sealed class LowCardinalityKeyDetector(CompilationAnalysis context, CallSiteFinder calls, Func<IOperation, bool> isClosed)
{
    // Steps within an expression, to a local's value, and to a caller's argument.
    private const int MaximumDepth = 6;

    /// <summary>
    /// Whether the key, or each of its parts that is not closed, is named so. An object is not, whatever it describes: each may be another
    /// key.
    /// </summary>
    public bool Are(IOperation key) =>
        key.Unwrap().Type is { IsValueType: true } or { SpecialType: SpecialType.System_String } && Are(key, 0);

    private bool Are(IOperation key, int depth)
    {
        RecursionGuard.Check();
        key = key.Unwrap();
        if (depth > MaximumDepth)
            return false;
        if (key.Type is INamedTypeSymbol { TypeKind: TypeKind.Struct, IsTupleType: false } named && IsFew(named.Name))
            return true;
        return key switch
        {
            IParameterReferenceOperation parameter =>
                NamesOf(parameter.Parameter).Any(IsFew) || calls.AllGive(parameter.Parameter, given => IsFewOrClosed(given, depth + 1)),
            IFieldReferenceOperation field => IsFew(field.Field.Name) || AreSettings(field.Instance, depth),
            ILocalReferenceOperation local =>
                IsFew(local.Local.Name) ||
                (ValueOrigin.Of(local).ToList() is { Count: > 0 } origins &&
                    origins.All(origin => origin is not ILocalReferenceOperation && IsFewOrClosed(origin, depth + 1))),
            IPropertyReferenceOperation { Arguments.Length: 0 } property =>
                IsFew(property.Property.Name) || IsNameOfFew(property) || AreSettings(property.Instance, depth),
            IInvocationOperation call => IsFew(call.TargetMethod.Name) || IsMadeOfFew(call, depth),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => AreAll([sum.LeftOperand, sum.RightOperand], depth),
            IInterpolatedStringOperation text =>
                AreAll(text.Parts.OfType<IInterpolationOperation>().Select(hole => hole.Expression), depth),
            ITupleOperation tuple => AreAll(tuple.Elements, depth),
            IConditionalOperation { WhenFalse: { } whenFalse } conditional => AreAll([conditional.WhenTrue, whenFalse], depth),
            IObjectCreationOperation { Initializer: null } creation => AreAll(creation.Arguments.Select(argument => argument.Value), depth),
            ICoalesceOperation coalesce => AreAll([coalesce.Value, coalesce.WhenNull], depth),
            _ => false,
        };
    }

    // `queue.Name`, where the queue is called so.
    private bool IsNameOfFew(IPropertyReferenceOperation property) =>
        property is { Property.Name: "Name", Instance: { } owner } && owner.ReferencedSymbol()?.Name is { } named && IsFew(named + "Name");

    /// <summary>
    /// Whether a call makes a key of nothing but few: <c>name.ToUpperInvariant()</c>, <c>Path.GetFullPath(databasePath)</c>,
    /// <c>settings.ToString()</c>. What it gives by its own name, <c>GetSequenceName(sequence)</c>, is few without that.
    /// </summary>
    private bool IsMadeOfFew(IInvocationOperation call, int depth)
    {
        var arguments = call.Arguments.SelectMany(ValuesOf).ToList();
        if (call.Instance is null or IInstanceReferenceOperation)
            return call.TargetMethod.DeclaringSyntaxReferences.Length > 0
                ? ReturnsFew(call.TargetMethod, depth)
                : Combines(call.TargetMethod) && AreAll(arguments, depth);
        return (AreSettings(call.Instance, depth) ||
            (call.Instance.Type is { SpecialType: SpecialType.System_String } or { IsValueType: true } && Are(call.Instance, depth + 1))) &&
            arguments.All(argument => IsFewOrClosed(argument, depth + 1));
    }

    // Those that stand for `params` one by one, whatever collection the compiler makes of them.
    private static IEnumerable<IOperation> ValuesOf(IArgumentOperation argument) => argument.ArgumentKind switch
    {
        ArgumentKind.Explicit => [argument.Value],
        ArgumentKind.DefaultValue => [],
        _ =>
            argument.Value.Unwrap() is IArrayCreationOperation { Initializer: { } elements }
                ? elements.ElementValues
                : argument.Value.Unwrap().ChildOperations,
    };

    private static bool Combines(IMethodSymbol method) =>
        method.ContainingType is { Name: "String" or "Path" or "Tuple" or "ValueTuple" or "KeyValuePair" };

    private bool ReturnsFew(IMethodSymbol method, int depth) =>
        context.ReturnedBy(method).ToList() is { Count: > 0 } returned && returned.All(value => IsFewOrClosed(value, depth + 1));

    private bool AreAll(IEnumerable<IOperation> parts, int depth)
    {
        var open = parts.Where(part => !isClosed(part)).ToList();
        return open.Count > 0 && open.All(part => Are(part, depth + 1));
    }

    private bool IsFewOrClosed(IOperation part, int depth) => isClosed(part) || Are(part, depth);

    /// <summary>
    /// Whether an object is settings, or one of the things that settings list: by the name of its type or of what gives it,
    /// <c>_configuration</c>, <c>GetSyncSettings()</c>, or because it is found there.
    /// </summary>
    private bool AreSettings(IOperation? value, int depth)
    {
        RecursionGuard.Check();
        value = value?.Unwrap();
        if (value is null || depth > MaximumDepth)
            return false;
        if (value.Type is INamedTypeSymbol type && IsSettings(type))
            return true;
        return value switch
        {
            IPropertyReferenceOperation property => HaveSuffix(property.Property.Name) || AreSettings(property.Instance, depth + 1),
            IFieldReferenceOperation field => HaveSuffix(field.Field.Name.TrimStart('_')),
            IParameterReferenceOperation parameter => calls.AllGive(parameter.Parameter, given => AreSettings(given, depth + 1)),
            ILocalReferenceOperation local when local.DeclaringLoop() is { } loop => AreSettings(loop.Collection, depth + 1),
            ILocalReferenceOperation local =>
                ValueOrigin.Of(local).ToList() is { Count: > 0 } origins &&
                origins.All(origin => origin is not ILocalReferenceOperation && AreSettings(origin, depth + 1)),

            // `settings.Hosts.Where(…).ToList()`
            IInvocationOperation { TargetMethod: { IsExtensionMethod: true, ContainingType.Name: "Enumerable" } } query =>
                AreSettings(query.Arguments[0].Value, depth),
            IInvocationOperation call => HaveSuffix(call.TargetMethod.Name) || ReturnsSettings(call.TargetMethod, depth),
            _ => false,
        };
    }

    /// <summary>
    /// Whether a class is settings or a part of them: by its name, by that of the class which it is declared in, or because settings of the
    /// same namespace list it, and that is named so, too: <c>Shop.Configuration.Endpoint</c>.
    /// </summary>
    private bool IsSettings(INamedTypeSymbol type) =>
        HaveSuffix(type.Name) || (type.ContainingType is { } outer && HaveSuffix(outer.Name)) ||
        (type is { TypeKind: TypeKind.Class or TypeKind.Struct, ContainingNamespace: { IsGlobalNamespace: false } space } &&
            type.IsInSource() && HaveSuffix(space.Name) &&
            space.GetTypeMembers().Any(settings => HaveSuffix(settings.Name) &&
                settings.GetMembers().OfType<IPropertySymbol>().Any(property => Lists(property.Type, type))));

    // `Endpoint`, `Endpoint[]`, `Dictionary<int, Endpoint>`
    private static bool Lists(ITypeSymbol listed, INamedTypeSymbol type) => listed switch
    {
        IArrayTypeSymbol array => SymbolEqualityComparer.Default.Equals(array.ElementType, type),
        INamedTypeSymbol named => SymbolEqualityComparer.Default.Equals(named, type) ||
            named.TypeArguments.Any(given => SymbolEqualityComparer.Default.Equals(given, type)),
        _ => false,
    };

    private bool ReturnsSettings(IMethodSymbol method, int depth) =>
        context.ReturnedBy(method).ToList() is { Count: > 0 } returned && returned.All(value => AreSettings(value, depth + 1));

    // What a setter is given is named by its property; what a method of an interface is given, by the interface too:
    // `CreateLogger(string categoryName)`.
    private static IEnumerable<string> NamesOf(IParameterSymbol parameter) => parameter switch
    {
        { IsImplicitlyDeclared: true,
        ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.PropertySet, AssociatedSymbol: { } property } } => [property.Name],
        { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } method } =>
            method.CalledThrough().Select(entry => entry.Parameters[parameter.Ordinal].Name).Prepend(parameter.Name),
        _ => [parameter.Name],
    };

    private bool IsFew(string name) => context.Facts.OfKind(FactKind.FewWord).Any(few => EndsWithWord(name, few.Name));

    private bool HaveSuffix(string name) => context.Facts.OfKind(FactKind.SettingsSuffix).Any(suffix => EndsWithWord(name, suffix.Name));

    // `type`, `consumerType` and `_consumerType`, but not `prototype`.
    private static bool EndsWithWord(string name, string word)
    {
        var start = name.Length - word.Length;
        return start >= 0 && name.EndsWith(word, StringComparison.OrdinalIgnoreCase) &&
            (start == 0 || name[start - 1] == '_' || char.IsUpper(name[start]));
    }
}
