using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Invocations;

/// <summary>
/// Finds contexts of invocations in work that goes on after the invocation: tasks that nobody awaits, pool threads, timers.
/// </summary>
internal sealed class ContextEscapeFinder(CompilationAnalysis context)
{
    private readonly InvocationAnalysis _scope = context.HandlerScopes;

    /// <summary>The uses of contexts in such work in one file, with what the work is.</summary>
    public IEnumerable<(IOperation Use, string Work)> In(SemanticModel model)
    {
        foreach (var (work, what) in WorkIn(model))
        {
            var arguments = work is IInvocationOperation call ? call.Arguments : ((IObjectCreationOperation)work).Arguments;
            if (arguments.Select(ContextIn).FirstOrDefault(use => use is not null) is { } found && _scope.Reach.Of(work) is not null)
                yield return (found, what);
        }
    }

    private IEnumerable<(IOperation Work, string What)> WorkIn(SemanticModel model) =>
        CallFinder.Calls(
            "Run",
            model,
            static call => IsOnTask(call) && CanBeDropped(call),
            static method => method.ContainingType is { Name: "Task", ContainingNamespace.Name: "Tasks" }).Where(IsDropped).Select(
                static call => ((IOperation)call, "A task that nobody awaits"))
            .Concat(CallFinder
                .Calls(
                    "StartNew",
                    model,
                    CanBeDropped,
                    static method => method.ContainingType is { Name: "TaskFactory", ContainingNamespace.Name: "Tasks" })
                .Where(IsDropped)
                .Select(static call => ((IOperation)call, "A task that nobody awaits")))
            .Concat(DiscardedCalls(model).Select(static call => ((IOperation)call, "A call that nobody awaits")))
            .Concat(CallFinder
                .Calls("QueueUserWorkItem", model, static method => method.ContainingType.Name == "ThreadPool")
                .Select(static call => ((IOperation)call, "A work item of the thread pool")))
            .Concat(CallFinder
                .Creations("Timer", model, static type => type.ContainingNamespace is { Name: "Threading" or "Timers" })
                .Select(static timer => ((IOperation)timer, "A timer")));

    private static bool IsOnTask(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: "Task" }
            or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Task" } };

    // A task that is awaited, returned or assigned to something, to judge by the text, need not be bound.
    private static bool CanBeDropped(InvocationExpressionSyntax call)
    {
        RecursionGuard.Check();
        return call.Parent switch
        {
            ExpressionStatementSyntax or ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax => true,
            AssignmentExpressionSyntax assignment => IsDiscard(assignment.Left),
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } => CanBeDropped(next),
            _ => false,
        };
    }

    private static bool IsDiscard(ExpressionSyntax target) => target is IdentifierNameSyntax { Identifier.ValueText: "_" };

    /// <summary><c>_ = SendAsync(context)</c></summary>
    private static IEnumerable<IInvocationOperation> DiscardedCalls(SemanticModel model)
    {
        foreach (var name in IdentifierIndex.Find("_", model.SyntaxTree, null))
        {
            if (name.Parent
                is AssignmentExpressionSyntax { Right: InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } call } assignment &&
                assignment.Left == name &&
                model.SymbolInfoOf(call).Symbol is IMethodSymbol { ReturnType: { Name: "Task"
                    or "ValueTask", ContainingNamespace.Name: "Tasks" }, ContainingType.ContainingNamespace.Name: not "Tasks" } &&
                model.OperationOf(call)
                    is IInvocationOperation { Parent: ISimpleAssignmentOperation { Target: IDiscardOperation } } discarded)
                yield return discarded;
        }
    }

    private static bool IsDropped(IOperation task)
    {
        RecursionGuard.Check();
        return task.Parent switch
        {
            IExpressionStatementOperation => true,
            ISimpleAssignmentOperation assignment => assignment.Target is IDiscardOperation,
            IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "ContinueWith" } call => IsDropped(call),
            _ => false,
        };
    }

    /// <summary>The first use of a context in a function, or one that is handed to it as its state.</summary>
    private IOperation? ContextIn(IArgumentOperation argument) => argument.Value.Unwrap() switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } =>
            lambda.Body.Descendants().FirstOrDefault(part => IsContext(part) && IsFromOutside(part, lambda)),
        var state => IsContext(state) ? state : null,
    };

    private bool IsContext(IOperation operation) =>
        operation is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation &&
        _scope.Types.IsContext(operation.Type) && _scope.Values.OriginOf(operation) is not null;

    private static bool IsFromOutside(IOperation use, IAnonymousFunctionOperation lambda) => use switch
    {
        IMemberReferenceOperation member => member.Instance is IInstanceReferenceOperation,
        _ => use.ReferencedSymbol()?.ContainingSymbol is { } owner && !owner.IsWithin(lambda.Symbol),
    };
}
