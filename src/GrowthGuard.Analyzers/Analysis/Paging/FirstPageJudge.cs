using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>
/// Decides whether a member takes the first page for the whole. One page on purpose is fine, and so is a token that anybody can reach.
/// </summary>
internal sealed class FirstPageJudge(FactTable facts, PageTokens tokens)
{
    // Services give pages of this size and more because they must, people ask for fewer because they want to.
    public const int FullPage = 100;

    private static readonly string[] IdentifierEndings =
    [
        "Identifiers", "Identifier", "Names", "Name", "Ids", "Id", "Arns", "Arn", "Keys", "Key"
    ];

    /// <summary>Whether the call reads the first page only, and nothing says that this is meant.</summary>
    public bool IsFirstPageOnly(PagedCall call)
    {
        if (call.Uses.IsHandedOn || call.TokenReads.Count > 0 || call.Uses.Reads.Any(read => call.Operation.IsEcho(read.Name)) ||
            call.Request.IsOpen || call.Items.All(PartialReads.IsPartial) || call.IsContinuation || call.IsForOtherRequest ||
            !IsAskedFor(call) || IsAskedForAll(call))
            return false;
        var given = call.Operation.Tokens
            .SelectMany(token => call.Request
                .ValuesOf(token.Input)
                .Append(call.ArgumentFor(token)).OfType<IOperation>()
                .Select(value => (Token: token, Value: value)))
            .Where(pair => !IsNothing(pair.Value) && !IsFirst(pair.Value, call)).ToList();
        if (given.Count > 0)
            return given.All(pair => (IsOpaque(pair.Token) && IsParameter(pair.Value)) || IsOfPageBefore(pair.Value, call));
        return !IsLimitedOnPurpose(call) && !AsksByName(call);
    }

    /// <summary>
    /// Whether the pages of a sequence are limited in size to fewer than a service gives: <c>AsPages(pageSizeHint: 10)</c>.
    /// </summary>
    public bool IsLimitedOnPurpose(IInvocationOperation pages) =>
        Given(pages).Any(argument => IsLimit(argument) &&
            argument.Value.Unwrap().ConstantValue is not { HasValue: true, Value: int and >= FullPage });

    /// <summary>Whether the pages of a sequence begin where somebody says: <c>AsPages(continuationToken)</c>.</summary>
    public bool IsGivenPosition(IInvocationOperation pages) => Given(pages).Any(argument => !IsLimit(argument));

    private static IEnumerable<IArgumentOperation> Given(IInvocationOperation call) =>
        call.Arguments.Where(argument => argument.ArgumentKind == ArgumentKind.Explicit && !IsNothing(argument.Value));

    // pageSizeHint
    private static bool IsLimit(IArgumentOperation argument) =>
        argument.Parameter is { Type: var type } && PageInputs.IsNumber(PageInputs.Bare(type));

    // Its caller may continue behind the last item, unless the next token is a secret of the service.
    private static bool IsOpaque(PageToken token) =>
        token.Type.SpecialType == SpecialType.System_String && token.Output.EndsWith("Token", StringComparison.Ordinal);

    private static bool IsParameter(IOperation value) => value.Unwrap() is IParameterReferenceOperation;

    // if (first.HasMore) { var second = await client.ContinueAsync(first.Cursor); }: the pages behind the second.
    private static bool IsOfPageBefore(IOperation value, PagedCall call) =>
        value.Unwrap() is IPropertyReferenceOperation { Property: var property, Instance: { } page } &&
        call.Operation.IsToken(property.Name) && SymbolEqualityComparer.Default.Equals(page.Unwrap().Type, call.Operation.Response) &&
        page.Unwrap() is ILocalReferenceOperation && ValueOrigin.Of(page).All(origin => origin is IInvocationOperation) &&
        !PagingLoop.IsAround(call.Call);

    private static bool IsNothing(IOperation value) =>
        ValueOrigin.Of(value).All(origin => origin.IsNothing() || origin.ConstantValue is { HasValue: true, Value: "" });

    // page: 1, skip: 0, url: "orders". In a client of one's own it is what the caller wants to see.
    private static bool IsFirst(IOperation value, PagedCall call) =>
        call.Operation.Strength != PageStrength.Token && value.Unwrap().ConstantValue is { HasValue: true, Value: 0 or 1 or 0L or 1L } &&
        !call.Call.TargetMethod.IsInSource() ||
        PageInputs.IsAddress(call.Operation.Tokens[0].Input) && value.Unwrap().ConstantValue is { HasValue: true, Value: string };

