using GrowthGuard.TestHarness;

namespace GrowthGuard.Analyzers.Tests.CodeFixes;

/// <summary>How far Fix All goes.</summary>
internal static class FixScopes
{
    /// <summary>Fixes that decide something for the author work in one file at a time.</summary>
    public const CodeFixTestBehaviors OneFile = CodeFixTestBehaviors.SkipFixAllInProjectCheck |
        CodeFixTestBehaviors.SkipFixAllInSolutionCheck;
}
