using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>
/// Decides whether a loop goes from page to page, to the last and no further. Silent as soon as a token goes where it cannot be followed.
/// </summary>
internal sealed class AdvanceJudge(FactTable facts)
{
    /// <summary>What is wrong with the loop around a call, or <see langword="null"/>.</summary>
    public (PagingFault Fault, string Detail)? FaultIn(PagingLoop loop, PagedCall call)
    {
        if (EchoIn(loop, call) is { } echo)
            return (PagingFault.Echo, echo);
        if (call.Flow.GoesElsewhere || call.Uses.IsHandedOn || call.IsForOtherRequest)
            return null;
        if (call.Flow.Sinks.Count == 0)
            return IsStuck(loop, call) ? (PagingFault.NotHandedOn, "") : null;
        if (Forgotten(call) is { } forgotten)
            return (PagingFault.OneOfSeveral, forgotten);
        if (FaultOfRequest(loop, call) is { } lost)
            return (lost, "");
        if (IsSkipped(loop, call))
            return (PagingFault.Skipped, "");
        if (EndsAtEmptyPage(loop, call))
            return (PagingFault.EmptyPage, "");
        return HasNoEnd(loop, call) is { } end ? (PagingFault.NoEnd, end) : null;
    }

    /// <summary>Whether the loop sends again what it has sent, until the response says that nothing is left.</summary>
    public static bool IsSame(PagingLoop loop, PagedCall call) =>
        !call.Flow.GoesElsewhere && !call.Uses.IsHandedOn && (call.Flow.Sinks.Count == 0
            ? loop.EndsBy(call.Flow.Tests) && !call.Operation.Tokens.Any(token => IsSetIn(loop, call, token))
            : FaultOfRequest(loop, call) is not null);

    /// <summary>Whether nothing but the response ends the loop, and it never waits.</summary>
    public static bool IsForEver(PagingLoop loop, PagedCall call) =>
        !call.Flow.GoesElsewhere && !call.Uses.IsHandedOn && call.Flow.Sinks.Count > 0 && loop.Exits.Count > 0 && !loop.Waits &&
        loop.Exits.All(exit => call.Flow.Tests.Any(test => exit.Condition.Contains(test)) && !HasOtherTests(exit.Condition, call)) &&
        !loop.HasLimit(call.Flow.Tests);

    /// <summary>Whether a loop asks again and again for the token of a call that stands before it.</summary>
    public static bool IsAskedInLoop(PagedCall call)
    {
        if (call.Flow.GoesElsewhere || call.Uses.IsHandedOn)
            return false;
        return call.Flow.Tests.Concat(call.TokenReads.Select(read => read.Operation)).Any(test => PagingLoop.Around(test) is { } loop &&
            !loop.Contains(call.Call) &&
            loop.Exits.Count == 1 && loop.Exits[0].Condition.Contains(test) && !loop.Body.Contains(test) &&
            !HasOtherTests(loop.Exits[0].Condition, call) &&
            !Renews(loop.Body, call));
    }

    // while (response.IsTruncated && pages < 10): the loop ends by itself.
    private static bool HasOtherTests(IOperation condition, PagedCall call) =>
        condition.DescendantsAndSelf()
            .Any(part => part is ILocalReferenceOperation local && !call.Uses.AreIn(local.Local) && !call.Flow.IsIn(local.Local) ||
                part is IFieldReferenceOperation or IParameterReferenceOperation);

