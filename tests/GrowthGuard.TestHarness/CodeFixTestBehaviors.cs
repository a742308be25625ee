namespace GrowthGuard.TestHarness;

/// <summary>Checks of a code fix that a test leaves out.</summary>
[Flags]
public enum CodeFixTestBehaviors
{
    /// <summary>Every check is made.</summary>
    None = 0,

    /// <summary>The fix is applied to the first diagnostic only.</summary>
    FixOne = 1,

    /// <summary>Fix All is not checked in a document.</summary>
    SkipFixAllInDocumentCheck = 2,

    /// <summary>Fix All is not checked in a project.</summary>
    SkipFixAllInProjectCheck = 4,

    /// <summary>Fix All is not checked in the solution.</summary>
    SkipFixAllInSolutionCheck = 8,

    /// <summary>Fix All is not checked.</summary>
    SkipFixAllCheck = SkipFixAllInDocumentCheck | SkipFixAllInProjectCheck | SkipFixAllInSolutionCheck,
}
