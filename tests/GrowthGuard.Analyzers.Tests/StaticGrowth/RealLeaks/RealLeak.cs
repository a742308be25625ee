namespace GrowthGuard.Analyzers.Tests.StaticGrowth.RealLeaks;

/// <summary>
/// A leak that was fixed in a public repository, told again in a few lines of our own; <c>docs/real-leaks.md</c> has the links.
/// </summary>
/// <param name="Before">The shape that leaked, with the finding as markup.</param>
/// <param name="After">The shape of the fix, on which every rule is silent.</param>
public sealed record RealLeak(string Before, string After);
