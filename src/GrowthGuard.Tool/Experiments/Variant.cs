using System.Text.RegularExpressions;
using GrowthGuard.Tool.Loading;

namespace GrowthGuard.Tool.Experiments;

/// <summary>What is different in one of the compared runs.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Environment">Variables of the server's process.</param>
/// <param name="Workers">Requests at the same time; null for as many as otherwise.</param>
/// <param name="Allocator">The allocator that is put in place; null for none.</param>
/// <param name="Configuration">Of the build; null for the usual one.</param>
internal sealed partial record Variant(
    string Name,
    IReadOnlyDictionary<string, string> Environment,
    string? Workers = null,
    Allocator? Allocator = null,
    string? Configuration = null)
{
    private const string Form = "Write --variant NAME:KEY=VALUE, as resolver:Toggles__resolver=true or small:allocator=jemalloc,workers=2.";

    /// <summary>Settings of the runtime's configuration.</summary>
    public IReadOnlyDictionary<string, string> Knobs { get; private init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether nothing but the allocator differs, or a setting of it (<c>arenas</c>, <c>MALLOC_CONF</c>): what no longer grows then was
    /// freed.
    /// </summary>
    public bool ChangesOnlyTheAllocator =>
        (Allocator is not null || Environment.Count > 0) && Workers is null && Configuration is null && Knobs.Count == 0 &&
        Environment.Keys.All(static name =>
            name.StartsWith("MALLOC_", StringComparison.Ordinal) || name.StartsWith("MIMALLOC_", StringComparison.Ordinal));

    /// <summary>The runs in which nothing is changed.</summary>
    public static Variant Baseline { get; } = new("baseline", new Dictionary<string, string>());

    /// <summary>Why it cannot be run here; null when it can.</summary>
    /// <param name="root">The root of the file system.</param>
    public string? Missing(string root = "/") => Allocator is { Library: not null } allocator && allocator.Find(root) is null
        ? $"{allocator.Name} is not installed: apt-get install {allocator.Package}"
        : null;

    /// <summary>The variables with which the server is started.</summary>
    public IReadOnlyDictionary<string, string> VariablesWith(string root = "/") => Allocator is { Library: not null } allocator
        ? new Dictionary<string, string>(Environment) { ["LD_PRELOAD"] = allocator.Find(root)! }
        : Environment;

    /// <exception cref="ToolException">The text is no variant.</exception>
    public static Variant Parse(string text)
    {
        if (Whole().Match(text) is not { Success: true } match)
        {
            throw ToolException.Usage($"'{text}' is no variant. {Form}");
        }

        var (environment, knobs) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        string? workers = null;
        string? configuration = null;
        Allocator? allocator = null;
        foreach (var pair in match.Groups["pairs"].Value.Split(','))
        {
            if (pair.Split('=', 2) is not [{ Length: > 0 } key, var value])
            {
                throw ToolException.Usage($"'{pair}' in the variant '{match.Groups["name"].Value}' has no value. {Form}");
            }

            switch (key)
            {
                case "allocator":
                    allocator = Allocator.Named(value) ??
                        throw ToolException.Usage($"'{value}' is no allocator that is known: choose one of {Allocator.Names}.");
                    break;
                case "arenas" when LoadSetting.Count(value) > 0:
                    environment["MALLOC_ARENA_MAX"] = value;
                    break;
                case "workers" when LoadSetting.Workers.IsRight(value):
                    workers = value;
                    break;
                case "arenas" or "workers":
                    throw ToolException.Usage($"'{value}' is not a value of {key}: write a whole number above 0.");
                case "configuration" when value.Length > 0 && !value.Any(char.IsWhiteSpace):
                    configuration = value;
                    break;
                case "configuration":
                    throw ToolException.Usage(
                        $"'{value}' is not a value of configuration: write Debug or Release, or another that the project has.");
                case var knob when knob.StartsWith("System.", StringComparison.Ordinal):
                    knobs[knob] = value;
                    break;
                case var variable when Variable().IsMatch(variable):
                    environment[variable] = value;
                    break;
                default:
                    throw ToolException.Usage(
                        $"'{key}' is no key of a variant: there are allocator, arenas, workers and configuration, settings of the " +
                        "runtime, which start with 'System.', and variables of the environment, which have a capital letter in their " +
                        "names.");
            }
        }

        return new Variant(match.Groups["name"].Value, environment, workers, allocator, configuration) { Knobs = knobs };
    }

    [GeneratedRegex("^(?<name>[^:=,]+):(?<pairs>.+)$")]
    private static partial Regex Whole();

    [GeneratedRegex("^(?=.*[A-Z])[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Variable();
}
