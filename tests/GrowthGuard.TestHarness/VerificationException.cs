namespace GrowthGuard.TestHarness;

/// <summary>What was found is not what the test expected. Its message is the report.</summary>
public sealed class VerificationException : Exception
{
    /// <summary>Creates the exception with the report.</summary>
    public VerificationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the report and what caused the failure.</summary>
    public VerificationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
