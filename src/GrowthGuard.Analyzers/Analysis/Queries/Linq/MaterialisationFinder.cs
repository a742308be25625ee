using GrowthGuard.Analyzers.Analysis.Paging;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Queries.Linq;

/// <summary>Finds where the results of queries are held in memory, in one file.</summary>
internal sealed class MaterialisationFinder(CompilationAnalysis context)
{
    private readonly QueryReader _reader = context.Queries;
    private readonly RetainingLoops _loops = new(context);

    /// <summary>The materialisations in a file, whatever limits them.</summary>
    public IEnumerable<Materialisation> In(SemanticModel model) => Buffered(model).Concat(Materialised(model)).Concat(_loops.In(model));

    private IEnumerable<Materialisation> Buffered(SemanticModel model) =>
        Calls(FactKind.BufferedQuery, model, static _ => true)
            .Where(call => !IsStreamed(call))
            .Select(call => new Materialisation(call, _reader.ReadOwn(call)));

    private IEnumerable<Materialisation> Materialised(SemanticModel model)
    {
        if (!_reader.Facts.HasSources && !_reader.Facts.AreWritten(FactKind.QueryStream, model.SyntaxTree))
            yield break;
        foreach (var call in Calls(FactKind.Materialiser, model, CanBeQuery))
        {
            if (Operands(call).Select(_reader.Read).FirstOrDefault(query => query is not null) is { } query)
                yield return new Materialisation(call, query);
        }
    }

    private IEnumerable<IInvocationOperation> Calls(FactKind kind, SemanticModel model, Func<InvocationExpressionSyntax, bool> canBe) =>
        _reader.Facts.NamesIn(model.SyntaxTree, kind)
            .SelectMany(name => CallFinder.Calls(name, model, canBe, method => _reader.Facts.Is(kind, method)));

    // `_orders.ToList()`, `Enumerable.ToList(_orders)`, `table.Load(reader)`
    private bool CanBeQuery(InvocationExpressionSyntax call) =>
        call.Expression is MemberBindingExpressionSyntax ||
        (call.Expression is MemberAccessExpressionSyntax access && _reader.Syntax.CanBeQuery(access.Expression)) ||
        call.ArgumentList.Arguments.Any(argument => _reader.Syntax.CanBeQuery(argument.Expression));

    private static IEnumerable<IOperation> Operands(IInvocationOperation call) =>
        (call.Instance is { } instance ? [instance] : Enumerable.Empty<IOperation>()).Concat(call.Arguments
            .Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue)
            .Select(argument => argument.Value));

    // connection.Query(sql, buffered: false)
    private static bool IsStreamed(IInvocationOperation call) =>
        call.Arguments.Any(argument => argument.Parameter?.Name == "buffered" &&
            argument.Value.ConstantValue is not { HasValue: true, Value: true });
}
