using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Tool.Findings;

/// <summary>What must be known of a class for a finding to be sure.</summary>
/// <param name="Type">Documentation comment id of the class that must be registered as a singleton.</param>
/// <param name="Level">What the finding is worth then.</param>
/// <param name="IsRecordOnly">Whether it is no finding otherwise.</param>
internal sealed record SingletonCondition(string Type, RuleLevel Level, bool IsRecordOnly);
