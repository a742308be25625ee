namespace GrowthGuard.Diagnostics.Processes;

/// <summary>A figure that an operating system has of a process; memory in bytes.</summary>
internal enum ProcessFigure
{
    /// <summary>Resident memory in all.</summary>
    Resident,

    /// <summary>The highest resident memory so far.</summary>
    PeakResident,

    /// <summary>Resident memory that belongs to no file.</summary>
    Anonymous,

    /// <summary>
    /// Private memory: on Linux resident anonymous memory and what of it is swapped out, on Windows private usage, on macOS the physical
    /// footprint.
    /// </summary>
    Private,

    /// <summary>Resident memory that is not private: mapped files and shared memory.</summary>
    Mapped,

    /// <summary>What is swapped out.</summary>
    Swapped,

    /// <summary>Address space in use.</summary>
    VirtualSize,

    /// <summary>The largest address space so far.</summary>
    PeakVirtualSize,

    /// <summary>Private writable address space.</summary>
    Data,

    /// <summary>Threads.</summary>
    Threads,

    /// <summary>Open file descriptors or handles.</summary>
    Handles,
}
