using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;

namespace GrowthGuard.Testing.Hosting;

/// <summary>The process that is measured: a child, or this one.</summary>
internal interface ISubject : IAsyncDisposable
{
    /// <summary>The tested assembly; empty when it has no file.</summary>
    string AssemblyFile { get; }

    /// <summary>The process, when its heap can be read from here; null when it is this one, or not started.</summary>
    int? ProcessId { get; }

    /// <summary>Makes the scenario and says where it runs.</summary>
    Task<RunEnvironment> StartAsync(CancellationToken cancellation);

    /// <summary>Invokes the scenario so many times, then reads everything.</summary>
    /// <param name="count">How many invocations; 0 to read only.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<BatchReport> RunAsync(int count, CancellationToken cancellation);

    /// <summary>Makes sure that what grew has grown by what the scenario did, before anybody is told.</summary>
    /// <param name="grown">Places of the roots that grew.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="MemoryRunException">Others work in the same process.</exception>
    Task ConfirmAloneAsync(IReadOnlyList<int> grown, CancellationToken cancellation);

    /// <summary>Finds out more about roots that grew.</summary>
    /// <param name="roots">Their places among the roots that were told.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The same roots, in the same order.</returns>
    Task<IReadOnlyList<CensusRoot>> DescribeAsync(IReadOnlyList<int> roots, CancellationToken cancellation);

    /// <summary>Asks the allocator to give back what it keeps. Changes the subject, so it comes last.</summary>
    /// <returns>The bytes of private memory that were given back; null where the allocator cannot be asked.</returns>
    Task<long?> TrimAsync(CancellationToken cancellation);

    /// <summary>Tears the scenario down.</summary>
    Task FinishAsync(CancellationToken cancellation);

    /// <summary>The last lines that the subject wrote to its standard output and error.</summary>
    IReadOnlyList<string> OutputTail { get; }
}
