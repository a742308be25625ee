using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Catalog;

/// <summary>How loud a rule is in a mode.</summary>
public enum RuleLevel
{
    /// <summary>Not reported.</summary>
    Off,

    /// <summary>Reported as information; never fails a build.</summary>
    Info,

    /// <summary>Reported as a warning.</summary>
    Warning,

    /// <summary>Reported as an error: fails the build.</summary>
    Error,
}
