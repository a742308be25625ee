using System.Collections.Immutable;
using System.Text.Json;
using GrowthGuard.Analyzers;
using GrowthGuard.Tool.Building;
using GrowthGuard.Tool.Findings;

namespace GrowthGuard.Tool.Sarif;

/// <summary>Reads our findings out of the log of one compilation.</summary>
internal sealed class SarifReader(PolicyMode mode)
{
    private static readonly ImmutableDictionary<string, Rule> Rules = RuleCatalog.All.ToImmutableDictionary(rule => rule.Id);

    /// <summary>What the compiler reports when an analyzer cannot be loaded, is newer than the compiler, or threw.</summary>
    private static readonly ImmutableHashSet<string> AnalyzerFailures = ["CS8032", "CS8033", "CS8034", "CS9057", "AD0001"];

    /// <exception cref="ToolException">There is no log, it cannot be understood, or it says that the analyzers did not work.</exception>
    public async Task<IReadOnlyList<Finding>> ReadAsync(Compilation compilation, CancellationToken cancellation)
    {
        var runs = (await LoadAsync(compilation, cancellation)).Runs!;
        var results = runs.SelectMany(run => run.Results ?? []).ToArray();
        if (results.FirstOrDefault(IsOurFailure) is { } failure)
        {
            throw ToolException.BuildFailed(
                $"The analyzers did not work in {compilation.DisplayName}, so there is no verdict.\n  {failure.RuleId}: {failure.Message!.Text}\n" +
                "They need the compiler of .NET SDK 7.0.200 or later; with such a compiler this is a bug of GrowthGuard: please report it.");
        }

        // Where all warnings are errors the log says so of ours too, though nobody asked for it.
        var errors = compilation.TreatsWarningsAsErrors ? [] : ConfiguredAsErrors(runs);
        return
        [
            .. results
                .Where(result => result.RuleId is not null && Rules.ContainsKey(result.RuleId))
                .Select(result => errors.Contains(result.RuleId!) ? result with { Level = "error" } : result)
                .Select(result => ToFinding(result, compilation)),
        ];
    }

    /// <summary>
    /// Rules that the user's configuration makes errors. The check build keeps them warnings, so that it goes on; newer compilers
    /// log what was configured.
    /// </summary>
    private static ImmutableHashSet<string> ConfiguredAsErrors(IEnumerable<SarifRun> runs) =>
    [
        .. runs
            .SelectMany(run => run.Invocations ?? [])
            .SelectMany(invocation => invocation.RuleConfigurationOverrides ?? [])
            .Where(row => row.Descriptor?.Id is not null)
            .GroupBy(row => row.Descriptor!.Id!)
            // Files can be configured differently, and the log does not say which is which.
            .Where(rule => rule.All(row => row.Configuration?.Level == "error"))
            .Select(rule => rule.Key),
    ];

    private static async Task<SarifLog> LoadAsync(Compilation compilation, CancellationToken cancellation)
    {
        try
        {
            await using var stream = File.OpenRead(compilation.Log);
            return await JsonSerializer.DeserializeAsync(stream, SarifJson.Default.SarifLog, cancellation) is { Runs: not null } log
                ? log
                : throw Unreadable(compilation, "it is not a SARIF log");
        }
        catch (FileNotFoundException)
        {
            throw ToolException.BuildFailed(
                $"The compiler wrote no log for {compilation.DisplayName}, so there is no verdict. Check the project by itself to see why: growthguard check {compilation.ProjectFile} --verbosity detailed");
        }
        catch (JsonException exception)
        {
            throw Unreadable(compilation, exception.Message);
        }
    }

    private static ToolException Unreadable(Compilation compilation, string reason) => ToolException.BuildFailed(
        $"The compiler's log of {compilation.DisplayName} cannot be read ({reason}), so there is no verdict. Was the disk full? Check again.");

    private static bool IsOurFailure(SarifResult result) =>
        result.RuleId is { } id && AnalyzerFailures.Contains(id) && result.Message?.Text?.Contains("GrowthGuard.", StringComparison.Ordinal) == true;

    private Finding ToFinding(SarifResult result, Compilation compilation)
    {
        var rule = Rules[result.RuleId!];
        var place = Places(result.Locations, compilation).FirstOrDefault() ?? new SourcePlace(compilation.ProjectFile, 1, 1, 1, 1);
        return new Finding
        {
            Rule = rule,
            Level = ModeConfig.LevelOf(result.Level ?? "warning", rule, mode),
            Message = result.Message?.Text ?? rule.Descriptor.Title,
            Place = place,
            Related = [.. Places(result.RelatedLocations, compilation).Where(related => related != place)],
            Symbol = SymbolOf(result),
            Suppression = result.Suppressions is [var first, ..] ? new Suppression(first.Kind ?? "inSource", first.Justification) : null,
            Projects = [compilation.ProjectFile],
        };
    }

    private static string? SymbolOf(SarifResult result) =>
        result.Properties?.CustomProperties is { } properties
        && properties.TryGetValue(DiagnosticProperties.Symbol, out var symbol)
        && symbol.ValueKind == JsonValueKind.String
            ? symbol.GetString()
            : null;

    private static IEnumerable<SourcePlace> Places(IReadOnlyList<SarifLocation>? locations, Compilation compilation)
    {
        foreach (var location in locations ?? [])
        {
            if (location.PhysicalLocation is { ArtifactLocation.Uri: { } uri, Region: { } region })
            {
                yield return new SourcePlace(PathOf(uri, compilation), region.StartLine, region.StartColumn, region.EndLine, region.EndColumn);
            }
        }
    }

    /// <summary>Relative only where a #line directive is.</summary>
    private static string PathOf(string uri, Compilation compilation) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile
            ? absolute.LocalPath
            : Path.GetFullPath(Uri.UnescapeDataString(uri), Path.GetDirectoryName(compilation.ProjectFile)!);
}
