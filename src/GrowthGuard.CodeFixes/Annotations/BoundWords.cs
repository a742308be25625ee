namespace GrowthGuard.CodeFixes.Annotations;

/// <summary>What is said of a bound, in the form of an attribute and in that of a comment.</summary>
/// <param name="kind">The attribute.</param>
/// <param name="number">How large the store may be; <see langword="null"/> where only a reason is given.</param>
/// <param name="reason">What keeps the store that small, or why nothing does.</param>
/// <param name="constant">A constant that holds the number, which an attribute names in its place.</param>
internal sealed class BoundWords(AnnotationKind kind, string? number, string? reason, string? constant = null)
{
    /// <summary>The reason of a bound, for the author to write.</summary>
    public const string BoundedPlaceholder = "TODO: say what keeps it small";

    /// <summary>The reason why a store has no bound, for the author to write.</summary>
    public const string UnboundedPlaceholder = "TODO: say why growth without a bound is fine here";

    public AnnotationKind Kind => kind;

    /// <summary>The same with the reason cut out, as a title has room for it.</summary>
    public BoundWords Abridged => new(kind, number, reason is null ? null : "…", constant);

    /// <summary><c>[Bounded(1000, By = "reason")]</c>.</summary>
    public string Attribute => $"[{kind.ShortName}{Arguments}]";

    /// <summary><c>(1000, By = "reason")</c>.</summary>
    public string Arguments => $"({string.Join(", ", new[] { constant ?? number, ReasonArgument }.Where(part => part is not null))})";

    /// <summary><c>bound: 1000 (reason)</c>.</summary>
    public string Comment => "bound: " + (Head is null ? reason : Remark is null ? Head : $"{Head} ({Remark})");

    private string? ReasonArgument => reason is null ? null : kind == AnnotationKind.Unbounded ? $"\"{reason}\"" : $"By = \"{reason}\"";

    private string? Head => kind == AnnotationKind.Unbounded ? "unbounded" : number;

    private string? Remark => reason ?? constant;
}
