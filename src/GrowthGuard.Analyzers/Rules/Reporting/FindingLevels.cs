using GrowthGuard.Analyzers.Analysis.Invocations;
using GrowthGuard.Analyzers.Analysis.Lifetimes;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Rules.Reporting;

/// <summary>
/// The table of severities: that of a finding on a store in the default mode, by how the store comes to grow and how sure its lifetime is.
/// </summary>
internal static class FindingLevels
{
    private static readonly Dictionary<LifetimeCertainty, DiagnosticSeverity> ByLifetime = new()
    {
        [LifetimeCertainty.Certain] = DiagnosticSeverity.Warning,

        // Which project registers the class, and as what, this compilation does not show.
        [LifetimeCertainty.IfRegistered] = DiagnosticSeverity.Info,
    };

    private static readonly Dictionary<ExitPath, DiagnosticSeverity> ByPath = new()
    {
        // Nothing removes the entries, or every entry depends on code that may not run.
        [ExitPath.None] = DiagnosticSeverity.Warning,

        // A written branch gets past the removal.
        [ExitPath.Branch] = DiagnosticSeverity.Warning,

        // Only what is thrown between adding and removing leaves an entry behind.
        [ExitPath.Exception] = DiagnosticSeverity.Info,
    };

    /// <summary>The severity of a finding where the user's configuration sets none: never more than the rule's own.</summary>
    public static DiagnosticSeverity SeverityOf(DiagnosticDescriptor rule, GrowthVerdict verdict)
    {
        DiagnosticSeverity[] limits = [rule.DefaultSeverity, ByPath[verdict.Skipped?.Path ?? ExitPath.None], ByLifetime[verdict.Lifetime]];
        return limits.Min();
    }

    /// <summary>
    /// The severity of a finding on what an invocation leaves behind. An <c>AsyncLocal</c> flows with the invocation and ends with it,
    /// unless that starts work which goes on.
    /// </summary>
    public static DiagnosticSeverity SeverityOf(DiagnosticDescriptor rule, RetainedState kept) =>
        kept.FlowsWithInvocation ? DiagnosticSeverity.Info : rule.DefaultSeverity;
}
