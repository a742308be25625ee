using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.FixChecker.Checking;

/// <summary>Applies every fix that is offered in a solution, one by one and all at once.</summary>
internal sealed class SolutionCheck
{
    private static readonly FixAllScope[] Scopes = [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    private readonly Solution _solution;
    private readonly FixSet _set;
    private readonly Report _report;
    private readonly CheckOptions _options;
    private readonly Inspection _inspection;
    private readonly ChangeCheck _changes;

    public SolutionCheck(Solution solution, FixSet set, Report report, CheckOptions options)
    {
        _solution = solution;
        _set = set;
        _report = report;
        _options = options;
        _inspection = new Inspection(set.Analyzers, exception => report.Add(new Problem(Problem.Exception, "an analyzer", "", exception)));
        _changes = new ChangeCheck(solution, _inspection);
    }

    /// <summary>Checks the fixes of these projects.</summary>
    public async Task RunAsync(IReadOnlyList<ProjectId> projects)
    {
        var findings = new Dictionary<ProjectId, ImmutableArray<Diagnostic>>();
        var offers = new List<Offer>();
        foreach (var project in projects.Select(id => _solution.GetProject(id)!).Where(project => project.HasDocuments))
        {
            findings[project.Id] =
            [
                .. (await _inspection.FindingsAsync(project, default))
                    .OrderBy(finding => finding.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                    .ThenBy(finding => finding.Location.SourceSpan.Start)
            ];
            _report.Projects++;
            _report.Findings += findings[project.Id].Length;
            foreach (var finding in findings[project.Id].GroupBy(finding => finding.Id).SelectMany(rule => rule.Take(_options.PerRule)))
            {
                offers.AddRange(await OffersAsync(finding));
            }
        }

        foreach (var offer in offers)
        {
            await CheckAsync(offer);
        }

        foreach (var same in offers.GroupBy(offer => (offer.Provider, offer.Key)))
        {
            foreach (var scope in Scopes.Where(scope => same.Key.Provider.GetFixAllProvider()?.GetSupportedFixAllScopes().Contains(scope) ==
                true))
            {
                foreach (var place in same.GroupBy(offer => PlaceOf(offer, scope)))
                {
                    await CheckAllAsync([.. place], scope, findings);
                }
            }
        }
    }

    private static object PlaceOf(Offer offer, FixAllScope scope) => scope switch
    {
        FixAllScope.Document => offer.Document.Id,
        FixAllScope.Project => offer.Document.Project.Id,
        _ => scope,
    };

    private async Task<List<Offer>> OffersAsync(Diagnostic finding)
    {
        var offers = new List<Offer>();
        if (_solution.GetDocument(finding.Location.SourceTree) is not { } document)
        {
            return offers;
        }

        foreach (var provider in _set.Providers.Where(provider => provider.FixableDiagnosticIds.Contains(finding.Id)))
        {
            await GuardAsync($"{finding.Id} {provider.GetType().Name}", finding.Location, async cancellation =>
                await provider.RegisterCodeFixesAsync(new CodeFixContext(
                    document,
                    finding,
                    (action, _) => offers.Add(new Offer(provider, action, document, finding)),
                    cancellation)));
        }

        return offers;
    }

    private Task CheckAsync(Offer offer) => GuardAsync(offer.Name, offer.Finding.Location, async cancellation =>
    {
        var (after, changed) = await _changes.ReadAgainAsync(await ApplyAsync(offer.Action, cancellation), cancellation);
        _report.Applied++;
        _report.Show(offer, _solution, after, changed);
        if (changed.Count == 0 && !HasChangedFile(after))
        {
            Add(Problem.NoChange, offer.Name, offer.Finding.Location, offer.Action.Title);
            return;
        }

        foreach (var (kind, detail) in await _changes.CompareAsync(after, changed, [offer.Finding], compilesProjects: false, cancellation))
        {
            Add(kind, offer.Name, offer.Finding.Location, detail);
        }
    });

    private Task CheckAllAsync(List<Offer> offers, FixAllScope scope, Dictionary<ProjectId, ImmutableArray<Diagnostic>> findings)
    {
        var first = offers[0];
        var name = $"{first.Name} in {scope}";
        return GuardAsync(name, first.Finding.Location, async cancellation =>
        {
            if (await FixAllAsync(first, scope, first.Document, new KnownFindings(findings), cancellation) is not { } all)
            {
                Add(Problem.NoChange, name, first.Finding.Location, "Fix All gives nothing");
                return;
            }

            var (after, changed) = await _changes.ReadAgainAsync(all, cancellation);
            _report.AppliedAll++;
            if (changed.Count == 0 && !HasChangedFile(after))
            {
                Add(Problem.NoChange, name, first.Finding.Location, "Fix All changes nothing");
                return;
            }

            foreach (var (kind, detail) in await _changes.CompareAsync(
                after,
                changed,
                [.. offers.Select(offer => offer.Finding).Distinct()],
                compilesProjects: scope == FixAllScope.Solution,
                cancellation))
            {
                Add(kind, name, first.Finding.Location, detail);
            }

            var left = new Dictionary<ProjectId, ImmutableArray<Diagnostic>>();
            foreach (var id in changed)
            {
                var found = await _inspection.FindingsAsync(after.GetDocument(id)!, cancellation);
                left[id.ProjectId] = left.TryGetValue(id.ProjectId, out var others) ? others.AddRange(found) : found;
            }

            if (after.GetDocument(first.Document.Id) is { } again &&
                await FixAllAsync(first, scope, again, new KnownFindings(left), cancellation) is { } twice &&
                (await new ChangeCheck(after, _inspection).ReadAgainAsync(twice, cancellation)).Changed is { Count: > 0 } more)
            {
                Add(Problem.AppliesAgain, name, first.Finding.Location, after.GetDocument(more[0])?.FilePath ?? "a new file");
            }
        });
    }

    private async Task<Solution?> FixAllAsync(
        Offer offer,
        FixAllScope scope,
        Document document,
        KnownFindings findings,
        CancellationToken cancellation)
    {
        var rules = offer.Provider.FixableDiagnosticIds;
        var context = scope == FixAllScope.Document
            ? new FixAllContext(document, offer.Provider, scope, offer.Key, rules, findings, cancellation)
            : new FixAllContext(document.Project, offer.Provider, scope, offer.Key, rules, findings, cancellation);
        return await offer.Provider.GetFixAllProvider()!.GetFixAsync(context) is { } action ? await ApplyAsync(action, cancellation) : null;
    }

    private static async Task<Solution> ApplyAsync(CodeAction action, CancellationToken cancellation) =>
        (await action.GetOperationsAsync(cancellation)).OfType<ApplyChangesOperation>().Single().ChangedSolution;

    private bool HasChangedFile(Solution after) =>
        after.GetChanges(_solution).GetProjectChanges().Any(project => project.GetChangedAdditionalDocuments().Any());

    // A fix that does not listen to its cancellation is left behind.
    private async Task GuardAsync(string name, Location place, Func<CancellationToken, Task> check)
    {
        using var cancellation = new CancellationTokenSource(_options.TimeOut);
        try
        {
            await Task.Run(() => check(cancellation.Token)).WaitAsync(_options.TimeOut + TimeSpan.FromSeconds(5));
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            Add(Problem.TimeOut, name, place, $"more than {_options.TimeOut.TotalSeconds} s");
        }
        catch (Exception exception)
        {
            Add(Problem.Exception, name, place, exception.ToString());
        }
    }

    private void Add(string kind, string fix, Location place, string detail) =>
        _report.Add(new Problem(kind, fix, $"{place.SourceTree?.FilePath}({place.GetLineSpan().StartLinePosition.Line + 1})", detail));

    private sealed class KnownFindings(Dictionary<ProjectId, ImmutableArray<Diagnostic>> findings) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Of(project));

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(
            Document document,
            CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return Of(document.Project).Where(finding => finding.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Of(project).Where(finding => !finding.Location.IsInSource));

        private IEnumerable<Diagnostic> Of(Project project) => findings.TryGetValue(project.Id, out var found) ? found : [];
    }
}
