using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>A token that is handed to a request.</summary>
/// <param name="input">The property or parameter that takes it.</param>
/// <param name="operation">The assignment, or the argument.</param>
/// <param name="request">The variable whose property is set; <see langword="null"/> for an initializer or an argument.</param>
internal sealed class TokenSink(string input, IOperation operation, ISymbol? request)
{
    public string Input { get; } = input;

    public IOperation Operation { get; } = operation;

    public ISymbol? Request { get; } = request;
}

/// <summary>
/// Where the value of a continuation token goes: through locals into tests and into requests, or where it cannot be followed.
/// </summary>
internal sealed class TokenFlow
{
    private static readonly string[] Asking = ["IsNullOrEmpty", "IsNullOrWhiteSpace", "Equals", "Any", "Count"];

    private readonly PagedOperation _operation;
    private readonly List<IOperation> _tests = [];
    private readonly List<TokenSink> _sinks = [];
    private readonly HashSet<ILocalSymbol> _locals = new(SymbolEqualityComparer.Default);

    private TokenFlow(PagedOperation operation) => _operation = operation;

    /// <summary>Where the token is only asked for.</summary>
    public IReadOnlyList<IOperation> Tests => _tests;

    /// <summary>Where a request gets it.</summary>
    public IReadOnlyList<TokenSink> Sinks => _sinks;

    /// <summary>Whether a local holds it.</summary>
    public bool IsIn(ILocalSymbol local) => _locals.Contains(local);

    /// <summary>Whether other code gets it.</summary>
    public bool GoesElsewhere { get; private set; }

    /// <summary>Where the values go that are read.</summary>
    public static TokenFlow Of(IEnumerable<PropertyRead> reads, PagedOperation operation)
    {
        var flow = new TokenFlow(operation);
        foreach (var read in reads)
        {
            // In a pattern it is tested; a name that the pattern gives it is not followed.
            if (read.Operation is IPropertySubpatternOperation part)
            {
                flow._tests.Add(read.Operation);
                flow.GoesElsewhere |= part.Pattern.DescendantsAndSelf()
                    .Any(pattern => pattern is IDeclarationPatternOperation { DeclaredSymbol: not null }
                        or IRecursivePatternOperation { DeclaredSymbol: not null });
            }
            else
                flow.Follow(read.Operation);
        }

        return flow;
    }

