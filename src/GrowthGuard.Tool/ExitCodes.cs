namespace GrowthGuard.Tool;

/// <summary>What the tool's exit codes mean; CI scripts rely on them.</summary>
internal static class ExitCodes
{
    /// <summary>Nothing at warning level or above was found.</summary>
    public const int Clean = 0;

    /// <summary>At least one finding at warning level or above.</summary>
    public const int Violations = 1;

    /// <summary>The command line is wrong, or there is nothing to check at the path.</summary>
    public const int Usage = 2;

    /// <summary>The build or the analysis itself failed, so there is no verdict.</summary>
    public const int BuildFailed = 3;

    /// <summary>The process or service that was asked gave no answer, so there is no result.</summary>
    public const int NoResult = 3;

    /// <summary>Ended by Ctrl+C, as shells report it.</summary>
    public const int Cancelled = 130;
}