    // A scroll has to be opened: search => search.Scroll("1m"). Or the text of a query says it: <RowLimit>500</RowLimit>
    private bool IsAskedFor(PagedCall call)
    {
        var openers = facts.OfKind(FactKind.TokenWhenSet)
            .Where(fact => call.Operation.Tokens.Any(token => token.Output == fact.Name))
            .SelectMany(fact => fact.Adds).ToList();
        return openers.Count == 0 ||
            call.Request.Values.Any(setting => openers.Contains(setting.Name)
                ? !IsNothing(setting.Value)
                : openers.Any(opener => SaysFullPage(setting.Value, opener))) ||
            call.Call.Arguments.Any(argument => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter } &&
                openers.Contains(NamePattern.PropertyOf(parameter.Name)));
    }

    private static bool SaysFullPage(IOperation value, string opener) =>
        value.DescendantsAndSelf().Select(static part => part.ConstantValue is { HasValue: true, Value: string text } ? text : "")
            .Any(text => text.IndexOf(opener, StringComparison.Ordinal) is >= 0 and var found &&
                NumberIn(text.Substring(found + opener.Length)) >= FullPage);

    // The first that stands in a text; 0 where none does.
    private static int NumberIn(string text)
    {
        var digits = new string([.. text.SkipWhile(static letter => !char.IsDigit(letter)).TakeWhile(char.IsDigit)]);
        return int.TryParse(digits, out var number) ? number : 0;
    }

    // `GetAll(int page = 0, int pageSize = int.MaxValue)`, called without: no page comes behind that. Nor behind `autoPaginate: true`.
    private bool IsAskedForAll(PagedCall call) =>
        call.Request.Values.Where(setting => IsSwitch(setting.Name)).Select(static setting => setting.Value)
            .Concat(call.Call.Arguments
                .Where(argument => argument.Parameter is { } parameter && IsSwitch(NamePattern.PropertyOf(parameter.Name)))
                .Select(static argument => argument.Value))
            .Any(static value => value.Type?.SpecialType == SpecialType.System_Boolean &&
                value.Unwrap().ConstantValue is not { HasValue: true, Value: false }) ||
        call.Request.Values.Where(setting => tokens.IsLimit(setting.Name)).Select(static setting => setting.Value)
            .Concat(call.Call.Arguments
                .Where(argument => argument.Parameter is { } parameter && tokens.IsLimit(NamePattern.PropertyOf(parameter.Name)))
                .Select(static argument => argument.Value))
            .Any(static limit => limit.Unwrap().ConstantValue is { HasValue: true, Value: int.MaxValue or long.MaxValue
                or short.MaxValue });

    private bool IsSwitch(string name) => facts.OfKind(FactKind.PageSwitch).Any(fact => NamePattern.Fits(fact.Name, name, out _));

    private bool IsLimitedOnPurpose(PagedCall call)
    {
        var limits = call.Request.Values.Where(setting => tokens.IsLimit(setting.Name)).Select(setting => setting.Value)
            .Concat(call.Call.Arguments
                .Where(argument => argument.Parameter is { } parameter && argument.ArgumentKind == ArgumentKind.Explicit &&
                    tokens.IsLimit(NamePattern.PropertyOf(parameter.Name)))
                .Select(argument => argument.Value))
            .Where(limit => !IsNothing(limit))
            .ToList();
        return limits.Count == 0
            ? call.Operation.Request is { } request && facts.Has(FactKind.PagedWhenLimited, request) ||
                facts.Has(FactKind.PagedWhenLimited, call.Operation.Response)
            : limits.Any(limit => limit.Unwrap().ConstantValue is not { HasValue: true, Value: int and >= FullPage });
    }

    // DescribeStacks { StackName }: those that are asked for, and not all.
    private static bool AsksByName(PagedCall call) => call.Request.Values.Any(setting =>
        !IsNothing(setting.Value) && !IsOptional(setting.Value) &&
        IdentifierEndings.FirstOrDefault(ending => setting.Name.EndsWith(ending, StringComparison.Ordinal)) is { } ending &&
        IsNounOf(call.Operation.Name, setting.Name.Substring(0, setting.Name.Length - ending.Length)));

    // Task<List<Group>> ListAsync(string? name = null): without a name, all are requested.
    private static bool IsOptional(IOperation value) =>
        value.Unwrap() is IParameterReferenceOperation { Parameter: { HasExplicitDefaultValue: true, ExplicitDefaultValue: null } };

    private static bool IsNounOf(string operation, string noun) =>
        noun.Length > 0 && (operation.EndsWith(
            noun + "s",
            StringComparison.Ordinal) || operation.EndsWith(noun + "es", StringComparison.Ordinal) ||
        (noun.EndsWith("y", StringComparison.Ordinal) &&
            operation.EndsWith(noun.Substring(0, noun.Length - 1) + "ies", StringComparison.Ordinal)));
}
