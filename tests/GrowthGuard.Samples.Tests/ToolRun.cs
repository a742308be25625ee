using System.Diagnostics;

namespace GrowthGuard.Samples.Tests;

/// <summary>A run of the tool as a process.</summary>
internal sealed record ToolRun(int ExitCode, string Output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static Task<ToolRun> OfAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        OfAsync(new ProcessStartInfo("dotnet", [Places.Tool, .. arguments]), cancellationToken);

    /// <summary>Likewise, for a process that runs the tool.</summary>
    public static async Task<ToolRun> OfAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        // A build node that stays behind would keep the pipes open, and the run would never seem to end.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new(process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException) when (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{string.Join(' ', start.ArgumentList)}' did not end within {Patience.TotalMinutes} minutes.");
        }
    }
}