    private static bool Renews(IOperation body, PagedCall call) => body.Descendants().Any(part => part switch
    {
        IAssignmentOperation { Target: ILocalReferenceOperation target } => call.Uses.AreIn(target.Local) || call.Flow.IsIn(target.Local),
        IAssignmentOperation { Target: IPropertyReferenceOperation { Instance: ILocalReferenceOperation response } } =>
            call.Uses.AreIn(response.Local),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation given } =>
            call.Uses.AreIn(given.Local) || call.Flow.IsIn(given.Local),

        // What a variable of the loop takes is another page, and the one that is tested stays: var page = await
        // client.ContinueAsync(response.Cursor);
        IInvocationOperation other =>
            (PagedOperations.NameOf(other.TargetMethod) == call.Operation.Name || call.Operation.IsContinuedBy(other.TargetMethod)) &&
            !other.SelfAndAncestors().TakeWhile(ancestor => ancestor != body).Any(ancestor => ancestor is IVariableInitializerOperation),
        _ => false,
    });

    private static string? EchoIn(PagingLoop loop, PagedCall call)
    {
        foreach (var read in call.Uses.Reads.Where(read => call.Operation.IsEcho(read.Name)))
        {
            var flow = TokenFlow.Of([read], call.Operation);
            if (flow.Sinks.Any(sink => loop.Contains(sink.Operation)) ||
                (call.TokenReads.Count == 0 && !flow.GoesElsewhere && loop.EndsBy(flow.Tests)))
                return read.Name;
        }

        return null;
    }

    private bool IsStuck(PagingLoop loop, PagedCall call)
    {
        if (call.Operation.Tokens.Any(token => IsSetIn(loop, call, token)) || loop.ChangesOrWaits(facts) ||
            (call.Operation.Strength != PageStrength.Token && call.IsMovedIn(loop)))
            return false;
        return loop.EndsBy(call.Flow.Tests) ||
            (call.TokenReads.Count == 0 && EndsWithoutItems(loop, call) && !call.Request.IsOpen && !call.IsContinuation &&
                (call.Operation.Strength == PageStrength.Token || IsAskedByVariable(call)));
    }

    // List(page): whoever asks for page after page by a variable means it to change. List(1) may be what is left to do.
    private static bool IsAskedByVariable(PagedCall call) =>
        call.Operation.Tokens.SelectMany(token => call.Request.ValuesOf(token.Input).Append(call.ArgumentFor(token)).OfType<IOperation>())
            .Any(value => value.DescendantsAndSelf()
                .Any(part => part is ILocalReferenceOperation or IFieldReferenceOperation { Field.IsConst: false }));

    // Marker = response.S3Objects.Last().Key: a token by other means.
    private static bool IsSetIn(PagingLoop loop, PagedCall call, PageToken token) =>
        call.Request.ValuesOf(token.Input).Any(value => loop.Contains(value) && !IsSameInEachPass(value, loop, call)) ||
        (call.ArgumentFor(token) is { } argument && !IsSameInEachPass(argument, loop, call)) ||
        (token.Kind is PageInputKind.Method or PageInputKind.Step &&
            (call.Continuation is { } made
                ? !loop.Contains(made) || made.Arguments.IsEmpty ||
                    made.Arguments.Any(given => !IsSameInEachPass(given.Value, loop, call))
                : loop.Body.Descendants().OfType<IInvocationOperation>()
                    .Any(other => call.Operation.IsContinuedBy(other.TargetMethod)))) ||
        call.Request.Values.Any(setting => loop.Contains(setting.Value) && setting.Value is IPropertyReferenceOperation property &&
            property.Property.Name == token.Input && property.Parent is not IAssignmentOperation);

    // Also the token of a page that was there before the loop: each pass asks for the second page.
    private static bool IsSameInEachPass(IOperation value, PagingLoop loop, PagedCall call) =>
        loop.IsFixed(value) ||
        value.Unwrap() is IPropertyReferenceOperation { Property.Name: var name } token &&
        call.Operation.Tokens.Any(known => known.Output == name) && PageOf(token) is { } page && !loop.Writes(page);

    // first.Metadata.Continue: of the first page.
    private static ILocalSymbol? PageOf(IPropertyReferenceOperation token)
    {
        IOperation? part = token;
        while (part is IPropertyReferenceOperation property)
            part = property.Instance?.Unwrap();
        return (part as ILocalReferenceOperation)?.Local;
    }

    private static string? Forgotten(PagedCall call) =>
        call.Operation.Tokens.Length < 2
            ? null
            : call.Operation.Tokens.FirstOrDefault(token => call.Flow.Sinks.All(sink => sink.Input != token.Input) &&
                !call.Request.ValuesOf(token.Input).Any())?.Input;

    private static PagingFault? FaultOfRequest(PagingLoop loop, PagedCall call)
    {
        if (call.RequestArgument?.Unwrap() is not { } sent || call.Flow.Sinks.Any(sink => sink.Request is null))
            return null;
        if (IsMade(sent, call))
            return call.Flow.Sinks.All(sink => !IsPassed(sink.Request!, loop.Body)) ? PagingFault.OtherRequest : null;
        if (sent is not ILocalReferenceOperation { Local: var local })
            return null;
        if (call.Flow.Sinks.All(sink => !SymbolEqualityComparer.Default.Equals(sink.Request, local)))
            return call.Flow.Sinks.All(sink => !IsPassed(sink.Request!, loop.Body)) &&
                ValueOrigin.Of(sent).All(origin => IsMade(origin, call))
                ? PagingFault.OtherRequest
                : null;
        var declaration = loop.Body.Descendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local));
        var after = call.Call.Syntax.Span.End;
        return declaration is not null && ValueOrigin.Of(sent).All(origin => IsMade(origin, call)) &&
            call.Flow.Sinks.All(sink => sink.Operation.Syntax.SpanStart > after) && !IsRead(local, loop.Body, after, call.Flow.Sinks)
            ? PagingFault.Recreated
            : null;
    }

    private static bool IsMade(IOperation origin, PagedCall call) =>
        origin is IObjectCreationOperation ||
        call.Operation.Receiver is not null && origin is IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.Length: 0 };

    private static bool IsPassed(ISymbol variable, IOperation body) =>
        body.Descendants()
            .Any(part => part is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation &&
                SymbolEqualityComparer.Default.Equals(part.ReferencedSymbol(), variable) && part.Parent is not IPropertyReferenceOperation);

    private static bool IsRead(ILocalSymbol local, IOperation body, int after, IEnumerable<TokenSink> sinks) =>
        body.Descendants().OfType<ILocalReferenceOperation>()
            .Any(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local) && reference.Syntax.SpanStart > after &&
                !sinks.Any(sink => sink.Operation.Contains(reference)));

    private static bool IsSkipped(PagingLoop loop, PagedCall call)
    {
        if (loop.Body is not IBlockOperation block || call.Flow.Sinks.Any(sink => !block.Contains(sink.Operation)))
            return false;
        var first = call.Flow.Sinks.Min(sink => sink.Operation.Syntax.SpanStart);
        return block.Operations.OfType<IConditionalOperation>()
            .Any(branch => branch.Syntax.SpanStart > call.Call.Syntax.Span.End && branch.Syntax.Span.End < first &&
                EndsInContinue(branch.WhenTrue));
    }

    private static bool EndsInContinue(IOperation branch) =>
        (branch is IBlockOperation block
            ? block.Operations.LastOrDefault()
            : branch) is IBranchOperation { BranchKind: BranchKind.Continue };

    // A flag that says whether there is more comes with full pages.
    private bool EndsAtEmptyPage(PagingLoop loop, PagedCall call) =>
        call.Operation.Strength == PageStrength.Token && EndsWithoutItems(loop, call) &&
        (call.Operation.MoreFlag is null || !loop.EndsBy(call.Flow.Tests)) &&
        !call.Operation.Tokens.Any(token => facts.Names(FactKind.TokenWithoutEnd, token.Output));

    private static bool EndsWithoutItems(PagingLoop loop, PagedCall call) =>
        loop.Exits.Any(exit => PartialReads.ComesFromEmptiness(exit, call.Items.Contains));

    private string? HasNoEnd(PagingLoop loop, PagedCall call)
    {
        var ends = call.Flow.Tests.Where(test => loop.EndsBy([test])).ToList();
        if (ends.Count == 0 || loop.Exits.Any(exit => !ends.Any(test => exit.Condition.Contains(test))))
            return null;
        if (facts.Has(FactKind.TokenEndsSame, call.Operation.Response) && ends.All(test => IsTestOfNull(test) || IsTestOfEmpty(test)))
            return "same";
        return facts.Has(FactKind.TokenEndsEmpty, call.Operation.Response) && ends.All(IsTestOfNull) ? "empty" : null;
    }

    private static bool IsTestOfNull(IOperation test)
    {
        RecursionGuard.Check();
        return test.Parent switch
        {
            IBinaryOperation comparison =>
                comparison.LeftOperand.Unwrap().ConstantValue is { HasValue: true, Value: null } ||
                comparison.RightOperand.Unwrap().ConstantValue is { HasValue: true, Value: null },
            IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } => true,
            IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } } => true,
            IConversionOperation conversion => IsTestOfNull(conversion),
            _ => false,
        };
    }

    private static bool IsTestOfEmpty(IOperation test) =>
        test.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" } };
}
