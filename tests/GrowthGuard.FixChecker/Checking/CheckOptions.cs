namespace GrowthGuard.FixChecker.Checking;

/// <summary>How much is checked.</summary>
/// <param name="TimeOut">How long a fix may take.</param>
/// <param name="PerRule">Of how many findings of a rule in a project the fixes are applied.</param>
internal sealed record CheckOptions(TimeSpan TimeOut, int PerRule);
