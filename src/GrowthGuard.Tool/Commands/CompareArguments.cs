using System.CommandLine;
using System.Globalization;
using GrowthGuard.Tool.Experiments;
using GrowthGuard.Tool.Loading;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Commands;

/// <summary>The part of the command line that says what is compared with what.</summary>
internal sealed class CompareArguments
{
    private const int UsualRuns = 3;

    private readonly Option<string[]> _variants = new("--variant")
    {
        Description =
            "What to change: NAME:KEY=VALUE, with commas between several. Keys are variables of the environment, allocator (glibc, " +
            "jemalloc, mimalloc), arenas, workers, configuration, and settings of the runtime (System.GC.Concurrent).",
        HelpName = "NAME:KEY=VALUE"
    };
    private readonly Option<string?> _runs = Arguments.Checked(
        "--runs", $"Runs of each variant; by default {UsualRuns}.", "N",
        text => LoadSetting.Count(text) is >= 1 and <= 1000, "a whole number above 0");
    private readonly Option<string?> _memory = Arguments.Checked(
        "--memory", $"Megabytes that are paid for, for the cost per million; by default {RunCost.UsualMegabytes}.", "MB",
        text => LoadSetting.Count(text) > 0, "a whole number above 0");
    private readonly Option<string?> _price = Arguments.Checked(
        "--price", "US dollars for a gigabyte and second, for the cost per million; by default that of AWS Lambda.", "USD",
        text => LoadSetting.Seconds(text) > 0, "a number above 0, such as 0.0000166667");
    private readonly Option<string> _format = Arguments.Choice(
        "--format",
        "Form of the report on standard output.",
        CompareFormat.Text,
        [.. CompareFormat.Names]);

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_variants, _runs, _memory, _price, _format])
        {
            command.Add(option);
        }
    }

    /// <exception cref="ToolException">What was typed is wrong.</exception>
    public CompareOptions Read(ParseResult parsed) => new(
        VariantsOf(parsed.GetValue(_variants) ?? []),
        parsed.GetValue(_runs) is { } runs ? LoadSetting.Count(runs) : UsualRuns,
        new RunCost(
            parsed.GetValue(_memory) is { } memory ? int.Parse(memory, CultureInfo.InvariantCulture) : RunCost.UsualMegabytes,
            parsed.GetValue(_price) is { } price ? LoadSetting.Seconds(price) : null),
        parsed.GetRequiredValue(_format));

    private static IReadOnlyList<Variant> VariantsOf(string[] texts)
    {
        Variant[] variants = [Variant.Baseline, .. texts.Select(Variant.Parse)];
        return variants.Length == 1
            ? throw ToolException.Usage("There is nothing to compare: give --variant NAME:KEY=VALUE.")
            : variants.GroupBy(variant => variant.Name).FirstOrDefault(same => same.Count() > 1) is { Key: var name }
                ? throw ToolException.Usage(
                    $"Two variants are called '{name}'{(name == Variant.Baseline.Name ? ", which is what runs without a change are called" : "")}.")
                : variants;
    }
}
