namespace GrowthGuard.FixChecker.Checking;

/// <summary>Something that a fix must not do.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Fix">The fix: its provider, key and, for Fix All, scope.</param>
/// <param name="Place">Where it was offered.</param>
/// <param name="Detail">More about it.</param>
internal sealed record Problem(string Kind, string Fix, string Place, string Detail)
{
    public const string NewError = "new error";
    public const string FindingLeft = "finding left";
    public const string NewFinding = "new finding";
    public const string LineEnds = "mixed line ends";
    public const string OneLine = "declarations on one line";
    public const string BlankLines = "blank lines";
    public const string TrailingBlanks = "trailing blanks";
    public const string Lost = "comment or directive lost";
    public const string NoChange = "changes nothing";
    public const string AppliesAgain = "applies again";
    public const string Exception = "exception";
    public const string TimeOut = "time-out";

    public override string ToString() => $"{Place}: {Kind}: {Fix}: {Detail}";
}