    private void Follow(IOperation value)
    {
        RecursionGuard.Check();
        switch (value.Parent)
        {
            case null or IExpressionStatementOperation:
                break;
            case { } parent when parent.PassesOn(value):
            case IPropertyReferenceOperation { Property.Name: "Value" } inner when inner.Instance == value:
            case IInvocationOperation { TargetMethod.Name: "GetValueOrDefault" } call when call.Instance == value:
                Follow(value.Parent!);
                break;
            case IConditionalAccessOperation access when access.Operation == value:
                foreach (var instance in access.Instances())
                    Follow(instance);
                break;
            case IBinaryOperation or IUnaryOperation or IIsPatternOperation or ILoopOperation or ISwitchOperation
                or ISwitchExpressionOperation:
            case IConditionalOperation condition when condition.Condition == value:
                AddTest(value);
                if (value.Parent is IIsPatternOperation pattern)
                    FollowPattern(pattern);
                break;
            case IPropertyReferenceOperation { Property.Name: "Count" or "Length" or "HasValue" } size when size.Instance == value:
            case IArgumentOperation or IInvocationOperation when IsAsked(value.Parent):
                AddTest(value);
                break;
            case IPropertyReferenceOperation nested
                when nested.Instance == value && _operation.Tokens.Any(token => token.Output == nested.Property.Name):
                Follow(nested);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                FollowLocal(declarator.Symbol, declarator);
                break;
            case IAssignmentOperation assignment when assignment.Value == value:
                FollowAssignment(assignment);
                break;
            case IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation call } argument
                when IsTokenArgument(call, parameter):
                _sinks.Add(new TokenSink(parameter.Name, argument, null));
                break;
            case IArgumentOperation { Parameter: { } parameter, Parent: IObjectCreationOperation creation } argument
                when IsTokenOfRequest(creation, parameter):
                _sinks.Add(new TokenSink(NamePattern.PropertyOf(parameter.Name), argument, null));
                break;
            default:
                GoesElsewhere = true;
                break;
        }
    }

    // Overloads of the operation take the token by its name in lower case.
    private bool IsTokenArgument(IInvocationOperation call, IParameterSymbol parameter) =>
        _operation.IsContinuedBy(call.TargetMethod) ||
        PagedOperations.NameOf(call.TargetMethod) == _operation.Name && _operation.Tokens.Any(token =>
            string.Equals(token.Input, parameter.Name, StringComparison.OrdinalIgnoreCase) ||
            token.Kind == PageInputKind.Argument && token.Type.SpecialType == SpecialType.None &&
            SymbolEqualityComparer.Default.Equals(token.Type, parameter.Type));

    // new ListRequest(next): parameters of constructors have the names of the properties.
    private bool IsTokenOfRequest(IObjectCreationOperation creation, IParameterSymbol parameter) =>
        SymbolEqualityComparer.Default.Equals(creation.Type, _operation.Request) &&
        _operation.Tokens.Any(token => string.Equals(token.Input, parameter.Name, StringComparison.OrdinalIgnoreCase));

    private void FollowAssignment(IAssignmentOperation assignment)
    {
        switch (assignment.Target)
        {
            case ILocalReferenceOperation local:
                FollowLocal(local.Local, assignment);
                break;
            case IPropertyReferenceOperation property when _operation.Takes(property.Property):
                AddSink(property.Property.Name, property, assignment);
                break;
            case IDiscardOperation:
                return;
            default:
                GoesElsewhere = true;
                break;
        }

        if (assignment.Parent is not (IExpressionStatementOperation or IObjectOrCollectionInitializerOperation))
            Follow(assignment);
    }

    // What the request has is read again: while (request.ExclusiveStartKey != null)
    private void AddSink(string name, IPropertyReferenceOperation property, IAssignmentOperation assignment)
    {
        var holder = RequestOf(property);
        var request = holder is IInstanceReferenceOperation ? null : holder?.ReferencedSymbol();
        GoesElsewhere |= request is null && holder is not IInstanceReferenceOperation;
        if (_sinks.Any(sink => sink.Operation == assignment))
            return;
        _sinks.Add(new TokenSink(name, assignment, request));
        if (request is null)
            return;
        foreach (var reference in assignment.Root().Descendants().OfType<IPropertyReferenceOperation>())
        {
            if (reference.Property.Name == name && RequestOf(reference) is { } instance &&
                SymbolEqualityComparer.Default.Equals(instance.ReferencedSymbol(), request) &&
                !(reference.Parent is IAssignmentOperation set && set.Target == reference))
                Follow(reference);
        }
    }

    // query.PageInfo.PagingCookie: the request is the query.
    private IOperation? RequestOf(IPropertyReferenceOperation input) =>
        _operation.InputHolder is not null && input.Instance?.Unwrap() is IPropertyReferenceOperation { Instance: { } request }
            ? request
            : input.Instance;

    private void FollowLocal(ILocalSymbol local, IOperation inside)
    {
        if (!_locals.Add(local))
            return;
        foreach (var reference in inside.Root().Descendants().OfType<ILocalReferenceOperation>())
        {
            if (SymbolEqualityComparer.Default.Equals(reference.Local, local) &&
                !(reference.Parent is IAssignmentOperation assignment && assignment.Target == reference))
                Follow(reference);
        }
    }

    // var more = response.NextToken != null; … while (more)
    private void AddTest(IOperation test)
    {
        _tests.Add(test);
        var result = test;
        while (result.Parent is IBinaryOperation or IUnaryOperation or IIsPatternOperation or IConversionOperation
            or IParenthesizedOperation or ICoalesceOperation or IConditionalAccessOperation or IPropertyReferenceOperation ||
            IsAsked(result.Parent))
            result = result.Parent!;
        switch (result.Parent)
        {
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                FollowLocal(declarator.Symbol, declarator);
                break;
            case IAssignmentOperation { Target: ILocalReferenceOperation local } assignment when assignment.Value == result:
                FollowLocal(local.Local, assignment);
                break;
            case IAssignmentOperation or IReturnOperation or ITupleOperation or IArgumentOperation:
                GoesElsewhere = true;
                break;
        }
    }

    // string.IsNullOrEmpty(token), token.Equals(last), items.Any()
    private static bool IsAsked(IOperation? call) =>
        call is IInvocationOperation { TargetMethod.Name: var name } && Asking.Contains(name) ||
        call is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var callee } } && Asking.Contains(callee);

    private void FollowPattern(IIsPatternOperation test)
    {
        foreach (var declared in test.Pattern.DescendantsAndSelf().Select(pattern => pattern switch
        {
            IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
            IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
            _ => null,
        }).OfType<ILocalSymbol>())
            FollowLocal(declared, test);
    }
}
