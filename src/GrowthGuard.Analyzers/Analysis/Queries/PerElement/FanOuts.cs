using GrowthGuard.Analyzers.Analysis.Queries.Linq;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Queries.PerElement;

/// <summary>Tasks that are started for all elements of a sequence, with nothing to hold them back.</summary>
/// <param name="call">What starts them or waits for all of them.</param>
/// <param name="sequence">The sequence.</param>
internal sealed class FanOut(IInvocationOperation call, IOperation sequence)
{
    public IInvocationOperation Call { get; } = call;

    public IOperation Sequence { get; } = sequence;
}

/// <summary>Finds places where one task is started for each element of an unbounded sequence, in one file.</summary>
internal sealed class FanOuts(CompilationAnalysis context)
{
    private const int MaximumSteps = 8;

    private static readonly string[] Waits = ["WhenAll", "WaitAll"];

    private readonly QueryReader _reader = context.Queries;
    private readonly SequenceSizes _sizes = new(context, needsEvidence: true);

    /// <summary>The fan-outs in a file.</summary>
    public IEnumerable<FanOut> In(SemanticModel model)
    {
        var waited = new HashSet<SyntaxNode>();
        foreach (var call in Waits.SelectMany(name => CallFinder.Calls(
            name,
            model,
            static method => method.ContainingType is { Name: "Task", ContainingNamespace.Name: "Tasks" })))
        {
            foreach (var (element, work) in Started(call).Where(started => waited.Add(started.Element.Site.Syntax)))
            {
                if (IsUngated(element, work))
                    yield return new FanOut(call, element.Sequence);
            }
        }

        foreach (var call in _reader.Facts
            .NamesIn(model.SyntaxTree, FactKind.TaskStarter)
            .SelectMany(name => CallFinder.Calls(name, model, IsInLoop, method => _reader.Facts.Is(FactKind.TaskStarter, method))))
        {
            if (call.Parent is not IAwaitOperation && ElementLoop.Of(call) is { Site: ILoopOperation loop } element &&
                waited.Add(loop.Syntax) && IsUngated(element, loop))
                yield return new FanOut(call, element.Sequence);
        }
    }

    private static bool IsInLoop(InvocationExpressionSyntax call) =>
        call.Ancestors().TakeWhile(node => node is not MemberDeclarationSyntax)
            .Any(node => node is CommonForEachStatementSyntax or ForStatementSyntax);

    // orders.Select(SendAsync), or a list of tasks that a loop has filled.
    private static IEnumerable<(ElementLoop Element, IOperation Work)> Started(IInvocationOperation waiting)
    {
        if (waiting.Arguments.Length == 0)
            yield break;
        var tasks = waiting.Arguments[0].Value;
        foreach (var origin in ValueOrigin.Of(tasks))
        {
            var current = origin is ITranslatedQueryOperation query ? query.Operation : origin;
            for (var step = 0; step < MaximumSteps &&
                current is IInvocationOperation { TargetMethod.Name: "ToList" or "ToArray"
                    or "AsEnumerable", Arguments: { Length: > 0 } arguments }; step++)
                current = ValueOrigin.Of(arguments[0].Value).FirstOrDefault();
            if (current is IInvocationOperation { TargetMethod: { Name: "Select", ContainingType.Name: "Enumerable" },
                Arguments: { Length: 2 } select } call)
                yield return (new ElementLoop(call, select[0].Value), select[1].Value);
        }

        if (tasks.ReferencedSymbol() is ILocalSymbol list)
        {
            foreach (var use in waiting.Root().Descendants().OfType<ILocalReferenceOperation>()
                .Where(use => SymbolEqualityComparer.Default.Equals(use.Local, list)))
            {
                if (use.Parent is IInvocationOperation { TargetMethod.Name: "Add" } add && add.Instance == use &&
                    ElementLoop.Of(add) is { Site: ILoopOperation loop } element && !loop.Contains(waiting))
                    yield return (element, loop);
            }
        }
    }

    private bool IsUngated(ElementLoop element, IOperation work) => _sizes.AreUnbounded(element.Sequence) && !IsGated(work, 0);

    // A semaphore, or a wait for some of the tasks, in the work itself or in what it calls.
    private bool IsGated(IOperation work, int depth)
    {
        RecursionGuard.Check();
        foreach (var part in work.DescendantsAndSelf())
        {
            var called = part switch
            {
                IInvocationOperation call => call.TargetMethod,
                IMethodReferenceOperation group => group.Method,
                _ => null,
            };
            if (called is null)
                continue;
            if (_reader.Facts.Is(FactKind.DegreeLimit, called) || (called.Name is "WhenAll" or "WaitAll" && work is ILoopOperation) ||
                (depth < 2 && called.DeclaringSyntaxReferences.Length > 0 &&
                    context.BodiesOf(called.OriginalDefinition).Any(body => IsGated(body, depth + 1))))
                return true;
        }

        return false;
    }
}
