using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>A property of a request that is set.</summary>
/// <param name="name">The property.</param>
/// <param name="value">What it is set to.</param>
internal readonly struct RequestSetting(string name, IOperation value)
{
    public string Name { get; } = name;

    public IOperation Value { get; } = value;
}

/// <summary>
/// What a member says in a request: initializers and assignments, there and in the methods of this compilation that make the request.
/// Unlike the options of a cache, a request is only read by the client that it is handed to.
/// </summary>
internal sealed class RequestSettings
{
    private const int MaximumDepth = 3;

    private readonly CompilationAnalysis _context;
    private readonly List<RequestSetting> _values = [];
    private readonly List<IObjectCreationOperation> _creations = [];
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

    private readonly bool _isReceiver;

    private RequestSettings(CompilationAnalysis context, bool isReceiver)
    {
        _context = context;
        _isReceiver = isReceiver;
    }

    /// <summary>Everything that is seen to be set.</summary>
    public IReadOnlyList<RequestSetting> Values => _values;

    /// <summary>The creations of the request.</summary>
    public IReadOnlyList<IObjectCreationOperation> Creations => _creations;

    /// <summary>Whether the request is one that the caller made, or that other code had in hand.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The settings of the request that an expression gives.</summary>
    /// <param name="request">The request.</param>
    /// <param name="context">The compilation.</param>
    /// <param name="isReceiver">Whether the request sends itself: then what a client makes is a new one.</param>
    public static RequestSettings Of(IOperation? request, CompilationAnalysis context, bool isReceiver = false)
    {
        var settings = new RequestSettings(context, isReceiver);
        if (request is not null)
            settings.Add(request, 0);
        return settings;
    }

