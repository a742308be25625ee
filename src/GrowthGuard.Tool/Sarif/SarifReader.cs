using System.Collections.Immutable;
using System.Text.Json;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Building;
using GrowthGuard.Tool.Findings;

namespace GrowthGuard.Tool.Sarif;

/// <summary>Reads our findings out of logs: those of the compilations of a check, or any that a build left.</summary>
/// <param name="mode">The severities of the rules; as the log says when null.</param>
internal sealed class SarifReader(PolicyMode? mode)
{
    private static readonly ImmutableDictionary<string, Rule> Rules = RuleCatalog.All.ToImmutableDictionary(rule => rule.Id);

    /// <summary>What the logs that were read record for a check of the whole solution.</summary>
    public SolutionRegistrations Registrations { get; } = new();

    /// <summary>What the compiler reports when an analyzer cannot be loaded, is newer than the compiler, or threw.</summary>
    private static readonly ImmutableHashSet<string> AnalyzerFailures = ["CS8032", "CS8033", "CS8034", "CS9057", "AD0001"];

    /// <exception cref="ToolException">There is no log, it cannot be understood, or it says that the analyzers did not work.</exception>
    public async Task<IReadOnlyList<Finding>> ReadAsync(Compilation compilation, CancellationToken cancellation)
    {
        try
        {
            // Where all warnings are errors the log says so of ours too, though nobody asked for it.
            var errorsAsConfigured = !compilation.TreatsWarningsAsErrors;
            return await ReadAsync(
                compilation.Log,
                compilation.DisplayName,
                compilation.ProjectFile,
                (uri, _, _) => PathOf(uri, compilation),
                errorsAsConfigured,
                cancellation)
                ?? throw ToolException.BuildFailed(
                    $"The analyzers did not run in {compilation.DisplayName}, so there is no verdict. Does the project remove analyzers " +
                    "before it compiles?");
        }
        catch (FileNotFoundException)
        {
            throw ToolException.BuildFailed(
                $"The compiler wrote no log for {compilation.DisplayName}, so there is no verdict. Check the project by itself to see " +
                $"why: growthguard check {compilation.ProjectFile} --verbosity detailed");
        }
    }

    /// <summary>Reads any log.</summary>
    /// <param name="file">The log.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="source">What the findings are said to be of, and where those are that have no place.</param>
    /// <param name="resolve">Gives the full path of a file.</param>
    /// <param name="errorsAsConfigured">Whether rules that were configured as errors are errors, whatever the log says of their
    /// results.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Null when nothing says that the analyzers ran: the log neither names one of their rules nor has a result of one.</returns>
    public async Task<IReadOnlyList<Finding>?> ReadAsync(
        string file,
        string name,
        string source,
        ResolveFile resolve,
        bool errorsAsConfigured,
        CancellationToken cancellation)
    {
        var runs = (await LoadAsync(file, name, cancellation)).Runs!;
        if (runs.SelectMany(Results).FirstOrDefault(IsOurFailure) is { } failure)
        {
            throw ToolException.BuildFailed(
                $"The analyzers did not work in {name}, so there is no verdict.\n  {failure.RuleId}: {failure.Message!.Text}\n" +
                "They need the compiler of .NET SDK 7.0.200 or later; with such a compiler this is a bug of GrowthGuard: please report " +
                "it.");
        }

        var errors = errorsAsConfigured ? ConfiguredAs("error", runs) : [];
        var notes = ConfiguredAs("note", runs);
        try
        {
            foreach (var record in runs.SelectMany(Results).Where(result => result.RuleId == SolutionRecord.Id))
            {
                Registrations.Add(TextOf(record, SolutionRecord.Registrations) ?? "");
            }

            Finding[] findings =
            [
                .. from run in runs
                   from result in Results(run)
                   let rule = RuleOf(result)
                   where rule is not null
                   select ToFinding(
                       rule,
                       errors.Contains(rule.Id) ? result with { Level = "error" } : result,
                       notes.Contains(rule.Id),
                       source,
                       artifact => resolve(artifact.Uri!, artifact.UriBaseId, run)),
            ];
            return findings.Length > 0 || runs.Any(NamesOurRules) ? findings : null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException or IOException)
        {
            // A path that no system takes (%00), half a character in a text.
            throw Unreadable(name, exception.Message);
        }
    }

    /// <summary>The rule that reports a result, or that would report what a record says.</summary>
    private static Rule? RuleOf(SarifResult result) =>
        (result.RuleId == SolutionRecord.Id ? TextOf(result, SolutionRecord.Rule) : result.RuleId) is { } id
            ? Rules.GetValueOrDefault(id)
            : null;

    /// <summary>A compiler lists the rules of all analyzers that it ran (in logs of 2.1.0), and the tool those that it knows.</summary>
    private static bool NamesOurRules(SarifRun run) => DescriptorsOf(run).Any(rule => rule.Id is { } id && Rules.ContainsKey(id));

    private static IReadOnlyList<SarifRule> DescriptorsOf(SarifRun run) => run.Tool?.Driver?.Rules ?? [];

    /// <summary>The results, each with the id of its rule, for which a log can give the index.</summary>
    private static IEnumerable<SarifResult> Results(SarifRun run) =>
        (run.Results ?? []).Select(result => result.RuleId is not null ? result : result with
        {
            RuleId = result.Rule?.Id ?? DescriptorsOf(run).ElementAtOrDefault(result.RuleIndex ?? result.Rule?.Index ?? -1)?.Id,
        });

