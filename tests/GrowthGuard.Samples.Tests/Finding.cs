namespace GrowthGuard.Samples.Tests;

/// <summary>A finding without its line, so that the sample can be edited.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="File">Path from the folder of the sample.</param>
/// <param name="Symbol">Documentation comment id of what was reported.</param>
internal sealed record Finding(string Rule, string File, string Symbol)
{
    public override string ToString() => $"{Rule} {File} {Symbol}";
}
