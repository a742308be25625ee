using System.Diagnostics;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace GrowthGuard.Samples.Tests;

/// <summary>Executes the shell steps of the GitHub action, as a runner does, with what a runner gives them.</summary>
/// <param name="ExitCode">That of the last step that ran.</param>
/// <param name="Output">What the steps wrote to both streams.</param>
/// <param name="Outputs">Outputs of the steps, by <c>steps.ID.outputs.NAME</c>.</param>
/// <param name="Summary">The job's summary.</param>
internal sealed partial record ActionRun(int ExitCode, string Output, IReadOnlyDictionary<string, string> Outputs, string Summary)
{
    /// <summary>Runs the action in the repository with these inputs; what it downloads, it is given by the input <c>tool</c>.</summary>
    public static Task<ActionRun> OfAsync(
        string temporary,
        CancellationToken cancellationToken,
        params (string Name, string Value)[] inputs) =>
        OfAsync(temporary, uploadFails: false, cancellationToken, inputs);

    /// <summary>The same, where the upload to code scanning may fail.</summary>
    public static async Task<ActionRun> OfAsync(
        string temporary,
        bool uploadFails,
        CancellationToken cancellationToken,
        params (string Name, string Value)[] inputs)
    {
        var action = Load();
        var values = ((YamlMappingNode)action["inputs"]).ToDictionary(
            input => $"inputs.{input.Key}",
            input => ((YamlMappingNode)input.Value).Children.TryGetValue("default", out var value) ? $"{value}" : "");
        foreach (var (name, value) in inputs.Prepend(("tool", $"dotnet \"{Places.Tool}\"")))
        {
            Assert.True(values.ContainsKey($"inputs.{name}"), $"The action has no input '{name}'.");
            values[$"inputs.{name}"] = value;
        }

        var (output, summary) = (Path.Combine(temporary, "output"), Path.Combine(temporary, "summary.md"));
        await File.WriteAllTextAsync(summary, "", cancellationToken);
        var said = "";
        var outputs = new Dictionary<string, string>();
        var exitCode = 0;
        foreach (var step in ((YamlSequenceNode)action["runs"]["steps"]).Cast<YamlMappingNode>())
        {
            if (step.Children.ContainsKey("uses"))
            {
                outputs[$"steps.{step["id"]}.outcome"] = uploadFails ? "failure" : "success";
                if (uploadFails && !(step.Children.TryGetValue("continue-on-error", out var goesOn) && $"{goesOn}" == "true"))
                {
                    exitCode = 1;
                    break;
                }

                continue;
            }

            if (!Applies(step, values, outputs))
            {
                continue;
            }

            await File.WriteAllTextAsync(output, "", cancellationToken);
            var script = Path.Combine(temporary, "step.sh");
            await File.WriteAllTextAsync(script, $"{step["run"]}", cancellationToken);
            var environment = (step.Children.TryGetValue("env", out var env) ? (YamlMappingNode)env : []).ToDictionary(
                row => $"{row.Key}",
                row => Expand($"{row.Value}", values, outputs));
            environment["RUNNER_TEMP"] = temporary;
            environment["GITHUB_OUTPUT"] = output;
            environment["GITHUB_STEP_SUMMARY"] = summary;
            var run = await RunAsync(script, environment, cancellationToken);
            (exitCode, said) = (run.ExitCode, said + run.Output);
            foreach (var pair in (await File.ReadAllLinesAsync(output, cancellationToken)).Select(line => line.Split('=', 2)))
            {
                outputs[$"steps.{step["id"]}.outputs.{pair[0]}"] = pair[1];
            }

            if (exitCode != 0)
            {
                break;
            }
        }

        return new(exitCode, said, outputs, await File.ReadAllTextAsync(summary, cancellationToken));
    }

    /// <summary>Whether a step runs: its condition, if it has one, compares a value with a text.</summary>
    private static bool Applies(YamlMappingNode step, Dictionary<string, string> inputs, Dictionary<string, string> outputs)
    {
        if (!step.Children.TryGetValue("if", out var condition))
        {
            return true;
        }

        var match = Condition().Match($"{condition}");
        Assert.True(match.Success, $"The condition '{condition}' is not one that this test can judge.");
        return Expand($"${{{{ {match.Groups["name"]} }}}}", inputs, outputs) == match.Groups["text"].Value;
    }

    private static YamlMappingNode Load()
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(Path.Combine(Places.Repository, ".github/actions/growthguard/action.yml"));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static string Expand(string text, Dictionary<string, string> inputs, Dictionary<string, string> outputs) =>
        Expression().Replace(text, match =>
            inputs.TryGetValue(match.Groups["name"].Value, out var value) || outputs.TryGetValue(match.Groups["name"].Value, out value)
                ? value
                : throw new InvalidOperationException($"Nothing gives '{match.Value}' a value."));

    private static async Task<ToolRun> RunAsync(
        string script,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken)
    {
        var bash = OperatingSystem.IsWindows() ? @"C:\Program Files\Git\bin\bash.exe" : "bash";
        var start = new ProcessStartInfo(
            bash,
            ["--noprofile", "--norc", "-eo", "pipefail", script]) { WorkingDirectory = Places.Repository };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return await ToolRun.OfAsync(start, cancellationToken);
    }

    [GeneratedRegex(@"^(?<name>[\w.-]+) == '(?<text>[^']*)'$")]
    private static partial Regex Condition();

    [GeneratedRegex(@"\$\{\{\s*(?<name>[\w.-]+)\s*\}\}")]
    private static partial Regex Expression();
}