    /// <summary>
    /// Rules that the user's configuration gives this level. The check build keeps errors warnings, so that it goes on; newer compilers
    /// log what was configured.
    /// </summary>
    private static ImmutableHashSet<string> ConfiguredAs(string level, IEnumerable<SarifRun> runs) =>
    [
        .. runs
            .SelectMany(run => run.Invocations ?? [])
            .SelectMany(invocation => invocation.RuleConfigurationOverrides ?? [])
            .Where(row => row.Descriptor?.Id is not null)
            .GroupBy(row => row.Descriptor!.Id!)
            // Files can be configured differently, and the log does not say which is which.
            .Where(rule => rule.All(row => row.Configuration?.Level == level))
            .Select(rule => rule.Key),
    ];

    private static async Task<SarifLog> LoadAsync(string file, string name, CancellationToken cancellation)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            return await JsonSerializer.DeserializeAsync(stream, SarifJson.Default.SarifLog, cancellation) switch
            {
                { Runs: not null } log when HasNull(log) => throw Unreadable(name, "one of its lists has an element 'null'"),
                { Runs: not null, Version: null or "2.1.0" or "1.0.0" } log => log,
                { Runs: not null, Version: var version } =>
                    throw Unreadable(name, $"it is a SARIF log of version '{version}'; 2.1.0 and 1.0.0 are understood"),
                _ => throw Unreadable(name, "it is not a SARIF log"),
            };
        }
        catch (Exception exception) when (exception is JsonException or UnauthorizedAccessException
            or IOException and not FileNotFoundException)
        {
            throw Unreadable(name, exception.Message);
        }
    }

    private static bool HasNull(SarifLog log) => AnyNull(log.Runs, run =>
        AnyNull(DescriptorsOf(run)) ||
        AnyNull(run.Invocations, invocation => AnyNull(invocation.RuleConfigurationOverrides)) ||
        AnyNull(run.Results, result => AnyNull(result.Locations) || AnyNull(result.RelatedLocations) || AnyNull(result.Suppressions)));

    private static bool AnyNull<T>(IEnumerable<T?>? items, Func<T, bool>? inside = null)
        where T : class => items?.Any(item => item is null || inside?.Invoke(item) == true) == true;

    private static ToolException Unreadable(string name, string reason) => ToolException.BuildFailed(
        $"The compiler's log of {name} cannot be read ({reason}), so there is no verdict. Was the disk full? Check again.");

    private static bool IsOurFailure(SarifResult result) =>
        result.RuleId is { } id && AnalyzerFailures.Contains(id) &&
        result.Message?.Text?.Contains("GrowthGuard.", StringComparison.Ordinal) == true;

    private Finding ToFinding(Rule rule, SarifResult result, bool isNote, string source, Func<SarifArtifact, string> resolve)
    {
        var place = Places(result.Locations, resolve).FirstOrDefault() ?? new SourcePlace(source, 1, 1, 1, 1);
        var isInformation = TextOf(result, DiagnosticPropertyNames.IsInformation) is not null;
        var condition = TextOf(result, DiagnosticPropertyNames.IfSingleton) is { } type
            ? new SingletonCondition(
                type,
                isNote ? RuleLevel.Info : ModeConfig.LevelOf("warning", rule, mode ?? PolicyMode.Default, isInformation),
                result.RuleId == SolutionRecord.Id)
            : null;
        return new Finding
        {
            Rule = rule,
            Level = ModeConfig.LevelOf(result.Level ?? "warning", rule, mode, isInformation || condition is not null),
            Message = result.Message?.Text ?? rule.Descriptor.Title,
            Place = place,
            Related = [.. Places(result.RelatedLocations, resolve).Where(related => related != place)],
            Symbol = TextOf(result, DiagnosticPropertyNames.Symbol),
            CallChain = [.. TextOf(result, DiagnosticPropertyNames.CallChain)?.Split('\n') ?? []],
            IfSingleton = condition,
            Suppression = SuppressionOf(result),
            Projects = [source],
        };
    }

    private static string? TextOf(SarifResult result, string property) =>
        result.Properties?.CustomProperties is { } properties
        && properties.TryGetValue(property, out var text)
        && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    private static Suppression? SuppressionOf(SarifResult result) => result switch
    {
        { Suppressions: [var first, ..] } => new Suppression(
            first.Properties?.SuppressionType?.Contains("GGB", StringComparison.Ordinal) == true
                ? Suppression.External
                : first.Kind ?? Suppression.InSource, first.Justification),
        { SuppressionStates: [_, ..] } => new Suppression(Suppression.InSource, null),
        _ => null,
    };

    private static IEnumerable<SourcePlace> Places(IReadOnlyList<SarifLocation>? locations, Func<SarifArtifact, string> resolve)
    {
        foreach (var location in locations ?? [])
        {
            var place = location.PhysicalLocation ?? location.ResultFile;
            var artifact = place?.ArtifactLocation ?? (place?.Uri is { } uri ? new SarifArtifact(uri) : null);
            if (artifact is { Uri: not null } && place!.Region is { } region)
            {
                yield return new SourcePlace(
                    resolve(artifact), Math.Max(region.StartLine, 1), Math.Max(region.StartColumn, 1), Math.Max(
                        region.EndLine,
                        Math.Max(region.StartLine, 1)), Math.Max(region.EndColumn, Math.Max(region.StartColumn, 1)));
            }
        }
    }

    /// <summary>Relative only where a #line directive is.</summary>
    private static string PathOf(string uri, Compilation compilation) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile
            ? absolute.LocalPath
            : Path.GetFullPath(Uri.UnescapeDataString(uri), Path.GetDirectoryName(compilation.ProjectFile)!);
}

/// <summary>Gives the full path of a file that a run of a log names.</summary>
internal delegate string ResolveFile(string uri, string? baseId, SarifRun run);
