#if ROSLYN_5_0_OR_GREATER // Older compilers overflow by themselves on some of this.
using System.Collections.Concurrent;
using System.Collections.Immutable;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests.Robustness;

/// <summary>
/// All analyzers on code that is deep, long or wide, on threads of a megabyte (the project file says so), as on Windows. It is judged,
/// or it is left; a crash ends this process.
/// </summary>
public sealed class DeepCodeTests
{
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Monster",
        references: ReferenceSets.Net.References,
        options: new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            specificDiagnosticOptions: RuleCatalog.All.ToDictionary(rule => rule.Id, _ => ReportDiagnostic.Warn)));

    /// <summary>GG1002 says that a store may grow: strict mode lists what is too deep to be judged.</summary>
    [Theory]
    [InlineData("locals each made of the one before", 5000, "GG1001")]
    [InlineData("sums each made of the one before", 2000, "GG1001")]
    [InlineData("aliases of a store", 5000, "GG1002")]
    [InlineData("one local assigned again and again", 2000, "GG1001")]
    [InlineData("chained calls on a store", 100, "GG1001")]
    [InlineData("chained calls on a store", 1000, "GG1002")]
    [InlineData("chained calls of a key", 100, "GG1001")]
    [InlineData("chained calls of a key", 1000, "GG1002")]
    [InlineData("chained query operators", 200, "GG1001")]
    [InlineData("chained persistent additions", 1000, "GG1001")]
    [InlineData("chained conditional accesses", 100, "GG1001")]
    [InlineData("nested parentheses", 150, "GG1001")]
    [InlineData("nested conditional expressions", 150, "GG1001")]
    [InlineData("nested conditional expressions in the condition", 150, "GG1001")]
    [InlineData("nested coalesce expressions", 150, "GG1001")]
    [InlineData("nested switch expressions", 100, "GG1001")]
    [InlineData("nested casts", 150, "GG1001")]
    [InlineData("nested negations", 150, "GG1001")]
    [InlineData("long sum", 100, "GG1001")]
    [InlineData("long sum", 1000, "GG1002")]
    [InlineData("long condition", 1000, "GG1002")]
    [InlineData("long condition of counts", 1000, "GG1002")]
    [InlineData("long interpolated string", 500, "GG1001")]
    [InlineData("nested interpolated strings", 8, "GG1001")]
    [InlineData("nested tuples", 40, "GG1001")]
    [InlineData("nested initializers", 100, "GG1001")]
    [InlineData("nested collection expressions", 100, "GG1001")]
    [InlineData("nested lambdas", 30, "GG1001")]
    [InlineData("nested local functions", 30, "GG1001")]
    [InlineData("nested calls", 150, "GG1001")]
    [InlineData("nested blocks", 150, "GG1001")]
    [InlineData("nested ifs", 150, "GG1001")]
    [InlineData("nested loops", 80, "GG1001")]
    [InlineData("nested try statements", 100, "GG1001")]
    [InlineData("nested using statements", 100, "GG1001")]
    [InlineData("chained else-ifs", 300, "GG1001")]
    [InlineData("chained else-ifs that return", 500, "GG1001")]
    [InlineData("ifs one after the other", 500, "GG1001")]
    [InlineData("cases of a switch", 1000, "GG1001")]
    [InlineData("arms of a switch expression", 1000, "GG1001")]
    [InlineData("statements that add", 1000, "GG1001")]
    [InlineData("statements that add and remove", 500, "GG1002")]
    [InlineData("helpers before each addition", 500, "GG1001")]
    [InlineData("subscriptions", 500, "GG1007")]
    [InlineData("methods that call each other in a row", 1000, "GG1001")]
    [InlineData("methods that call each other in a ring", 500, "GG1001")]
    [InlineData("methods that hand a store on", 1000, null)]
    [InlineData("properties that return each other", 1000, null)]
    [InlineData("keys from methods in a row", 1000, "GG1001")]
    [InlineData("callers of one method", 500, "GG1001")]
    [InlineData("classes that derive from each other", 300, "GG1001")]
    [InlineData("types in types", 20, "GG1001")]
    [InlineData("nested type arguments", 150, "GG1001")]
    [InlineData("structs of structs as keys", 200, "GG1001")]
    [InlineData("stores of one type", 200, "GG1001")]
    [InlineData("parts of a qualified name", 500, null)]
    [InlineData("long line of SQL", 20_000, "GG1001")]
    [InlineData("comment of blanks", 20_000, "GG1004")]
    public async Task Code_without_end_is_judged_or_left(string kind, int count, string? rule)
    {
        var exceptions = new ConcurrentQueue<Exception>();
        var cancellation = TestContext.Current.CancellationToken;
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var monster = CSharpSyntaxTree.ParseText(Monsters.ByName[kind](count), options, "Monster.cs", cancellationToken: cancellation);
        var compilation = Empty.AddSyntaxTrees(monster);
        var analysis = compilation.WithAnalyzers(
            ShippedAnalyzers.All,
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]),
                (exception, _, _) => exceptions.Enqueue(exception),
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false));
        var findings = await analysis.GetAnalyzerDiagnosticsAsync(cancellation);

        Assert.Empty(exceptions);
        if (rule is null)
        {
            Assert.Empty(findings);
        }
        else
        {
            Assert.Contains(findings, finding => finding.Id == rule);
        }
    }

    [Fact]
    public void Each_kind_is_tried() => Assert.Empty(Monsters.ByName.Keys.Except(
        typeof(DeepCodeTests).GetMethod(nameof(Code_without_end_is_judged_or_left))!.GetCustomAttributes(inherit: false)
            .OfType<InlineDataAttribute>()
            .Select(data => (string)data.Data[0]!)));
}
#endif
