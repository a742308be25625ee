using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Fuzzing;

/// <summary>
/// The process that may crash: analyzes mutants one after the other, applies each fix that is offered, and says on standard output
/// which mutant it is at. Findings do not matter here, only that nothing else comes out.
/// </summary>
internal sealed class Worker
{
    /// <summary>How many findings of a mutant are fixed.</summary>
    private const int MostFixed = 8;

    private const string Own = "GrowthGuard.";

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = Made<DiagnosticAnalyzer>("GrowthGuard.Analyzers");

    private static readonly ImmutableArray<CodeFixProvider> Fixes = Made<CodeFixProvider>("GrowthGuard.CodeFixes");

    /// <summary>Files that go with every mutant, each possibly with something wrong in it.</summary>
    private static readonly (string Name, string Text)[] AdditionalFiles =
    [
        ("GrowthGuard.bounds.txt", """
            F:Shop.PriceCache._prices = 1,000 entries  # LRU in Trim
            F:Shop.Cache._map = 64 MiB
            F:C._items = unbounded  # few

            """),
        ("GrowthGuard.facts.txt", "keyed Shop.Ring adds Push removes Pop\nhandler-base Shop.IHandler\nfew-word tenant  # few\n"),
        ("GrowthGuard.baseline.txt", "GG1001 F:Shop.PriceCache._prices  # evicts from 1.9 on\nGG3004 M:Shop.Orders.All x2\n"),
        (".editorconfig", """
            root = true
            [*.cs]
            growthguard.excluded_symbols = N:Shop.Generated | T:Shop.LegacyCache
            growthguard.GG1001.excluded_symbols = F:Shop.PriceCache._prices # ours

            """),
    ];

    private readonly Project _project;
    private int _findings;
    private int _fixes;

    private Worker() => _project = new AdhocWorkspace().AddProject(ProjectInfo.Create(
        ProjectId.CreateNewId(),
        VersionStamp.Default,
        "Mutant",
        "Mutant",
        LanguageNames.CSharp,
        compilationOptions: new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Enable,
            specificDiagnosticOptions: Analyzers.SelectMany(Descriptors)
                .Select(descriptor => KeyValuePair.Create(descriptor.Id, ReportDiagnostic.Warn))),
        parseOptions: CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview),
        metadataReferences: ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(file => MetadataReference.CreateFromFile(file))))
        .AddDocument("GlobalUsings.cs", """
            global using System;
            global using System.Collections.Generic;
            global using System.Linq;
            global using System.Threading;
            global using System.Threading.Tasks;
            """)
        .Project;

    public static async Task RunAsync(Corpus corpus, int seed, int first, int count)
    {
        var worker = new Worker();
        // Binds what all mutants share, and says by its version which compiler this is.
        await worker._project.GetCompilationAsync();
        Console.WriteLine($"{Report.Compiler} {typeof(CSharpCompilation).Assembly.GetName().Version!.ToString(2)}");
        for (var index = first; index < first + count; index++)
        {
            var random = new Random(unchecked((seed * 1_000_003) + index));
            var mutator = new Mutator(corpus, random);
            var mutant = worker.Documents(mutator);
            Console.WriteLine($"{Report.Start} {index}");
            foreach (var fault in await worker.FaultsAsync(mutant, random))
            {
                Console.WriteLine($"{Report.Fault} {Convert.ToBase64String(Encoding.UTF8.GetBytes(fault))}");
            }
        }

        Console.WriteLine($"{Report.Counts} {worker._findings} {worker._fixes}");
    }

    /// <summary>The text of a mutant, for people who look at what went wrong.</summary>
    public static string Show(Corpus corpus, int seed, int index) =>
        string.Join("\n// ---- next file ----\n", new Mutator(corpus, new Random(unchecked((seed * 1_000_003) + index))).Next());

    private Project Documents(Mutator mutator)
    {
        var project = _project;
        foreach (var text in mutator.Next())
        {
            project = project.AddDocument($"Mutant{project.DocumentIds.Count}.cs", SourceText.From(text)).Project;
        }

        foreach (var (name, text) in AdditionalFiles)
        {
            project = project.AddAdditionalDocument(name, SourceText.From(mutator.Lines(text)), filePath: name).Project;
        }

        return project;
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "It is what is looked for.")]
    private async Task<IReadOnlyList<string>> FaultsAsync(Project mutant, Random random)
    {
        var faults = new List<string>();
        try
        {
            var options = new CompilationWithAnalyzersOptions(
                mutant.AnalyzerOptions,
                (exception, analyzer, _) => faults.Add($"{analyzer.GetType().Name}: {exception}"),
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: false);
            var compilation = (await mutant.GetCompilationAsync())!;
            var findings = await compilation.WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync();
            _findings += findings.Length;
            var fixable = findings.Where(finding => mutant.GetDocument(finding.Location.SourceTree) is not null);
            foreach (var finding in fixable.OrderBy(_ => random.Next()).Take(MostFixed))
            {
                await FixAsync(mutant.GetDocument(finding.Location.SourceTree)!, finding, faults);
            }
        }
        catch (Exception exception) when (!IsOurs(exception))
        {
            // The compiler gives up on some code by itself.
        }
        catch (Exception exception)
        {
            faults.Add(exception.ToString());
        }

        return faults;
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "It is what is looked for.")]
    private async Task FixAsync(Document document, Diagnostic finding, List<string> faults)
    {
        foreach (var provider in Fixes.Where(provider => provider.FixableDiagnosticIds.Contains(finding.Id)))
        {
            try
            {
                var actions = new List<CodeAction>();
                await provider.RegisterCodeFixesAsync(
                    new CodeFixContext(document, finding, (action, _) => actions.Add(action), CancellationToken.None));
                foreach (var action in actions)
                {
                    await action.GetOperationsAsync(CancellationToken.None);
                    _fixes++;
                }
            }
            catch (Exception exception) when (IsOurs(exception))
            {
                faults.Add($"{provider.GetType().Name}: {exception}");
            }
            catch (Exception)
            {
                // Of the workspace, on code that it cannot format either.
            }
        }
    }

    private static bool IsOurs(Exception exception) => exception.ToString().Contains(Own, StringComparison.Ordinal);

    private static IEnumerable<DiagnosticDescriptor> Descriptors(DiagnosticAnalyzer analyzer) =>
        analyzer.SupportedDiagnostics.Where(descriptor => descriptor.Id.StartsWith("GG", StringComparison.Ordinal));

    private static ImmutableArray<T> Made<T>(string assembly) =>
    [
        .. Assembly.Load(assembly).GetTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(T)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (T)Activator.CreateInstance(type)!),
    ];
}

/// <summary>The first words of a worker's lines.</summary>
internal static class Report
{
    public const string Compiler = "compiler";
    public const string Start = "start";
    public const string Fault = "fault";
    public const string Counts = "counts";
}
