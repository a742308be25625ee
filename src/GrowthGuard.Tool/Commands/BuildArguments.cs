using System.CommandLine;
using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Tool.Commands;

/// <summary>The part of the command line that says what is built, and how: of all verbs that build.</summary>
internal sealed class BuildArguments
{
    private readonly Argument<string> _path = Arguments.NoOption(new Argument<string>("PATH")
    {
        Description = "Solution, C# project, or a folder that holds one.",
        DefaultValueFactory = _ => ".",
    });

    private readonly Option<string> _mode = Arguments.Choice(
        "--mode",
        "The severities of the rules.",
        "default",
        Arguments.NamesOf<PolicyMode>());
    private readonly Option<string[]> _baseline = Arguments.Files(
        "--baseline",
        "Baseline to use instead of those beside the projects and above them; can be given several times.");
    private readonly Option<bool> _whole = new("--whole")
    {
        Description = "Take what is built for all that a baseline is about: its other lines are out of date."
    };
    private readonly Option<string?> _configuration = new("--configuration", "-c")
    {
        Description = "Build configuration, for example Release.",
        HelpName = "NAME"
    };
    private readonly Option<bool> _noRestore = new("--no-restore") { Description = "Do not restore packages before the build." };
    private readonly Option<string[]> _property = new("--property", "-p")
    {
        Description = "MSBuild property for the build; can be given several times.",
        HelpName = "NAME=VALUE"
    };
    private readonly Option<string> _verbosity = Arguments.Choice(
        "--verbosity",
        "How much is said besides the findings; detailed shows the build's output.",
        "normal",
        Arguments.NamesOf<Verbosity>(),
        "-v");

    public BuildArguments() => _property.Validators.Add(result =>
    {
        if (result.Tokens.FirstOrDefault(token => token.Value.IndexOf('=') < 1) is { } token)
        {
            result.AddError($"'{token.Value}' is not a property: write --property NAME=VALUE.");
        }
    });

    public void AddTo(Command command)
    {
        command.Add(_path);
        command.Add(_mode);
        command.Add(_baseline);
        command.Add(_whole);
        AddBuildTo(command);
    }

    /// <summary>Only how a build is made, for verbs that know by themselves what they build.</summary>
    public void AddBuildTo(Command command)
    {
        foreach (var option in (Option[])[_configuration, _noRestore, _property, _verbosity])
        {
            command.Add(option);
        }
    }

    public CheckOptions Read(ParseResult parsed) => ReadBuild(parsed, parsed.GetRequiredValue(_path)) with
    {
        Mode = Arguments.Value<PolicyMode>(parsed, _mode),
        Baselines = parsed.GetValue(_baseline) ?? [],
        IsWhole = parsed.GetValue(_whole),
    };

    /// <summary>What <see cref="AddBuildTo"/> added.</summary>
    public CheckOptions ReadBuild(ParseResult parsed, string path) => new()
    {
        Path = path,
        Configuration = parsed.GetValue(_configuration),
        NoRestore = parsed.GetValue(_noRestore),
        Properties = parsed.GetValue(_property) ?? [],
        Verbosity = Arguments.Value<Verbosity>(parsed, _verbosity),
    };
}
