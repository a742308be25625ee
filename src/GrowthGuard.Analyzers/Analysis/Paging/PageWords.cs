using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GrowthGuard.Analyzers.Knowledge;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>
/// The words by which clients name continuations, as the facts list them. A word alone decides nothing: it says where a shape is looked
/// for.
/// </summary>
internal sealed class PageWords
{
    private static readonly ConditionalWeakTable<FactTable, PageWords> Known = new();
    private static readonly FactKind[] OutputKinds = [FactKind.PageToken, FactKind.PageFlag, FactKind.PageTotal];
    private static readonly FactKind[] Kinds =
        [.. OutputKinds, FactKind.PageContinue, FactKind.PageHolder, FactKind.PageSetting, FactKind.FailedEntries];

    private readonly HashSet<string> _outputs;
    private readonly string[] _outputPatterns;
    private readonly HashSet<string> _holders;
    private readonly string[] _holderPatterns;
    private readonly HashSet<string> _settings;
    private readonly HashSet<string> _inputs;
    private readonly HashSet<string> _continuing;

    private PageWords(FactTable facts)
    {
        Tokens = facts.OfKind(FactKind.PageToken);
        Flags = facts.OfKind(FactKind.PageFlag);
        Totals = facts.OfKind(FactKind.PageTotal);
        ContinuingMethods = facts.OfKind(FactKind.PageContinue).Select(fact => fact.Name).ToImmutableArray();
        var outputs = OutputKinds
            .SelectMany(kind => facts.OfKind(kind))
            .Select(fact => fact.Name.Substring(fact.Name.LastIndexOf('.') + 1))
            .Concat(facts.OfKind(FactKind.FailedEntries).Select(fact => fact.Name))
            .Append("Unprocessed*").Distinct().ToList();
        _outputs = [.. outputs.Where(name => name.IndexOf('*') < 0)];
        _outputPatterns = [.. outputs.Where(name => name.IndexOf('*') >= 0)];
        _continuing = [.. ContinuingMethods.Where(name => name.IndexOf('*') < 0 && name.IndexOf("Next", StringComparison.Ordinal) >= 0)];
        _settings = [.. facts.OfKind(FactKind.PageSetting).Select(fact => fact.Name)];
        _inputs = [.. OutputKinds.SelectMany(kind => facts.OfKind(kind)).SelectMany(fact => fact.Adds)];
        Positions = facts.OfKind(FactKind.PageTotal).SelectMany(fact => fact.Adds).Distinct().ToImmutableArray();
        var holders = facts.OfKind(FactKind.PageHolder)
            .Select(fact => fact.Name)
            .Concat(Tokens.Where(fact => fact.Name.IndexOf('.') > 0).Select(fact => fact.Name.Substring(0, fact.Name.IndexOf('.'))))
                .ToList();
        _holders = [.. holders.Where(name => name.IndexOf('*') < 0)];
        _holderPatterns = [.. holders.Where(name => name.IndexOf('*') >= 0)];
    }

    /// <summary>Names of tokens, each with those of the inputs that take it, in the order in which they are tried.</summary>
    public ImmutableArray<Fact> Tokens { get; }

    /// <summary>Names of properties that say whether there is more, with those of the inputs that ask for it.</summary>
    public ImmutableArray<Fact> Flags { get; }

    /// <summary>Names of properties that count all items or pages, with those of the inputs that ask for a part.</summary>
    public ImmutableArray<Fact> Totals { get; }

    /// <summary>Names of inputs that take the number of a page, or of an item.</summary>
    public ImmutableArray<string> Positions { get; }

    /// <summary>Names of methods that give the next page; <c>*</c> is the name of the operation that gave the first.</summary>
    public ImmutableArray<string> ContinuingMethods { get; }

    /// <summary>The words of a table of facts.</summary>
    public static PageWords Of(FactTable facts) => Known.GetValue(facts, Make);

    // A project's own facts seldom name continuations. It then shares the words, and with them what is known of referenced assemblies.
    private static PageWords Make(FactTable facts)
    {
        var shipped = FactTable.BuiltIn;
        return facts != shipped && Kinds.All(kind => facts.OfKind(kind).SequenceEqual(shipped.OfKind(kind)))
            ? Known.GetValue(shipped, static shipped => new PageWords(shipped))
            : new PageWords(facts);
    }

    /// <summary>Whether a property of this name may say how to go on.</summary>
    public bool IsOutput(string name) => _outputs.Contains(name) || _outputPatterns.Any(pattern => NamePattern.Fits(pattern, name, out _));

    /// <summary>Whether a property of this name says which page is wanted, or how large one is.</summary>
    public bool IsPageSetting(string name) => _settings.Contains(name);

    /// <summary>Whether a property of this name may hold what says how to go on: <c>response.Metadata</c>.</summary>
    public bool IsHolder(string name) => _holders.Contains(name) || _holderPatterns.Any(pattern => NamePattern.Fits(pattern, name, out _));

    /// <summary>Whether an input of this name may take a token or a position.</summary>
    public bool IsInput(string name) => _inputs.Contains(name);

    /// <summary>Whether a method of this name, of a page itself, may give the next.</summary>
    public bool IsContinuing(string method) => _continuing.Contains(PagedOperations.WithoutAsync(method));

    /// <summary>Whether such a method gives what asks for the next page, and not the page: <c>GetNextPageFilter</c>.</summary>
    public static bool MakesRequest(string method) =>
        method.EndsWith("Filter", StringComparison.Ordinal) || method.EndsWith("Request", StringComparison.Ordinal);

    /// <summary>Whether a method of this name may give the page after the one that an operation gave.</summary>
    public bool Continues(string method, string operation)
    {
        var name = PagedOperations.WithoutAsync(method);
        return name != operation &&
            ContinuingMethods.Any(pattern => pattern.IndexOf('*') < 0 ? pattern == name : NamePattern.With(pattern, operation) == name);
    }
}
