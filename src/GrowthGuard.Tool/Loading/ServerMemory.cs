using GrowthGuard.Diagnostics.Processes;
using GrowthGuard.Testing;
using GrowthGuard.Testing.Measuring;
using Microsoft.Diagnostics.NETCore.Client;

namespace GrowthGuard.Tool.Loading;

/// <summary>
/// Reads the memory of a process and its children, by the readers of the test kit. The managed heaps are collected first.
/// </summary>
/// <param name="process">The id of the process.</param>
internal sealed class ServerMemory(int process)
{
    /// <exception cref="ToolException">The process has ended, or cannot be read.</exception>
    public async Task<MemoryReading> ReadAsync(CancellationToken cancellation)
    {
        var family = ProcessTree.Read().Family(process);
        var (heap, free) = (0L, 0L);
        var isManaged = false;
        foreach (var managed in DiagnosticsClient.GetPublishedProcesses().Intersect(family).ToList())
        {
            if (await ManagedHeap.CollectAsync(managed, cancellation) is { } read)
            {
                (heap, free, isManaged) = (heap + read.Size, free + Math.Max(0, read.Committed - read.Size), true);
            }
        }

        var sum = new long[ProcessFigures.Count];
        foreach (var member in family)
        {
            Add(sum, member);
        }

        return sum[(int)ProcessFigure.Resident] > 0
            ? new MemoryReading(sum, isManaged ? heap : Sample.Unknown, free)
            : throw new ToolException(ExitCodes.NoResult, $"The memory of process {process} cannot be read: it has ended.");
    }

    /// <summary>A child may end at any time; it then has no memory.</summary>
    private void Add(long[] sum, int member)
    {
        Span<long> figures = stackalloc long[ProcessFigures.Count];
        try
        {
            using var reader = new LinuxProcessReader(exact: true, member);
            reader.Read(figures);
        }
        catch (UnauthorizedAccessException e) when (member == process)
        {
            throw new ToolException(
                ExitCodes.NoResult,
                $"The memory of process {process} cannot be read: {e.Message} Run as the user who owns the process.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }

        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += Math.Max(0, figures[i]);
        }
    }
}
