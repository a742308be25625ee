using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>
/// Decides the domain of a key from its expression and where that comes from; the declared type alone often says too little.
/// </summary>
internal sealed class KeyDomainAnalysis(CompilationAnalysis context, CallSiteFinder calls)
{
    // Hops from one body or local to the next; the structure of one expression does not count.
    private const int MaximumDepth = 5;

    /// <summary>The domain of a key expression; open when there is none.</summary>
    public KeyDomain DomainOf(IOperation? key) => key is not null && IsClosed(key, 0) ? KeyDomain.Closed : KeyDomain.Open;

    /// <summary>Whether all values of a type are a closed set.</summary>
    public bool IsClosed(ITypeSymbol type) => IsClosedType(type, 0);

    /// <summary>Whether a key takes few values, by the program or by where it comes from.</summary>
    public bool IsSmall(IOperation? key) => DomainOf(key) == KeyDomain.Closed || AreFew(key);

    /// <summary>Whether an open key is named as what there are few of.</summary>
    public bool AreFew(IOperation? key) =>
        key is not null && new LowCardinalityKeyDetector(context, calls, part => IsClosed(part, 0)).Are(key);

    private bool IsClosed(IOperation key, int depth)
    {
        RecursionGuard.Check();
        if (depth > MaximumDepth)
            return false;
        for (var converted = key; converted is not null; converted = (converted as IConversionOperation)?.Operand)
        {
            if (converted.Type is { } given && IsClosedType(given, 0))
                return true;
        }

        key = key.Unwrap();
        if (key.ConstantValue.HasValue || (key.Type is { } type && IsClosedType(type, 0)))
            return true;
        return key switch
        {
            ITypeOfOperation or INameOfOperation or IDefaultValueOperation => true,
            ILocalReferenceOperation local => IsClosedLocal(local, depth),
            IParameterReferenceOperation parameter => IsClosedParameter(parameter, depth),
            IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } } => true,
            IFieldReferenceOperation { Field: { IsReadOnly: true } field } => IsAssignedClosed(field, depth),

            // One text for each type: Labels<T>.Name.
            IPropertyReferenceOperation { Property: { IsStatic: true, SetMethod: null, ContainingType.IsGenericType: true,
                Type.SpecialType: SpecialType.System_String } } => true,
            IPropertyReferenceOperation { Arguments: { Length: 1 } entry } indexer
                when entry[0].Value.ConstantValue is { HasValue: true, Value: string name } &&
                context.Facts.About(indexer.Property.ContainingType)
                    .Any(fact => fact.Kind == FactKind.ConstantMember && fact.Adds.Contains($"[{name}]")) => true,
            IPropertyReferenceOperation property =>
                IsConfiguration(property.Property) || context.Facts.NamesMember(FactKind.ConstantMember, property.Property) ||
                IsClosedMember(property.Instance, property.Arguments, depth) || ReturnsClosed(property.Property, depth),
            IInvocationOperation call => IsClosedCall(call, depth),
            IConditionalOperation { WhenFalse: { } whenFalse } conditional =>
                IsClosed(conditional.WhenTrue, depth) && IsClosed(whenFalse, depth),
            ICoalesceOperation coalesce => IsClosed(coalesce.Value, depth) && IsClosed(coalesce.WhenNull, depth),

