namespace GrowthGuard.Analyzers.Catalog;

/// <summary>
/// Keys of <see cref="Microsoft.CodeAnalysis.Diagnostic.Properties"/>: what the analyzer found, for code fixes and for the tool,
/// which must not find it again.
/// </summary>
public static class DiagnosticPropertyNames
{
    /// <summary>
    /// What takes the continuation tokens: <c>Request</c>, <c>Receiver</c>, <c>Argument</c> or <c>Method</c>; absent when no token does,
    /// but a position or a number.
    /// </summary>
    public const string PageInput = "growthguard.pageInput";

    /// <summary>Documentation comment id of the store, for example <c>F:Shop.PriceCache._prices</c>.</summary>
    public const string Symbol = "growthguard.symbol";

    /// <summary>Name of the member that tells the store's size (<c>Count</c> or <c>Length</c>); absent when it has none.</summary>
    public const string CountMember = "growthguard.countMember";

    /// <summary>Name of the method that empties the store (<c>Clear</c>); absent when it has none.</summary>
    public const string ClearMember = "growthguard.clearMember";

    /// <summary>Documentation comment id of the only method that uses the store; absent when several members do.</summary>
    public const string OnlyUser = "growthguard.onlyUser";

    /// <summary>
    /// The limit that the code compares the store's size with, as it can be written beside the store: a constant's name or a number.
    /// </summary>
    public const string Limit = "growthguard.limit";

    /// <summary>
    /// The continuation tokens of a paged operation, as <c>Output=Input</c> pairs with blanks between them; of a batch, its remainder.
    /// </summary>
    public const string Tokens = "growthguard.tokens";

    /// <summary>Name of the property of a response that says whether there are more pages; absent when it has none.</summary>
    public const string MoreFlag = "growthguard.moreFlag";

    /// <summary>
    /// Present when the finding is information although its rule warns, as by itself only an exception makes it one.
    /// </summary>
    public const string IsInformation = "growthguard.isInformation";

    /// <summary>
    /// The calls that lead from the handler to where the store grows, one to a line, as <c>Shop.Save (Shop.cs:12)</c>; absent when no
    /// handler is seen to get there.
    /// </summary>
    public const string CallChain = "growthguard.callChain";

    /// <summary>
    /// Documentation comment id of the class that another project must register as a singleton for the finding to be more than information.
    /// </summary>
    public const string IfSingleton = "growthguard.ifSingleton";

    /// <summary>Which of a rule's problems it is, where the rule has several.</summary>
    public const string Problem = "growthguard.problem";

    /// <summary>The problem of a documented bound whose reason is still to be written.</summary>
    public const string Placeholder = "Placeholder";
}
