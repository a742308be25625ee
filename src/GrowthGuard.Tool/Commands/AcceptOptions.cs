namespace GrowthGuard.Tool.Commands;

/// <summary>What <c>growthguard baseline accept</c> is asked to accept.</summary>
/// <param name="Only">Rules; all that fail the check when empty.</param>
/// <param name="Reason">What new lines give as a reason.</param>
/// <param name="AllowIncrease">Whether more may be accepted than before in CI.</param>
internal sealed record AcceptOptions(IReadOnlyList<string> Only, string? Reason = null, bool AllowIncrease = false)
{
    /// <summary>What build servers set for what they run.</summary>
    private static readonly string[] Variables = ["CI", "TF_BUILD"];

    /// <summary>Whether a build server runs the tool; tests say so themselves.</summary>
    public bool IsContinuousIntegration { get; init; } =
        Variables.Any(variable => Environment.GetEnvironmentVariable(variable) is { } value &&
            (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase)));
}
