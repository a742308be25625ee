namespace GrowthGuard.Diagnostics.Processes;

/// <summary>What is known about figures.</summary>
internal static class ProcessFigures
{
    /// <summary>The value of a figure that the system does not have.</summary>
    public const long Unknown = -1;

    /// <summary>How many there are.</summary>
    public const int Count = (int)ProcessFigure.Handles + 1;
}