            // `n % 16`, `hash & 63`: whatever the number is.
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder } remainder => IsFixedNumber(remainder.RightOperand),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.And } mask =>
                IsFixedNumber(mask.LeftOperand) || IsFixedNumber(mask.RightOperand),

            // An element of a table that stays as it is.
            IArrayElementReferenceOperation element => IsFixedTable(element.ArrayReference),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum =>
                IsClosed(sum.LeftOperand, depth) && IsClosed(sum.RightOperand, depth),
            IInterpolatedStringOperation text =>
                text.Parts.All(part => part is not IInterpolationOperation hole || IsClosed(hole.Expression, depth)),
            ITupleOperation tuple => tuple.Elements.All(element => IsClosed(element, depth)),
            IObjectCreationOperation { Initializer: null, Arguments.Length: > 0 } creation =>
                creation.Arguments.All(argument => IsClosed(argument.Value, depth)),
            IAnonymousObjectCreationOperation anonymous =>
                anonymous.Initializers.OfType<IAssignmentOperation>().All(part => IsClosed(part.Value, depth)),
            IArrayCreationOperation { Initializer: { } elements } => elements.ElementValues.All(element => IsClosed(element, depth)),
            ISwitchExpressionOperation choice =>
                choice.Arms.All(arm => arm.Value.Unwrap() is IThrowOperation || IsClosed(arm.Value, depth)),
            IThrowOperation => true,
            _ => false,
        };
    }

    private bool IsClosedLocal(ILocalReferenceOperation local, int depth)
    {
        var origins = ValueOrigin.Of(local).ToList();
        return origins.Count > 0 &&
            origins.All(origin => origin is ILocalReferenceOperation unassigned
                ? IsLoopOverClosed(unassigned, depth)
                : IsClosed(origin, depth + 1));
    }

    // A constant, or the length of a table that stays as it is.
    private static bool IsFixedNumber(IOperation number) => number.Unwrap() switch
    {
        { ConstantValue.HasValue: true } => true,
        IPropertyReferenceOperation { Property.Name: "Length" or "Count", Instance: { } table } => IsFixedTable(table),
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } } => true,
        _ => false,
    };

    private static bool IsFixedTable(IOperation table) =>
        table.Unwrap() is IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true, Type: var type } } &&
        (type is IArrayTypeSymbol || type.Name.StartsWith("Immutable", StringComparison.Ordinal) ||
            type.Name.StartsWith("Frozen", StringComparison.Ordinal) || type.Name.StartsWith("IReadOnly", StringComparison.Ordinal));

    // foreach (var name in Enum.GetNames(..)), foreach (var property in type.GetProperties())
    private bool IsLoopOverClosed(ILocalReferenceOperation local, int depth) =>
        local.DeclaringLoop() is { } loop && (IsClosed(loop.Collection, depth + 1) || HasClosedElements(loop.Collection, depth + 1));

    /// <summary>
    /// Whether a sequence gives elements of a fixed table only, picked or put in order:
    /// <c>Names.Where(name => features.Has(name)).ToList()</c>,
    /// <c>asked.Where(name => Known.Contains(name))</c>.
    /// </summary>
    private bool HasClosedElements(IOperation sequence, int depth)
    {
        RecursionGuard.Check();
        if (depth > MaximumDepth)
            return false;
        sequence = sequence.Unwrap();
        if (sequence is ILocalReferenceOperation)
            return ValueOrigin.Of(sequence).ToList() is { Count: > 0 } origins &&
                origins.All(origin => origin is not ILocalReferenceOperation && HasClosedElements(origin, depth + 1));
        if (sequence is not IInvocationOperation { TargetMethod: { ContainingType: { Name: "Enumerable",
            ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } }, Name: var name },
            Arguments: { Length: > 0 } given })
            return IsFixedTable(sequence);
        return name switch
        {
            "Where" => HasClosedElements(given[0].Value, depth) || IsFoundInTable(given[1].Value),
            "Select" =>
                given[1].Value.Unwrap() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation selector } &&
                selector.ReturnedValues().All(value => IsClosed(value, depth + 1)),
            "AsEnumerable" or "Distinct" or "OrderBy" or "OrderByDescending" or "Reverse" or "Skip" or "Take" or "ThenBy"
            or "ThenByDescending" or "ToArray" or "ToHashSet" or "ToList" => HasClosedElements(given[0].Value, depth),
            _ => false,
        };
    }

    // `name => Known.Contains(name)`: the elements are no more than those of a static table, which is judged by itself.
    private static bool IsFoundInTable(IOperation predicate) =>
        predicate.Unwrap()
            is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters: { Length: > 0 } parameters } test } &&
        test.ReturnedValues().ToList() is { Count: 1 } returned && Conjuncts(returned[0]).Any(part =>
            part is IInvocationOperation { TargetMethod.Name: "Contains" or "ContainsKey" } call &&
            (call.Instance ?? call.Arguments[0].Value).Unwrap() is IFieldReferenceOperation { Field: { IsStatic: true,
                IsReadOnly: true } } &&
            call.Arguments[call.Instance is null ? 1 : 0].Value.Unwrap() is IParameterReferenceOperation asked &&
            SymbolEqualityComparer.Default.Equals(asked.Parameter, parameters[0]));

    private static IEnumerable<IOperation> Conjuncts(IOperation condition)
    {
        var pending = new Stack<IOperation>([condition]);
        while (pending.Count > 0)
        {
            var part = pending.Pop().Unwrap();
            if (part is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both)
            {
                pending.Push(both.RightOperand);
                pending.Push(both.LeftOperand);
                continue;
            }

            yield return part;
        }
    }

    private bool IsClosedCall(IInvocationOperation call, int depth)
    {
        var method = call.TargetMethod;
        if (method.Name == "GetType" && method.Parameters.Length == 0)
            return true;
        if (method.ContainingType is { Name: "Enum" or "Type", ContainingNamespace.Name: "System" } || IsConfiguration(method))
            return true;
        if (method is { Name: "Clamp", ContainingType: { Name: "Math", ContainingNamespace.Name: "System" } } && call.Arguments.Length == 3)
            return IsFixedNumber(call.Arguments[1].Value) && IsFixedNumber(call.Arguments[2].Value);
        if (method is { Name: "IndexOf" or "FindIndex" or "BinarySearch", ContainingType.SpecialType: SpecialType.System_Array } ||
            method is { ContainingType.Name: "Enumerable", Name: "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Last"
                or "LastOrDefault" or "ElementAt" })
            return call.Arguments.Length > 0 &&
                (method.ContainingType.SpecialType == SpecialType.System_Array
                    ? IsFixedTable(call.Arguments[0].Value)
                    : HasClosedElements(call.Arguments[0].Value, depth));
        return IsClosedMember(call.Instance, call.Arguments, depth) ||
            (method is { IsStatic: true, Parameters.Length: 0 } && ReturnsClosed([method], depth));
    }

    /// <summary>A field that only gets closed values, by its declaration and from those who make its objects.</summary>
    private bool IsAssignedClosed(IFieldSymbol field, int depth)
    {
        var values = context.AssignmentsTo(field).Select(static assignment => assignment.Value).ToList();
        if (StoreFinder.InitializerOf(field, context) is { } initializer)
            values.Add(initializer);
        return values.Count > 0 && values.All(value => IsClosed(value, depth + 1));
    }

    /// <summary>
    /// What a closed object tells of itself is closed: <c>type.FullName</c>, <c>method.Name</c>, <c>day.ToString()</c>,
    /// <c>string.Concat(nameof(A), type.Name)</c>.
    /// </summary>
    private bool IsClosedMember(IOperation? instance, IEnumerable<IArgumentOperation> arguments, int depth)
    {
        var parts = arguments.Select(argument => argument.Value)
            .Concat(instance is null or IInstanceReferenceOperation ? [] : [instance]).ToList();
        return parts.Count > 0 && parts.All(part => IsClosed(part, depth));
    }

    /// <summary>What the environment or the configuration says does not change with the data.</summary>
    private bool IsConfiguration(ISymbol member) => member.ContainingType is { } type && context.Facts.Has(FactKind.Configuration, type);

    /// <summary>A property that gives constants, in every class that overrides it.</summary>
    private bool ReturnsClosed(IPropertySymbol property, int depth)
    {
        if (property.DeclaringSyntaxReferences.Length == 0 || property.IsIndexer)
            return false;
        var getters = property.IsAbstract || property.IsVirtual
            ? context.Compilation.GetSymbolsWithName(property.Name, SymbolFilter.Member).OfType<IPropertySymbol>()
                .Where(candidate => SymbolEqualityComparer.Default.Equals(
                    candidate.OverriddenProperty?.OriginalDefinition,
                    property.OriginalDefinition))
                .Select(overriding => overriding.GetMethod)
            : [property.GetMethod];
        return ReturnsClosed(getters.OfType<IMethodSymbol>(), depth);
    }

    private bool ReturnsClosed(IEnumerable<IMethodSymbol> methods, int depth)
    {
        var returned = methods.SelectMany(context.ReturnedBy).ToList();
        return returned.Count > 0 && returned.All(value => IsClosed(value, depth + 1));
    }

    private bool IsClosedParameter(IParameterReferenceOperation reference, int depth)
    {
        var parameter = reference.Parameter;
        if (parameter.GetAttributes()
            .Any(attribute => attribute.AttributeClass is { Name: "CallerMemberNameAttribute" or "CallerFilePathAttribute"
                or "CallerLineNumberAttribute" or "CallerArgumentExpressionAttribute" }))
            return true;
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            return false;
        if (method.MethodKind == MethodKind.AnonymousFunction)
            return IsClosedLambdaParameter(reference, parameter, depth);

        // Callers outside the compilation may have other keys, but where every caller in the project has closed ones, open is not proven.
        return calls.AllGive(parameter, given => IsClosed(given, depth + 1));
    }

    /// <summary>The parameter of a value factory is the key that the outer call was given.</summary>
    private bool IsClosedLambdaParameter(IOperation reference, IParameterSymbol parameter, int depth)
    {
        var call = reference.SelfAndAncestors().OfType<IAnonymousFunctionOperation>()
            .FirstOrDefault(lambda => SymbolEqualityComparer.Default.Equals(lambda.Symbol, parameter.ContainingSymbol))?
            .SelfAndAncestors().OfType<IInvocationOperation>().FirstOrDefault();
        if (call is { TargetMethod: { Name: "Select", ContainingType.Name: "Enumerable" }, Arguments.Length: > 0 })
            return parameter.Ordinal == 0 && HasClosedElements(call.Arguments[0].Value, depth + 1);
        return call is { TargetMethod.Name: "GetOrAdd" or "AddOrUpdate" } && parameter.Ordinal == 0 &&
            IsClosed(call.Arguments[0].Value, depth + 1);
    }

    private bool IsClosedType(ITypeSymbol type, int depth)
    {
        RecursionGuard.Check();
        // What does not bind proves nothing.
        if (type.TypeKind is TypeKind.Enum or TypeKind.Error || context.Facts.Has(FactKind.Closed, type) || IsCode(type))
            return true;
        return type switch
        {
            ITypeParameterSymbol parameter => HeldArgument(parameter) is { } argument && IsClosedType(argument, depth + 1),
            IArrayTypeSymbol array => IsClosedType(array.ElementType, depth + 1),
            INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable =>
                IsClosedType(nullable.TypeArguments[0], depth + 1),
            INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.All(element => IsClosedType(element.Type, depth + 1)),
            INamedTypeSymbol named when depth < MaximumDepth && IsComparedByParts(named) =>
                Parts(named).All(part => part.TypeKind == TypeKind.Delegate || IsClosedType(part, depth + 1)),
            _ => false,
        };
    }

    /// <summary>What a type parameter of the held object's class stands for in that object.</summary>
    private ITypeSymbol? HeldArgument(ITypeParameterSymbol parameter) =>
        calls.Holder is { } holder && SymbolEqualityComparer.Default.Equals(holder.Held.OriginalDefinition, parameter.ContainingSymbol)
            ? holder.Held.TypeArguments[parameter.Ordinal]
            : null;

    /// <summary>Whether values of the type are parts of the program: types, methods, assemblies.</summary>
    private bool IsCode(ITypeSymbol type) => context.Facts.Has(FactKind.Code, type);

    /// <summary>
    /// Whether the values under the keys are found in the program's code. A resolver that keeps only what it has resolved is as
    /// closed as the code, whatever its keys are made of; one that also keeps <see langword="null"/> for what it has not is not.
    /// </summary>
    public bool ResolvesToCode(ITypeSymbol store) =>
        store is INamedTypeSymbol { TypeArguments.Length: 2 } keyed && keyed.TypeArguments[1] is var value &&
        value.NullableAnnotation != NullableAnnotation.Annotated &&
        (IsCode(value) || (value is INamedTypeSymbol composite && composite.IsInSource() && Parts(composite) is { Count: > 0 } parts &&
            parts.All(IsCode)));

    // A struct, a record, a tuple or a class with its own Equals is compared by its parts, so it is as closed as they are.
    private static bool IsComparedByParts(INamedTypeSymbol type) =>
        type.SpecialType == SpecialType.None && Parts(type).Count > 0 &&
        (type.IsValueType || type.IsRecord || type.Name == "Tuple" ||
            type.GetMembers("Equals").OfType<IMethodSymbol>().Any(method => method.IsOverride));

    private static List<ITypeSymbol> Parts(INamedTypeSymbol type) => type.IsInSource()
        ? type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic).Select(field => field.Type).ToList()
        : type is { IsValueType: true } or { Name: "Tuple" } ? type.TypeArguments.ToList() : [];
}