    /// <summary>
    /// Adds what the functions among the arguments of a call set: <c>client.GetAsync(settings => settings.Top = 5)</c>,
    /// <c>search => search.Size(5)</c>.
    /// </summary>
    public void AddFrom(IInvocationOperation call)
    {
        foreach (var part in call.Arguments
            .SelectMany(argument => argument.Value.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>())
            .SelectMany(function => function.Body.Descendants()))
        {
            if (part is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var set } } assignment)
                _values.Add(new RequestSetting(set, assignment.Value));
            else if (part is IInvocationOperation { Instance: not null, Arguments.Length: 1 } fluent)
                _values.Add(new RequestSetting(fluent.TargetMethod.Name, fluent.Arguments[0].Value));
        }
    }

    /// <summary>Adds what the steps say by which a query was made: <c>tickets.Where("open").Take(5).ExecuteAsync()</c>.</summary>
    public void AddSteps(IOperation query)
    {
        RecursionGuard.Check();
        foreach (var origin in ValueOrigin.Of(query))
        {
            // tickets = tickets.After(page.Cursor): from itself.
            if (origin is IInvocationOperation { Instance: { } before } step &&
                SymbolEqualityComparer.Default.Equals(before.Type, step.Type))
            {
                _values.AddRange(step.Arguments.Take(1).Select(argument => new RequestSetting(step.TargetMethod.Name, argument.Value)));
                if (before.Unwrap() is not ILocalReferenceOperation { Local: var local } || _seen.Add(local))
                    AddSteps(before);
            }
            else
                IsOpen |= origin is not (IInvocationOperation or IObjectCreationOperation or IPropertyReferenceOperation);
        }
    }

    /// <summary>The values of a property.</summary>
    public IEnumerable<IOperation> ValuesOf(string name) => _values.Where(setting => setting.Name == name).Select(setting => setting.Value);

    private void Add(IOperation request, int depth)
    {
        RecursionGuard.Check();
        foreach (var origin in ValueOrigin.Of(request))
        {
            switch (origin)
            {
                case IObjectCreationOperation creation:
                    AddCreation(creation);
                    break;
                case IInvocationOperation call
                    when depth < MaximumDepth && _context.ReturnedBy(call.TargetMethod).ToList() is { Count: > 0 } returned:
                    foreach (var value in returned)
                        Add(value, depth + 1);
                    break;

                // client.Objects.List("b"): made by the client, of what is seen here.
                case IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.Length: 0 } made when _isReceiver:
                    foreach (var argument in made.Arguments.Where(
                        argument => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: not null }))
                        _values.Add(new RequestSetting(NamePattern.PropertyOf(argument.Parameter!.Name), argument.Value));
                    break;
                case { ConstantValue: { HasValue: true, Value: null } }:
                    break;
                default:
                    IsOpen = true;
                    break;
            }
        }

        if (request.Unwrap() is ILocalReferenceOperation { Local: var local } && _seen.Add(local))
            AddUsesOf(local, request.Root(), depth);
    }

    private void AddCreation(IObjectCreationOperation creation)
    {
        _creations.Add(creation);
        AddSettings(creation, isOuter: true);
    }

    private void AddSettings(IObjectCreationOperation creation, bool isOuter)
    {
        RecursionGuard.Check();
        foreach (var argument in creation.Arguments)
        {
            // new QueryRequest(tableName): parameters of constructors have the names of the properties.
            if (argument.Parameter is { } parameter && argument.ArgumentKind == ArgumentKind.Explicit)
                Set(NamePattern.PropertyOf(parameter.Name), argument.Value, isOuter);
        }

        AddInitializers(creation.Initializer, isOuter);
    }

    private void AddInitializers(IObjectOrCollectionInitializerOperation? initializer, bool isOuter)
    {
        RecursionGuard.Check();
        foreach (var part in (IEnumerable<IOperation>?)initializer?.Initializers ?? [])
        {
            if (part is ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment)
                Set(target.Member.Name, assignment.Value, isOuter);
            else if (part is IMemberInitializerOperation { InitializedMember: IMemberReferenceOperation nested } member)
            {
                _values.Add(new RequestSetting(nested.Member.Name, nested));
                if (isOuter)
                    AddInitializers(member.Initializer, isOuter: false);
            }
        }
    }

    // What a part of the request says, the request says: new Query { Options = new QueryOptions { Top = 5 } }.
    private void Set(string name, IOperation value, bool isOuter)
    {
        _values.Add(new RequestSetting(name, value));
        if (isOuter && value.Unwrap() is IObjectCreationOperation part)
            AddSettings(part, isOuter: false);
    }

    private void AddUsesOf(ISymbol variable, IOperation root, int depth)
    {
        RecursionGuard.Check();
        foreach (var reference in root.Descendants()
            .Where(operation => operation is ILocalReferenceOperation or IParameterReferenceOperation &&
                SymbolEqualityComparer.Default.Equals(operation.ReferencedSymbol(), variable)))
        {
            switch (reference.Parent)
            {
                case IPropertyReferenceOperation property when property.Instance == reference:
                    AddUse(property);
                    if (property.Parent is IPropertyReferenceOperation part && part.Instance == property)
                        AddUse(part);
                    break;
                case IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation call }:
                    AddPassed((call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition, parameter, depth);
                    break;
            }
        }
    }

    private void AddUse(IPropertyReferenceOperation property)
    {
        if (property.Parent is IAssignmentOperation assignment && assignment.Target == property)
            Set(property.Property.Name, assignment.Value, isOuter: true);
        else
            _values.Add(new RequestSetting(property.Property.Name, property));
    }

    // The client only reads the request; a helper of one's own may set more.
    private void AddPassed(IMethodSymbol callee, IParameterSymbol parameter, int depth)
    {
        if (callee.DeclaringSyntaxReferences.Length == 0 ||
            callee.Parameters.FirstOrDefault(candidate => candidate.Ordinal == parameter.Ordinal) is not { } received ||
            !_seen.Add(received))
            return;
        if (depth >= MaximumDepth)
            IsOpen = true;
        foreach (var body in _context.BodiesOf(callee))
            AddUsesOf(received, body, depth + 1);
    }
}
