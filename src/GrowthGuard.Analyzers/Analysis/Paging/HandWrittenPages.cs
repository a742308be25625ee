using System.Collections.Immutable;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>A loop that asks a service for page after page, with requests and answers that are written and read by hand.</summary>
/// <param name="request">The first request in the loop.</param>
/// <param name="loop">The loop.</param>
/// <param name="token">What the answer calls the next page; <see langword="null"/> where the loop ends when there is nothing more.</param>
internal sealed class HandWrittenLoop(IInvocationOperation request, PagingLoop loop, string? token)
{
    public IInvocationOperation Request { get; } = request;

    public PagingLoop Loop { get; } = loop;

    public string? Token { get; } = token;
}

/// <summary>
/// Finds loops of requests that end by what the answers say: a token or a link read from JSON or from a type of one's own, or an empty
/// page.
/// </summary>
internal sealed class HandWrittenPages(CompilationAnalysis context)
{
    private const int MaximumSteps = 6;

    private const string Link = nameof(Link);

    /// <summary>The names of methods that send requests.</summary>
    public IdentifierSet Requests { get; } = new(context.Facts.OfKind(FactKind.HttpRequest).SelectMany(fact => fact.Adds));

    private readonly PageWords _words = PageWords.Of(context.Facts);

    /// <summary>The loops in one file.</summary>
    public IEnumerable<HandWrittenLoop> In(SemanticModel model)
    {
        var seen = new HashSet<SyntaxNode>();
        foreach (var call in IdentifierIndex
            .WrittenIn(model.SyntaxTree, Requests)
            .SelectMany(name => CallFinder.Calls(name, model, static call => LoopOf(call) is not null, IsRequest))
            .OrderBy(call => call.Syntax.SpanStart))
        {
            if (LoopOf(call.Syntax) is not { } syntax || !seen.Add(syntax) || PagingLoop.Around(call) is not { } loop)
                continue;
            var ends = loop.Exits.Where(exit => ComesFromAnswer(exit.Condition, loop, 0)).ToList();
            if (ends.Count > 0)
                yield return new HandWrittenLoop(
                    call,
                    loop,
                    ends.Select(end => TokenIn(end.Condition, loop, 0)).FirstOrDefault(token => token is not null));
        }
    }

    /// <summary>Whether the loop sends the same request again, whatever the answer says.</summary>
    public bool IsStuck(HandWrittenLoop pages) => pages.Token is not null && IsSame(pages);

    /// <summary>
    /// The variable that requests a page, in a loop that ends at a page without items and leaves the variable as it is; or
    /// <see langword="null"/>.
    /// </summary>
    public string? StandingPosition(HandWrittenLoop pages) =>
        pages.Token is null &&
        pages.Loop.Exits.Any(exit => PartialReads.ComesFromEmptiness(exit, value => ComesFromAnswer(value, pages.Loop, 0))) && IsSame(pages)
            ? RequestsIn(pages.Loop)
                .SelectMany(request => request.Arguments)
                .SelectMany(argument => argument.Value.DescendantsAndSelf()).OfType<ILocalReferenceOperation>()
                .Select(local => local.Local.Name)
                .FirstOrDefault(name => _words.IsInput(NamePattern.PropertyOf(name)))
            : null;

    private bool IsSame(HandWrittenLoop pages) =>
        RequestsIn(pages.Loop).All(request => request.Arguments.All(argument => IsFixed(argument.Value, pages.Loop))) &&
        !pages.Loop.Waits && !pages.Loop.ChangesOrWaits(context.Facts, pages.Request);

    // new HttpRequestMessage(HttpMethod.Get, url), new { limit = 100 }: made in each pass, and the same each time.
    private static bool IsFixed(IOperation value, PagingLoop loop)
    {
        RecursionGuard.Check();
        return value.Unwrap() switch
        {
            ILocalReferenceOperation local
                when AssignedIn(local.Local, loop).ToList() is { Count: 1 } made && made[0].Unwrap() is IObjectCreationOperation creation =>
                    IsFixed(creation, loop) && !IsChanged(local.Local, loop),
            IObjectCreationOperation creation =>
                creation.Arguments.All(argument => IsFixed(argument.Value, loop)) &&
                ValuesIn(creation.Initializer?.Initializers).All(set => IsFixed(set, loop)),
            IAnonymousObjectCreationOperation anonymous => ValuesIn(anonymous.Initializers).All(set => IsFixed(set, loop)),
            IMemberReferenceOperation { Member.IsStatic: true } => true,
            var other => loop.IsFixed(other),
        };
    }

    private static IEnumerable<IOperation> ValuesIn(IEnumerable<IOperation>? initializers) =>
        (initializers ?? []).Select(part => part is ISimpleAssignmentOperation assignment ? assignment.Value : part);

    // request.RequestUri = …; request.Content = …
    private static bool IsChanged(ILocalSymbol request, PagingLoop loop) =>
        loop.Body.Descendants().Any(part => part
            is IAssignmentOperation { Target: IPropertyReferenceOperation { Instance: ILocalReferenceOperation holder } } assignment &&
            SymbolEqualityComparer.Default.Equals(holder.Local, request) && !IsFixed(assignment.Value, loop));

    /// <summary>Whether a value comes from an answer that the loop has got.</summary>
    public bool IsOfAnswer(IOperation value, HandWrittenLoop pages) => ComesFromAnswer(value, pages.Loop, 0);

