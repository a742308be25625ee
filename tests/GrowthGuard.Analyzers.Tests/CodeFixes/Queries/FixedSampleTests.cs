#if ROSLYN_4_14_OR_GREATER
using System.Collections;
using System.Runtime.Loader;
using Amazon.DynamoDBv2;
using GrowthGuard.Analyzers.Rules.Queries;
using GrowthGuard.Analyzers.Tests.Queries;
using GrowthGuard.CodeFixes.Rules.Queries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.Queries;

/// <summary>The leaky sample, before and after the fixes, run against a service that has three pages.</summary>
public sealed class FixedSampleTests
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    [Fact]
    public async Task Only_the_first_page_before()
    {
        using var service = new FakeDynamoDB();

        Assert.Equal(2, await CountFoundAsync(Sample(), service));
        Assert.Equal(1, service.Queries);
    }

    [Fact]
    public async Task All_pages_after_the_token_is_followed()
    {
        using var service = new FakeDynamoDB();
        var changed = await FixAllAsync(Sample(), new FirstPageOnlyAnalyzer(), new FollowTokenCodeFix());

        Assert.Equal(6, await CountFoundAsync(changed, service));
        Assert.Equal(3, service.Queries);
    }

    [Fact]
    public async Task All_pages_after_the_paginator_is_used()
    {
        using var service = new FakeDynamoDB();
        var changed = await FixAllAsync(Sample(), new FirstPageOnlyAnalyzer(), new UsePaginatorCodeFix());

        Assert.Equal(6, await CountFoundAsync(changed, service));
        Assert.Equal(3, service.Queries);
    }

    [Fact]
    public async Task Loop_ends_after_the_token_is_handed_on()
    {
        using var service = new FakeDynamoDB();
        var changed = await FixAllAsync(Sample(), new LoopDoesNotAdvanceAnalyzer(), new AdvanceTokenCodeFix());

        Assert.Equal(6, await RunAsync(changed, service, "CountOpenAsync"));
        Assert.Equal(3, service.Queries);
    }

    [Fact]
    public async Task Batch_compiles_after_the_remainder_is_sent_again() =>
        Assert.NotNull(await LoadAsync(await FixAllAsync(Sample(), new RemainderIsIgnoredAnalyzer(), new ResendRemainderCodeFix())));

    private static Project Sample()
    {
        var project = new AdhocWorkspace().AddProject("LeakyOrders", LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.CSharp12))
            .WithMetadataReferences(QueryReferences.All.References)
            .AddDocument("Usings.cs", Usings).Project;
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "LeakyOrders"), "*.cs").Order(StringComparer.Ordinal))
            project = project.AddDocument(Path.GetFileName(file), File.ReadAllText(file), filePath: file).Project;
        return project;
    }

    // What Fix All of an editor does: the fix of each diagnostic, until none is left.
    private static async Task<Project> FixAllAsync(Project project, DiagnosticAnalyzer analyzer, CodeFixProvider provider)
    {
        var left = await DiagnosticsOf(project, analyzer);
        Assert.NotEmpty(left);
        while (left.Count > 0)
        {
            CodeAction? action = null;
            var context = new CodeFixContext(project.GetDocument(left[0].Location.SourceTree)!, left[0], (offered, _) => action ??= offered, CancellationToken.None);
            await provider.RegisterCodeFixesAsync(context);
            Assert.NotNull(action);
            var operations = await action.GetOperationsAsync(CancellationToken.None);
            project = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;
            var now = await DiagnosticsOf(project, analyzer);
            Assert.True(now.Count < left.Count);
            left = now;
        }

        return project;
    }

    private static async Task<List<Diagnostic>> DiagnosticsOf(Project project, DiagnosticAnalyzer analyzer)
    {
        var compilation = (await project.GetCompilationAsync())!;
        return [.. await compilation.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync()];
    }

    private static async Task<int> CountFoundAsync(Project project, FakeDynamoDB service) => ((ICollection)await RunAsync(project, service, "FindByCustomerAsync")).Count;

    private static async Task<object> RunAsync(Project project, FakeDynamoDB service, string method)
    {
        using var client = service.CreateClient();
        var store = Activator.CreateInstance(await LoadAsync(project), client);
        var task = (Task)store!.GetType().GetMethod(method)!.Invoke(store, ["customer"])!;
        await task;
        return task.GetType().GetProperty("Result")!.GetValue(task)!;
    }

    private static async Task<Type> LoadAsync(Project project)
    {
        using var image = new MemoryStream();
        var result = (await project.GetCompilationAsync())!.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        return new AssemblyLoadContext("LeakyOrders", isCollectible: true).LoadFromStream(image).GetType("LeakyOrders.OrderStore")!;
    }
}
#endif
