using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Resources.Caches;

/// <summary>
/// What code sets on an options object or cache entry: members of its initializer, later assignments, calls such as
/// <c>SetSize(1)</c>. Unknown as soon as other code may set more.
/// </summary>
internal sealed class OptionsReader
{
    private const int MaximumDepth = 4;

    private readonly CompilationAnalysis _context;
    private readonly Dictionary<string, IOperation?> _values = [];
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

    private OptionsReader(CompilationAnalysis context) => _context = context;

    /// <summary>Whether everything that is set is known.</summary>
    public bool AreKnown { get; private set; } = true;

    /// <summary>The settings of an object that an expression gives.</summary>
    public static OptionsReader Of(IOperation value, CompilationAnalysis context)
    {
        var settings = new OptionsReader(context);
        settings.AddValue(value, 0);
        return settings;
    }

    /// <summary>The settings that a function makes on its parameter.</summary>
    public static OptionsReader MadeOn(IParameterSymbol parameter, IEnumerable<IOperation> bodies, CompilationAnalysis context)
    {
        var settings = new OptionsReader(context);
        settings.AddParameter(parameter, bodies, 0);
        return settings;
    }

    /// <summary>The settings that are made on what an operation returns.</summary>
    public static OptionsReader MadeOnResultOf(IOperation operation, CompilationAnalysis context)
    {
        var settings = new OptionsReader(context);
        settings.AddUse(operation, 0);
        return settings;
    }

    /// <summary>Whether one of these is set to something other than <see langword="null"/> or the default.</summary>
    public bool Has(Func<string, bool> name) => _values.Any(setting => name(setting.Key) && setting.Value?.IsNothing() != true);

    /// <summary>The value of the first of these that is set.</summary>
    public IOperation? ValueOf(Func<string, bool> name) =>
        _values.Where(setting => name(setting.Key)).Select(setting => setting.Value).FirstOrDefault();

