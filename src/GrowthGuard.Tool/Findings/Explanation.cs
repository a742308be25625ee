using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Tool.Findings;

/// <summary>A rule, and what it reports at a place when one was named.</summary>
internal sealed record Explanation(Rule Rule, ExplainedPlace? Place);

/// <summary>What is reported at a place.</summary>
/// <param name="File">Full path of the file.</param>
/// <param name="Line">The line, from 1; null for the whole file.</param>
/// <param name="Findings">What the rule reports there, suppressed findings too: its own places and those of its evidence count.</param>
/// <param name="InFile">What all rules report in the file.</param>
internal sealed record ExplainedPlace(string File, int? Line, IReadOnlyList<Finding> Findings, IReadOnlyList<Finding> InFile);
