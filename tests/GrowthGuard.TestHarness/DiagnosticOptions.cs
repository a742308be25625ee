namespace GrowthGuard.TestHarness;

/// <summary>What is compared of a diagnostic, beyond the default.</summary>
[Flags]
public enum DiagnosticOptions
{
    /// <summary>Additional locations are compared when the expected result names any.</summary>
    None = 0,

    /// <summary>Additional locations are not compared.</summary>
    IgnoreAdditionalLocations = 1,

    /// <summary>Additional locations are compared even when the expected result names none: then there must be none.</summary>
    ExactAdditionalLocations = 2,

    /// <summary>The severity is not compared.</summary>
    IgnoreSeverity = 4,
}
