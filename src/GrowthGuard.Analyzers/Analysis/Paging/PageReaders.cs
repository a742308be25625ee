using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>
/// Recognises objects that know where they stand among the pages: readers that give the next one, and sequences of all of them.
/// </summary>
internal sealed class PageReaders(FactTable facts)
{
    private readonly string[] _streams =
    [
        .. facts.OfKind(FactKind.PageStream).Select(fact => fact.Name.Substring(fact.Name.LastIndexOf('.') + 1).Split('`')[0])
    ];

    /// <summary>Whether a compilation has such objects.</summary>
    public static bool AreIn(Compilation compilation, FactTable facts) =>
        new[] { FactKind.PageReader, FactKind.PageDrain, FactKind.PageStream }
            .SelectMany(kind => facts.OfKind(kind))
            .Any(fact => compilation.Knows(fact.Name));

    private readonly string[] _verbs = [.. NamesOf(facts, FactKind.PageVerb), .. PassingIn(facts)];
    private readonly HashSet<string> _passing = [.. PassingIn(facts)];

    /// <summary>The names of methods that read a page, or all of them, or collect what a sequence has.</summary>
    public IdentifierSet Names { get; } = new(facts
        .OfKind(FactKind.PageReader)
        .Concat(facts.OfKind(FactKind.PageDrain))
        .SelectMany(fact => fact.Adds)
        .Concat(NamesOf(facts, FactKind.PageCollect).SelectMany(WithAsync)));

    /// <summary>The names of a kind of methods.</summary>
    public static IEnumerable<string> NamesOf(FactTable facts, FactKind kind) => facts.OfKind(kind).Select(static fact => fact.Name);

    /// <summary>A name as it is and with <c>Async</c>.</summary>
    public static IEnumerable<string> WithAsync(string name) => [name, name + PagedOperations.Async];

    // One for each that they are given.
    private static IEnumerable<string> PassingIn(FactTable facts) =>
        NamesOf(facts, FactKind.PagePass).Concat(NamesOf(facts, FactKind.PageSplit));

    /// <summary>Whether a method of this name collects what a sequence has.</summary>
    public bool MayCollect(string method) => facts.Names(FactKind.PageCollect, PagedOperations.WithoutAsync(method));

    /// <summary>
    /// Whether an expression may be a sequence of pages, to judge by its text: a call that gets or finds things, or a name where such a
    /// type is written.
    /// </summary>
    public bool MayBeStream(ExpressionSyntax expression)
    {
        RecursionGuard.Check();
        return expression switch
        {
            InvocationExpressionSyntax call =>
                CallFinder.NameOf(call) is { } name &&
                (_verbs.Any(verb => name.StartsWithWord(verb)) ||
                    (_passing.Contains(name) && call.Expression is MemberAccessExpressionSyntax { Expression: var inner } &&
                        MayBeStream(inner))),
            MemberAccessExpressionSyntax access =>
                access.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == "Paginators"),
            IdentifierNameSyntax name =>
                _streams.Any(stream => IdentifierIndex.IsWritten(stream, expression.SyntaxTree)) || IsFilledByCall(name),
            _ => false,
        };
    }

    // var blobs = container.GetBlobsAsync(); … blobs.ToListAsync()
    private bool IsFilledByCall(IdentifierNameSyntax name) =>
        name.Ancestors().OfType<BlockSyntax>().SelectMany(block => block.Statements).OfType<LocalDeclarationStatementSyntax>().SelectMany(
            statement => statement.Declaration.Variables)
            .Any(variable => variable.Identifier.ValueText == name.Identifier.ValueText &&
                variable.Initializer is { Value: InvocationExpressionSyntax call } && MayBeStream(call));

    /// <summary>Whether each call of the method gives the next page.</summary>
    public bool Reads(IMethodSymbol method) => Is(FactKind.PageReader, method);

    /// <summary>Whether a call of the method gives all pages.</summary>
    public bool Drains(IMethodSymbol method) => Is(FactKind.PageDrain, method);

    /// <summary>
    /// The sequence of pages or their items that an expression gives, behind <c>AsPages</c>, <c>WithCancellation</c> and the like; or
    /// <see langword="null"/>.
    /// </summary>
    public IOperation? StreamOf(IOperation expression)
    {
        for (var current = expression.Unwrap(); ; )
        {
            if (current is IInvocationOperation { TargetMethod: var given } && facts.NamesMember(FactKind.WholeResult, given))
                return null;
            if (IsStream(current))
                return current;
            if (current is IInvocationOperation call && _passing.Contains(call.TargetMethod.Name) &&
                (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } inner)
                current = inner.Unwrap();
            else if (current is ILocalReferenceOperation local && ValueOrigin.Of(local).ToList() is { Count: 1 } origins &&
                origins[0] is IInvocationOperation)
                current = origins[0];
            else
                return null;
        }
    }

    /// <summary>
    /// Whether a value is a sequence that asks for page after page while it is gone through: by its type, or by the name of the method that
    /// gives it.
    /// </summary>
    public bool IsStream(IOperation value) => value.Type is { } type && (facts.Has(FactKind.PageStream, type) ||
        value is IInvocationOperation { TargetMethod.Name: var name } && type.Name is "IAsyncEnumerable" or "IEnumerable" &&
        facts.OfKind(FactKind.PageSequence).Any(fact => NamePattern.Fits(fact.Name, PagedOperations.WithoutAsync(name), out _)));

    /// <summary>
    /// Whether a sequence is asked for by the whole name of what it gives: <c>GetBlobsAsync(prefix: $"failed/{id}")</c>. A prefix that ends
    /// with a slash is a folder.
    /// </summary>
    public static bool IsOfOne(IOperation stream) =>
        ValueOrigin.Of(stream).OfType<IInvocationOperation>().SelectMany(call => call.Arguments)
            .Any(argument => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Name: "prefix" } &&
                LastPart(argument.Value) is { } last && IsId(last));

    private static IOperation? LastPart(IOperation text) => text.Unwrap() switch
    {
        IInterpolatedStringOperation { Parts: { IsEmpty: false } parts } =>
            (parts[parts.Length - 1] as IInterpolationOperation)?.Expression,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => sum.RightOperand,
        _ => null,
    };

    private static bool IsId(IOperation part)
    {
        RecursionGuard.Check();
        var value = part.Unwrap();
        return value.Type is { Name: nameof(Guid) } ||
            (value.ReferencedSymbol()?.Name is { } name && (name.EndsWith("Id", StringComparison.Ordinal) || name == "id")) ||
            (value is IInvocationOperation { Instance: { } instance } && IsId(instance));
    }

    private bool Is(FactKind kind, IMethodSymbol method)
    {
        for (ITypeSymbol? type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (facts.About(type).Any(fact => fact.Kind == kind && fact.Adds.Contains(method.Name)))
                return true;
        }

        return false;
    }
}
