using GrowthGuard.Analyzers.Analysis.Queries.Linq;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>Finds loops that go through the rows of a query and keep every one: the same as materialising it, one row at a time.</summary>
internal sealed class RetainingLoops(CompilationAnalysis context)
{
    private const string ForEach = "foreach";
    private static readonly string[] Reads = ["Read", "ReadAsync"];
    private static readonly string[] Moves = ["MoveNext", "MoveNextAsync"];

    private readonly QueryReader _reader = context.Queries;

    /// <summary>The loops in a file that keep what they are given.</summary>
    public IEnumerable<Materialisation> In(SemanticModel model)
    {
        foreach (var (loop, rows) in Loops(model))
        {
            if (rows is not null && Keeps(loop) && _reader.Read(rows) is { } query)
                yield return new Materialisation(loop, query);
        }
    }

    private IEnumerable<(ILoopOperation Loop, IOperation? Rows)> Loops(SemanticModel model)
    {
        // while (reader.Read()): only where the reader is made in the same file.
        if (_reader.Facts.AreWritten(FactKind.QueryStream, model.SyntaxTree))
        {
            foreach (var call in Reads.SelectMany(name => CallFinder.Calls(
                name,
                model,
                IsLoopCondition,
                static method => method.ContainingType.Name.EndsWith("Reader", StringComparison.Ordinal))))
            {
                if (call.SelfAndAncestors().OfType<IWhileLoopOperation>().FirstOrDefault() is { } loop)
                    yield return (loop, call.Instance);
            }
        }

        if (!_reader.Facts.HasSources && !_reader.Facts.AreWritten(FactKind.QueryStream, model.SyntaxTree))
            yield break;

        // while (await cursor.MoveNextAsync()) all.AddRange(cursor.Current);
        foreach (var call in Moves.SelectMany(name => CallFinder.Calls(
            name,
            model,
            IsLoopCondition,
            static method => method.ContainingType.Name.EndsWith("Cursor", StringComparison.Ordinal) ||
                method.ContainingType.AllInterfaces.Any(static implemented => implemented.Name == "IAsyncCursor"))))
        {
            if (call.SelfAndAncestors().OfType<IWhileLoopOperation>().FirstOrDefault() is { } loop)
                yield return (loop, call.Instance ?? call.Arguments.FirstOrDefault()?.Value);
        }

        foreach (var statement in ForEachStatements(model.SyntaxTree))
        {
            if (CanKeep(statement.Statement) && _reader.Syntax.CanBeQuery(statement.Expression) &&
                model.OperationOf(statement) is IForEachLoopOperation loop)
                yield return (loop, loop.Collection);
        }
    }

    private static IEnumerable<ForEachStatementSyntax> ForEachStatements(SyntaxTree tree)
    {
        if (!IdentifierIndex.IsWritten(ForEach, tree))
            yield break;
        var text = tree.GetText().ToString();
        var root = tree.GetRoot();
        for (var start = text.IndexOf(ForEach, StringComparison.Ordinal); start >=
            0; start = text.IndexOf(ForEach, start + 1, StringComparison.Ordinal))
        {
            if (root.FindToken(start) is { RawKind: (int)SyntaxKind.ForEachKeyword, Parent: ForEachStatementSyntax loop })
                yield return loop;
        }
    }

    private static bool IsLoopCondition(InvocationExpressionSyntax call) =>
        call.Ancestors()
            .TakeWhile(node => node is not StatementSyntax || node is WhileStatementSyntax)
                .OfType<WhileStatementSyntax>()
                .FirstOrDefault() is { } loop && loop.Condition.Span.Contains(call.Span) && CanKeep(loop.Statement);

    private static bool CanKeep(StatementSyntax body) => body.DescendantNodes().Any(node =>
        node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax }
            or AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax });

    // Every row, and for good: not under a condition, not given back, and the loop is not left before its end.
    private bool Keeps(ILoopOperation loop)
    {
        var body = loop.Body.Descendants().ToList();
        var kept = body.Select(operation => (Site: operation, Collection: KeptIn(operation)))
            .Where(keeping => keeping.Collection is not null && IsOutside(keeping.Collection, loop) && IsUnconditional(keeping.Site, loop))
            .Select(keeping => keeping.Collection!.ReferencedSymbol())
            .ToList();
        return kept.Count > 0 &&
            !body.Any(operation => operation is IBranchOperation { BranchKind: BranchKind.Break }
                or IReturnOperation { Kind: OperationKind.Return }) &&
            !body.OfType<IInvocationOperation>()
                .Any(call => call.TargetMethod.Name is "Clear" && call.Instance is { } cleared &&
                    kept.Contains(cleared.ReferencedSymbol(), SymbolEqualityComparer.Default));
    }

    private IOperation? KeptIn(IOperation operation) => operation switch
    {
        IInvocationOperation { Instance: { Type: { } type } collection } call
            when context.Facts.Growable(type) is { IsPersistent: false } fact && fact.Adds.Contains(call.TargetMethod.Name) => collection,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true,
            Instance: { Type: { } type } collection } } when context.Facts.Growable(type) is { IsKeyed: true } => collection,
        _ => null,
    };

    private static bool IsOutside(IOperation collection, ILoopOperation loop)
    {
        RecursionGuard.Check();
        return collection.ReferencedSymbol() switch
        {
            ILocalSymbol local => local.DeclaringSyntaxReferences.All(reference => !loop.Syntax.Span.Contains(reference.Span)),
            IFieldSymbol or IPropertySymbol or IParameterSymbol =>
                collection.Unwrap() is not IMemberReferenceOperation { Instance: ILocalReferenceOperation holder } ||
                IsOutside(holder, loop),
            _ => false,
        };
    }

    private static bool IsUnconditional(IOperation site, ILoopOperation loop) =>
        site.SelfAndAncestors().TakeWhile(ancestor => ancestor != loop)
            .All(ancestor => ancestor is not (IConditionalOperation or ISwitchOperation or IAnonymousFunctionOperation
                or ILocalFunctionOperation or ILoopOperation) ||
                ancestor is IForEachLoopOperation { Collection: var batch } &&
                batch.Unwrap() is IPropertyReferenceOperation { Property.Name: "Current" });
}
