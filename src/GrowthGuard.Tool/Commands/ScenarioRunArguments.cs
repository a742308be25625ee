using System.CommandLine;
using System.Globalization;

namespace GrowthGuard.Tool.Commands;

/// <summary>The part of the command line that says how scenarios are run and judged.</summary>
internal sealed class ScenarioRunArguments
{
    private readonly Option<string?> _budget = Count(
        "--budget",
        "Invocations within which memory must be proven flat; as many again confirm a leak. By default 1000.");
    private readonly Option<string?> _confirm = Count("--confirm", "Invocations that confirm a leak; as many as the budget by default.");
    private readonly Option<string?> _allowHeap = Amount("--allow-heap", "Managed bytes per invocation that are allowed; by default 16.");
    private readonly Option<string?> _allowRss = Amount("--allow-rss", "Private bytes per invocation that are allowed; by default 64.");
    private readonly Option<string[]> _ignore = new("--ignore")
    {
        Description = "Name of a root that is not counted, with * for any text; can be given several times.",
        HelpName = "NAME"
    };
    private readonly Option<string[]> _environment = new("--environment", "-e")
    {
        Description = "Environment variable of the process; can be given several times.",
        HelpName = "NAME=VALUE"
    };

    public ScenarioRunArguments() => _environment.Validators.Add(result =>
    {
        if (result.Tokens.FirstOrDefault(token => token.Value.IndexOf('=') < 1) is { } token)
        {
            result.AddError($"'{token.Value}' is not a variable: write --environment NAME=VALUE.");
        }
    });

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_budget, _confirm, _allowHeap, _allowRss, _ignore, _environment])
        {
            command.Add(option);
        }
    }

    public ScenarioRunOptions Read(ParseResult parsed) => new()
    {
        Budget = CountOf(parsed.GetValue(_budget)),
        Confirm = CountOf(parsed.GetValue(_confirm)),
        AllowHeap = AmountOf(parsed.GetValue(_allowHeap)),
        AllowRss = AmountOf(parsed.GetValue(_allowRss)),
        Ignore = parsed.GetValue(_ignore) ?? [],
        Environment = parsed.GetValue(_environment) ?? [],
    };

    private static int? CountOf(string? text) => text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);

    private static double? AmountOf(string? text) => text is null ? null : double.Parse(text, CultureInfo.InvariantCulture);

    private static Option<string?> Count(string name, string description) => Arguments.Checked(name, description, "N", text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0, "a whole number above 0");

    private static Option<string?> Amount(string name, string description) => Arguments.Checked(name, description, "BYTES", text =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) &&
        amount > 0, "a number above 0");
}