    private void AddValue(IOperation value, int depth)
    {
        RecursionGuard.Check();
        value = value.Unwrap();
        switch (value)
        {
            case IObjectCreationOperation { Type.Name: "OptionsWrapper", Arguments.Length: 1 } wrapper:
                AddValue(wrapper.Arguments[0].Value, depth);
                break;
            case IObjectCreationOperation { Constructor.DeclaringSyntaxReferences.Length: 0 } creation:
                AddInitializer(creation);
                break;
            case IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "Options" }, Arguments.Length: 1 } create:
                AddValue(create.Arguments[0].Value, depth);
                break;
            case IInvocationOperation call when FluentReceiver(call) is { } receiver:
                Set(call.TargetMethod.Name, LastArgument(call), depth);
                AddValue(receiver, depth);
                break;
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                AddValue(conditional.WhenTrue, depth);
                AddValue(whenFalse, depth);
                break;
            case ILocalReferenceOperation local:
                AddLocal(local, depth);
                break;
            case IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.Length: 0 }:
                AddMember(((IMemberReferenceOperation)value).Member, depth);
                break;
            case { ConstantValue: { HasValue: true, Value: null } }:
                break;
            default:
                AreKnown = false;
                break;
        }
    }

    private void AddInitializer(IObjectCreationOperation creation)
    {
        foreach (var part in (IEnumerable<IOperation>?)creation.Initializer?.Initializers ?? [])
        {
            if (part is ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment)
                _values[target.Member.Name] = assignment.Value;
            else if (part is IMemberInitializerOperation { InitializedMember: IMemberReferenceOperation nested })
                _values[nested.Member.Name] = nested;
        }
    }

    private void AddLocal(ILocalReferenceOperation local, int depth)
    {
        if (!_seen.Add(local.Local))
            return;
        var values = ValueOrigin.AssignedTo(local.Local, local.Root()).ToList();
        AreKnown &= values.Count > 0;
        foreach (var value in values)
            AddValue(value, depth);
        AddUsesOf(local.Local, local.Root(), depth);
    }

    private void AddUsesOf(ILocalSymbol local, IOperation root, int depth)
    {
        foreach (var reference in root.Descendants().OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local)))
            AddUse(reference, depth);
    }

    private void AddMember(ISymbol member, int depth)
    {
        if (!_seen.Add(member))
            return;
        var values = depth < MaximumDepth ? AssignedValueFinder.To(member, _context).ToList() : [];
        AreKnown &= values.Count > 0 &&
            !(_context.IsVisibleOutside(member) && member is IFieldSymbol { IsReadOnly: false } or IPropertySymbol { SetMethod: not null });
        foreach (var value in values)
            AddValue(value, depth + 1);
        foreach (var reference in _context.ReferencesTo(member))
            AddUse(reference, depth + 1);
    }

    private void AddParameter(IParameterSymbol parameter, IEnumerable<IOperation> bodies, int depth)
    {
        if (!_seen.Add(parameter))
            return;
        if (depth > MaximumDepth)
            AreKnown = false;
        foreach (var reference in bodies
            .SelectMany(body => body.DescendantsAndSelf()).OfType<IParameterReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter)))
            AddUse(reference, depth);
    }

    /// <summary>What is done to the object where an expression gives it.</summary>
    private void AddUse(IOperation value, int depth)
    {
        RecursionGuard.Check();
        switch (value.Parent)
        {
            case IConversionOperation or IParenthesizedOperation:
                AddUse(value.Parent, depth);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }
                when value is not ILocalReferenceOperation:
                if (_seen.Add(declarator.Symbol))
                    AddUsesOf(declarator.Symbol, declarator.Root(), depth);
                break;
            case IAssignmentOperation assignment when assignment.Target == value:
                break;
            case IPropertyReferenceOperation property when property.Instance == value:
                if (property.Parent is IAssignmentOperation set && set.Target == property)
                    _values[property.Property.Name] = set.Value;
                else if (property.Parent is IInvocationOperation or IMemberInitializerOperation)
                    _values[property.Property.Name] = property;
                break;
            case IInvocationOperation call when call.Instance == value:
                AddCall(call, depth);
                break;
            case IArgumentOperation { Parent: IInvocationOperation call } argument:
                if (FluentReceiver(call) == value || FluentReceiver(call)?.Unwrap() == value)
                    AddCall(call, depth);
                else if (argument.Parameter is { } parameter)
                    AddPassed(call.TargetMethod, parameter, depth);
                break;
            case IReturnOperation or IAssignmentOperation or IVariableInitializerOperation or IArrayInitializerOperation or ITupleOperation
                or IMemberInitializerOperation:
                AreKnown = false;
                break;
        }
    }

    private void AddCall(IInvocationOperation call, int depth)
    {
        if (call.TargetMethod.ReducedFrom is null && call.TargetMethod.DeclaringSyntaxReferences.Length > 0 && FluentReceiver(call) is null)
            AreKnown = false;
        Set(call.TargetMethod.Name, LastArgument(call), depth);
        if (call.Type is not null && FluentReceiver(call) is not null)
            AddUse(call, depth);
    }

    private void AddPassed(IMethodSymbol method, IParameterSymbol parameter, int depth)
    {
        var callee = (method.ReducedFrom ?? method).OriginalDefinition;
        if (callee.DeclaringSyntaxReferences.Length == 0)
        {
            // What takes options reads them; other people's helpers, and delegates, may be there to set them.
            AreKnown &= callee.MethodKind != MethodKind.DelegateInvoke && callee.ContainingNamespace?.ToDisplayString() is { } name &&
                (name.StartsWith("System", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions", StringComparison.Ordinal));
            return;
        }

        if (callee.Parameters.FirstOrDefault(candidate => candidate.Ordinal == parameter.Ordinal) is { } received &&
            _context.BodiesOf(callee).ToList() is { Count: > 0 } bodies)
            AddParameter(received, bodies, depth + 1);
        else
            AreKnown = false;
    }

    private void Set(string name, IOperation? value, int depth)
    {
        _values[name] = value;

        // entry.SetOptions(options): all that the options say.
        if (name == "SetOptions" && value is not null)
            AddValue(value, depth + 1);
    }

    private static IOperation? LastArgument(IInvocationOperation call) => call.Arguments.LastOrDefault()?.Value;

    /// <summary>
    /// The object that a call configures and returns: <c>options.SetSize(1)</c>. Only calls of other assemblies, whose meaning is in their
    /// names.
    /// </summary>
    private static IOperation? FluentReceiver(IInvocationOperation call)
    {
        var receiver = call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
        return receiver is not null && call.TargetMethod.DeclaringSyntaxReferences.Length == 0 &&
            SymbolEqualityComparer.Default.Equals(call.Type, receiver.Unwrap().Type ?? receiver.Type)
            ? receiver
            : null;
    }
}
