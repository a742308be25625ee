using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Catalog;

/// <summary>
/// What a compilation writes into its log for a check of the whole solution: what one project registers, another defines. It is no finding,
/// and is written only where a log is.
/// </summary>
public static class SolutionRecord
{
    /// <summary>The id of every record.</summary>
    public const string Id = "GG0001";

    /// <summary>
    /// Property: which classes of other assemblies a file registers, one a line, as <c>singleton</c> or <c>other</c>, the name of the
    /// registering assembly and the documentation comment id of the class, with blanks between them.
    /// </summary>
    public const string Registrations = "growthguard.registrations";

    /// <summary>Property: the rule that reports what the message says, if the class is a singleton.</summary>
    public const string Rule = "growthguard.rule";

    /// <summary>How a message says that it holds only if the class named before is a singleton.</summary>
    public const string Condition = ", if that is registered as a singleton,";

    /// <summary>What begins the line of a class that is registered as a singleton.</summary>
    public const string Singleton = "singleton";

    /// <summary>What begins the line of a class that is made for each scope or each use.</summary>
    public const string Other = "other";

    // It is no rule, so that it has no page, no level and no release.
#pragma warning disable RS2000
    /// <summary>The descriptor of every record. No configuration makes an error of it.</summary>
    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Record for a check of the whole solution",
        "{0}",
        "GrowthGuard.Policy",
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "What one project registers, another defines. This says what 'growthguard check' and 'growthguard gate' need to see both.",
        helpLinkUri: null,
        WellKnownDiagnosticTags.NotConfigurable);
#pragma warning restore RS2000
}
