namespace GrowthGuard.Diagnostics;

/// <summary>What the operating system knows of the process, in bytes. A figure that the system does not have is null.</summary>
public sealed record ProcessReading
{
    /// <summary>Resident memory: the pages that are in memory now (VmRSS).</summary>
    public long? Rss { get; init; }

    /// <summary>The part of resident memory that belongs to no file: heaps and stacks (RssAnon).</summary>
    public long? RssAnon { get; init; }

    /// <summary>The highest resident memory so far (VmHWM, the high-water mark).</summary>
    public long? VmHwm { get; init; }

    /// <summary>Address space in use, whether or not there is memory behind it (VmSize).</summary>
    public long? VmSize { get; init; }

    /// <summary>The highest address space so far (VmPeak).</summary>
    public long? VmPeak { get; init; }

    /// <summary>Private writable address space: heaps and data (VmData).</summary>
    public long? VmData { get; init; }

    /// <summary>What is swapped out (VmSwap).</summary>
    public long? Swap { get; init; }

    /// <summary>The limits of the container; null when the system has no control groups.</summary>
    public ControlGroupReading? ControlGroup { get; init; }
}

/// <summary>The memory limit of the control group that the process runs in, and its use.</summary>
public sealed record ControlGroupReading
{
    /// <summary>The version of the interface, 1 or 2.</summary>
    public required int Version { get; init; }

    /// <summary>The lowest limit of the group and those above it, in bytes; null when there is none.</summary>
    public long? Limit { get; init; }

    /// <summary>What all processes of the group use, in bytes, caches of files included; null when it cannot be read.</summary>
    public long? Usage { get; init; }
}
