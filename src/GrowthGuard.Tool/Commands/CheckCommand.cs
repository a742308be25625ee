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
        // The parser takes an option that it does not know for a path.
        path.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] } token])
            {
                result.AddError($"There is no option '{token.Value}'.");
            }
        });
        var mode = Choice("--mode", "How loud the rules are.", "default", NamesOf<PolicyMode>());
        var format = Choice("--format", "Form of the findings on standard output.", "text", [.. FindingFormats.Names]);
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
        var verbosity = Choice("--verbosity", "How much is said besides the findings; detailed shows the build's output.", "normal", NamesOf<Verbosity>());

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

    /// <summary>An option with fixed values; as text, so that a wrong one is answered with the list.</summary>
    private static Option<string> Choice(string name, string description, string fallback, string[] values)
    {
        var option = new Option<string>(name) { Description = description, HelpName = string.Join('|', values), DefaultValueFactory = _ => fallback };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !values.Contains(token.Value))
            {
                result.AddError($"'{token.Value}' is not a value of {name}: choose one of {string.Join(", ", values)}.");
            }
        });
        return option;
    }

    private static string[] NamesOf<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];

    private static T Value<T>(ParseResult parsed, Option<string> option)
        where T : struct, Enum => Enum.Parse<T>(parsed.GetRequiredValue(option), ignoreCase: true);
}
