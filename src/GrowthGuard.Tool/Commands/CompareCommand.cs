using System.CommandLine;
using GrowthGuard.Tool.Experiments;
using GrowthGuard.Tool.Loading;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Commands;

/// <summary>The command line of <c>growthguard compare</c>, which puts variants of a server under the same load and says which one isolates the growth.</summary>
internal static class CompareCommand
{
    private const int UsualRuns = 3;

    public static Command Create(ToolConsole console)
    {
        var load = new Command("load", "Puts a server under the same load under each variant, in turn and in a new process each time.");
        var arguments = new LoadArguments();
        var variants = new Option<string[]>("--variant") { Description = "What to change: NAME:KEY=VALUE, with commas between several. Keys are variables of the environment, allocator (glibc, jemalloc, mimalloc), arenas and workers.", HelpName = "NAME:KEY=VALUE" };
        var runs = new Option<string?>("--runs") { Description = $"Runs of each variant; by default {UsualRuns}.", HelpName = "N" };
        runs.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && LoadSetting.Count(token.Value) is < 1 or > 1000)
            {
                result.AddError($"'{token.Value}' is not a value of --runs: write a whole number above 0.");
            }
        });
        var format = Arguments.Choice("--format", "Form of the report on standard output.", CompareFormat.Text, [.. CompareFormat.Names]);
        arguments.AddTo(load);
        load.Add(variants);
        load.Add(runs);
        load.Add(format);
        load.SetAction((parsed, cancellation) => new CompareRun(
            arguments.Read(parsed),
            VariantsOf(parsed.GetValue(variants) ?? []),
            parsed.GetValue(runs) is { } text ? LoadSetting.Count(text) : UsualRuns,
            parsed.GetRequiredValue(format),
            console).RunAsync(cancellation));
        return new Command("compare", "Runs the same under variants, and says which one isolates the growth.") { load };
    }

    private static IReadOnlyList<Variant> VariantsOf(string[] texts)
    {
        Variant[] variants = [Variant.Baseline, .. texts.Select(Variant.Parse)];
        return variants.Length == 1
            ? throw ToolException.Usage("There is nothing to compare: give --variant NAME:KEY=VALUE.")
            : variants.GroupBy(variant => variant.Name).FirstOrDefault(same => same.Count() > 1) is { Key: var name }
                ? throw ToolException.Usage($"Two variants are called '{name}'{(name == Variant.Baseline.Name ? ", which is what runs without a change are called" : "")}.")
                : variants;
    }
}
