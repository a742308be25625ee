using System.CommandLine;
using GrowthGuard.Analyzers;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Commands;

/// <summary>The command line of <c>growthguard check</c>.</summary>
internal static class CheckCommand
{
    public static Command Create(ToolConsole console)
    {
        var path = new Argument<string>("PATH")
        {
            Description = "Solution, C# project, or a folder that holds one.",
            DefaultValueFactory = _ => ".",
        };
        var mode = Choice<PolicyMode>("--mode", "How loud the rules are.", "default");
        var format = new Option<string>("--format")
        {
            Description = "Form of the findings on standard output.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong([.. FindingFormats.Names]);
        var sarif = new Option<string?>("--sarif") { Description = "Write all findings to this file as one SARIF 2.1.0 log.", HelpName = "FILE" };
        var configuration = new Option<string?>("--configuration", "-c") { Description = "Build configuration, for example Release.", HelpName = "NAME" };
        var noRestore = new Option<bool>("--no-restore") { Description = "Do not restore packages before the build." };
        var property = new Option<string[]>("--property", "-p") { Description = "MSBuild property for the build; can be given several times.", HelpName = "NAME=VALUE" };
        property.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.IndexOf('=') < 1) is { } token)
            {
                result.AddError($"'{token.Value}' is not a property: write --property NAME=VALUE.");
            }
        });
        var verbosity = Choice<Verbosity>("--verbosity", "How much is said besides the findings; detailed shows the build's output.", "normal");

        var command = new Command("check", "Builds with the GrowthGuard analyzers injected and reports what grows without a bound.")
        {
            path, mode, format, sarif, configuration, noRestore, property, verbosity,
        };
        command.SetAction((parsed, cancellation) => new CheckRun(
            new CheckOptions
            {
                Path = parsed.GetRequiredValue(path),
                Mode = Value<PolicyMode>(parsed, mode),
                Format = parsed.GetRequiredValue(format),
                SarifFile = parsed.GetValue(sarif),
                Configuration = parsed.GetValue(configuration),
                NoRestore = parsed.GetValue(noRestore),
                Properties = parsed.GetValue(property) ?? [],
                Verbosity = Value<Verbosity>(parsed, verbosity),
            },
            console).RunAsync(cancellation));
        return command;
    }

    /// <summary>An option whose values are an enumeration's names in lower case; as text, so that a wrong one is answered with the list.</summary>
    private static Option<string> Choice<T>(string name, string description, string fallback)
        where T : struct, Enum
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => fallback };
        option.AcceptOnlyFromAmong([.. Enum.GetNames<T>().Select(value => value.ToLowerInvariant())]);
        return option;
    }

    private static T Value<T>(ParseResult parsed, Option<string> option)
        where T : struct, Enum => Enum.Parse<T>(parsed.GetRequiredValue(option), ignoreCase: true);
}
