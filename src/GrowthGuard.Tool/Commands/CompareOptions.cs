using GrowthGuard.Tool.Experiments;

namespace GrowthGuard.Tool.Commands;

/// <summary>The settings of <c>growthguard compare</c>.</summary>
/// <param name="Variants">The baseline, and what is compared with it.</param>
/// <param name="Runs">Runs of each.</param>
/// <param name="Cost">What time costs.</param>
/// <param name="Format">Form of the report.</param>
internal sealed record CompareOptions(IReadOnlyList<Variant> Variants, int Runs, RunCost Cost, string Format);