    private static SyntaxNode? LoopOf(SyntaxNode call) =>
        call.Ancestors().TakeWhile(node => node is not (MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax
            or LocalFunctionStatementSyntax))
            .FirstOrDefault(node => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax
                or CommonForEachStatementSyntax) is { } loop and not CommonForEachStatementSyntax
                ? loop
                : null;

    private bool IsRequest(IMethodSymbol method) =>
        (method.ReducedFrom ?? method).ContainingType is { } client &&
        context.Facts.About(client).Any(static fact => fact.Kind == FactKind.HttpRequest);

    private IEnumerable<IInvocationOperation> RequestsIn(PagingLoop loop) =>
        loop.Body.Descendants().OfType<IInvocationOperation>().Where(call => IsRequest(call.TargetMethod));

    private bool ComesFromAnswer(IOperation value, PagingLoop loop, int step)
    {
        RecursionGuard.Check();
        return step < MaximumSteps && value.DescendantsAndSelf().Any(part => part switch
        {
            IInvocationOperation call => IsRequest(call.TargetMethod) && loop.Contains(call),
            ILocalReferenceOperation or IParameterReferenceOperation =>
                AssignedIn(part.ReferencedSymbol()!, loop).Any(assigned => ComesFromAnswer(assigned, loop, step + 1)),
            _ => false,
        });
    }

    /// <summary>
    /// What the loop gives a variable: the values that are assigned, and what a call is made on that gives it by <c>out</c>.
    /// </summary>
    private static IEnumerable<IOperation> AssignedIn(ISymbol variable, PagingLoop loop)
    {
        foreach (var part in loop.Body.Descendants())
        {
            switch (part)
            {
                case IVariableDeclaratorOperation declarator
                    when SymbolEqualityComparer.Default.Equals(declarator.Symbol, variable) &&
                        declarator.GetVariableInitializer() is { Value: var value }:
                    yield return value;
                    break;
                case ISimpleAssignmentOperation assignment
                    when SymbolEqualityComparer.Default.Equals(assignment.Target.ReferencedSymbol(), variable):
                    yield return assignment.Value;
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Out, Parent: IInvocationOperation call } argument
                    when argument.Value.DescendantsAndSelf()
                        .Any(given => SymbolEqualityComparer.Default.Equals(given.ReferencedSymbol(), variable)):
                    yield return call;
                    break;
                case IForEachLoopOperation each when each.Locals.Any(local => SymbolEqualityComparer.Default.Equals(local, variable)):
                    yield return each.Collection;
                    break;
            }
        }
    }

    /// <summary>The name under which a condition asks for the next page, behind locals.</summary>
    private string? TokenIn(IOperation value, PagingLoop loop, int step)
    {
        RecursionGuard.Check();
        if (step >= MaximumSteps)
            return null;
        foreach (var part in value.DescendantsAndSelf())
        {
            var token = part switch
            {
                IInvocationOperation call
                    when context.Facts.NamesMember(FactKind.AnswerPart, call.TargetMethod.ReducedFrom ?? call.TargetMethod) =>
                        PartIn(call.Arguments),

                // NextLinkOf(answer): what a helper looks for.
                IInvocationOperation { TargetMethod: var helper } when helper.IsInSource() =>
                    context.BodiesOf(helper.OriginalDefinition)
                        .Select(body => TokenIn(body, loop, step + 2))
                        .FirstOrDefault(found => found is not null),
                IPropertyReferenceOperation { Property: { IsIndexer: true } indexer, Arguments: var index } =>
                    HasParts(indexer.ContainingType, static fact => fact.Adds.Contains("[]")) ? PartIn(index) : null,
                IPropertyReferenceOperation { Property: { Name: var name } property }
                    when property.IsInSource() && !PartialReads.IsSequence(property.Type) =>
                        property.Type.SpecialType == SpecialType.System_String
                            ? IsToken(name) ? name : null
                            : _words.IsOutput(name)
                            ? name
                            : null,
                ILocalReferenceOperation or IParameterReferenceOperation =>
                    AssignedIn(part.ReferencedSymbol()!, loop)
                        .Select(assigned => TokenIn(assigned, loop, step + 1))
                        .FirstOrDefault(found => found is not null),
                _ => null,
            };
            if (token is not null)
                return token;
        }

        return null;
    }

    /// <summary>Whether a type gives parts of an answer by their names.</summary>
    public bool HasParts(ITypeSymbol type) => HasParts(type, static _ => true);

    private bool HasParts(ITypeSymbol? type, Func<Fact, bool> fits)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (context.Facts.About(type).Any(fact => fact.Kind == FactKind.AnswerPart && fits(fact)))
                return true;
        }

        return false;
    }

    // root.GetProperty("next"), answer.Headers.TryGetValues("Link", out var links), X-Next-Page
    private string? PartIn(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.Select(argument => argument.Value.Unwrap().ConstantValue.Value as string).FirstOrDefault(IsPart);

    /// <summary>Whether a part of an answer by this name leads to the next page.</summary>
    public bool IsPart(string? name) =>
        name == Link || IsToken(name?.StartsWith("x-", StringComparison.OrdinalIgnoreCase) == true ? name.Substring(2) : name);

    private bool IsToken(string? name) =>
        name is { Length: > 0 } && InPascalCase(name) is var property &&
        _words.Tokens.Any(fact => NamePattern.Fits(fact.Name, property, out _));

    /// <summary>A name on the wire as a property: <c>next_page_token</c>, <c>@odata.nextLink</c>, <c>$top</c>.</summary>
    public static string InPascalCase(string name) =>
        string.Concat(name.Substring(name.LastIndexOfAny(['.', '$', '@']) + 1).Split('_', '-').Select(NamePattern.PropertyOf));
}
