using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Tool.Commands;

/// <summary>What <c>growthguard explain</c> is to explain.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Place">A file, or a line of it as <c>FILE:LINE</c>; null for the rule's page.</param>
/// <param name="Format">Form on standard output.</param>
/// <param name="Build">How the project of the file is built. Its path and mode are not used.</param>
internal sealed record ExplainOptions(Rule Rule, string? Place, string Format, CheckOptions Build);
