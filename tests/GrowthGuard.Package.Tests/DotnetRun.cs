using System.Diagnostics;
using System.Text.RegularExpressions;

namespace GrowthGuard.Package.Tests;

/// <summary>A run of a command, with all that it printed.</summary>
internal sealed partial record DotnetRun(int ExitCode, string Output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Set by the SDK for the tests that it starts; they would mislead another build.</summary>
    private static readonly string[] VariablesOfTheTestRun =
    [
        "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly"
    ];

    /// <summary>
    /// The diagnostics in the output, each once: <c>file: level ID: message</c>, without places in the file and without the project.
    /// </summary>
    public IReadOnlyList<string> Diagnostics => [.. Output.Split('\n')
        .Select(line => Diagnostic().Match(line))
        .Where(match => match.Success)
        .Select(match => $"{Path.GetFileName(match.Groups["file"].Value.Trim())}: {match.Groups["level"].Value} {match.Groups["id"].Value}")
        .Distinct()
        .Order(StringComparer.Ordinal)];

    public static async Task<DotnetRun> OfAsync(
        string command,
        IEnumerable<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        foreach (var variable in VariablesOfTheTestRun)
        {
            start.Environment.Remove(variable);
        }

        // A build node or server that stays behind would keep the pipes open, and the run would never seem to end.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
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
            throw new TimeoutException($"'{command} {string.Join(' ', arguments)}' did not end within {Patience.TotalMinutes} minutes.");
        }
    }

    /// <summary>The diagnostics of one project of a solution build.</summary>
    public IReadOnlyList<string> DiagnosticsOf(string project) => (this with
    {
        Output = string.Join(
            '\n',
            Output.Split('\n').Where(line => line.Contains($"{Path.DirectorySeparatorChar}{project}.csproj", StringComparison.Ordinal))),
    }).Diagnostics;

    public DotnetRun Succeeded()
    {
        Assert.True(ExitCode == 0, Output);
        return this;
    }

    public DotnetRun Failed()
    {
        Assert.True(ExitCode != 0, Output);
        return this;
    }

    [GeneratedRegex(@"^\s*(?<file>[^(]*?)\s*(\(\d+,\d+\))?\s*:\s+(?<level>warning|error)\s+(?<id>GG\d{4})\s*:")]
    private static partial Regex Diagnostic();
}
