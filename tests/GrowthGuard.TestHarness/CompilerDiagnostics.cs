namespace GrowthGuard.TestHarness;

/// <summary>Which diagnostics of the compiler a test must expect.</summary>
public enum CompilerDiagnostics
{
    /// <summary>None: the sources need not compile.</summary>
    None,

    /// <summary>Errors.</summary>
    Errors,

    /// <summary>Errors and warnings.</summary>
    Warnings,

    /// <summary>Errors, warnings and information.</summary>
    Suggestions,

    /// <summary>All, hidden ones too.</summary>
    All,
}
