using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using GrowthGuard.Analyzers.Rules.Growth;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Benchmarks;

/// <summary>
/// The diagnostics of a compilation, without analyzers, with one of them and with all: the column 'Ratio' is what they cost beside the
/// compiler. The program has the kinds of code that are expensive to decide: stores that are guarded, evicted from or keyed by data.
/// </summary>
[MemoryDiagnoser]
public class CompileBenchmarks
{
    internal static readonly DiagnosticAnalyzer[] Analyzers =
    [
        .. typeof(StaticCollectionGrowsAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
    ];

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(file => MetadataReference.CreateFromFile(file))
    ];

    private ImmutableArray<SyntaxTree> _trees;

    /// <summary>Number of classes in the program, of about 25 lines each.</summary>
    [Params(200)]
    public int Classes { get; set; }

    /// <summary>The analyzers, by name.</summary>
    public static IEnumerable<string> Names => Analyzers.Select(analyzer => analyzer.GetType().Name);

    /// <summary>Parses the program, which is not what is measured.</summary>
    [GlobalSetup]
    public void Parse() =>
        _trees = [.. Enumerable.Range(0, Classes).Select(number => CSharpSyntaxTree.ParseText(Class(number), path: $"{number}.cs"))];

    /// <summary>The compiler alone.</summary>
    [Benchmark(Baseline = true)]
    public int Compiler() => Compilation().GetDiagnostics().Length;

    /// <summary>The compiler and all rules.</summary>
    [Benchmark]
    public Task<int> All_rules() => CountAsync([.. Analyzers]);

    /// <summary>The compiler and one analyzer.</summary>
    [Benchmark]
    [ArgumentsSource(nameof(Names))]
    public Task<int> One_rule(string name) => CountAsync([Analyzers.Single(analyzer => analyzer.GetType().Name == name)]);

    private async Task<int> CountAsync(ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        (await Compilation().WithAnalyzers(analyzers).GetAllDiagnosticsAsync()).Length;

    private CSharpCompilation Compilation() =>
        CSharpCompilation.Create("Shop", _trees, References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static string Class(int number) => new StringBuilder("""
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;

        namespace Shop;

        public sealed class Part0
        {
            private static readonly Dictionary<string, int> Guarded = new();
            private static readonly ConcurrentDictionary<string, List<string>> Open = new();
            private readonly Queue<string> _recent = new();

            public static event EventHandler? Changed;

            public async Task<int> HandleAsync(string id, IEnumerable<string> lines)
            {
                if (Guarded.Count >= 1000) Guarded.Clear();
                Guarded[id] = lines.Count();
                Open.GetOrAdd(id, static _ => new List<string>()).AddRange(lines.Where(line => line.Length > 3));
                _recent.Enqueue(id);
                while (_recent.Count > 100) _recent.Dequeue();
                Changed?.Invoke(this, EventArgs.Empty);
                await Task.Yield();
                return Next(id) + Guarded.Values.Sum();
            }

            private static int Next(string id) => id.Length == 0 ? 0 : new Part1().HandleAsync(id[1..], []).GetAwaiter().GetResult();
        }
        """)
        .Replace("Part1", "Part" + (number + 1).ToString(CultureInfo.InvariantCulture))
        .Replace("Part0", "Part" + number.ToString(CultureInfo.InvariantCulture)).ToString();
}
