using System.CommandLine;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Commands;

/// <summary>The part of the command line that says where findings go: of all verbs that report.</summary>
internal sealed class OutputArguments
{
    private readonly Option<string> _format = Arguments.Choice(
        "--format",
        "Form of the findings on standard output.",
        "text",
        [.. FindingFormats.Names]);
    private readonly Option<string?> _sarif = Arguments.File("--sarif", "Write all findings to this file as one SARIF 2.1.0 log.");
    private readonly Option<string?> _summary = Arguments.File(
        "--summary",
        "Append a summary in Markdown to this file, for example $GITHUB_STEP_SUMMARY.");
    private readonly Option<string?> _report = new("--report")
    {
        Description = "Write the findings to this folder as a page with source, calls, and what is new since its last report.",
        HelpName = "FOLDER",
    };

    public void AddTo(Command command)
    {
        command.Add(_format);
        command.Add(_sarif);
        command.Add(_summary);
        command.Add(_report);
    }

    public OutputOptions Read(ParseResult parsed) =>
        new(parsed.GetRequiredValue(_format), parsed.GetValue(_sarif), parsed.GetValue(_summary), parsed.GetValue(_report));
}
