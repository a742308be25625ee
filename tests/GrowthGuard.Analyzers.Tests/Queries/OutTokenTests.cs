using System.Diagnostics.CodeAnalysis;
using GrowthGuard.Analyzers.Rules.Queries;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>Clients that give the items as their result and the token by an <c>out</c> argument, in source and in an assembly.</summary>
public sealed class OutTokenTests
{
    private const string Depot = """
        using System;
        using System.Collections.Generic;
        using System.Linq;

        namespace Depot
        {
            public class Store
            {
                public IEnumerable<string> List(string marker, out string nextMarker) { nextMarker = null; return null; }
                public string[] Scan(int page, int pageSize, out bool hasMore) { hasMore = false; return null; }
                public List<string> Users(int pageIndex, int pageSize, out int totalRecords) { totalRecords = 0; return null; }
                public List<string> Parse(int index, out int nextIndex) { nextIndex = 0; return null; }
                public bool TryGet(string marker, out string nextMarker) { nextMarker = null; return false; }
                public List<string> Find(string name, out string nextMarker) { nextMarker = null; return null; }
                public List<string> DeleteAll(string marker, out string nextMarker) { nextMarker = null; return null; }
            }
        }
        """;

    [Theory]
    [InlineData("foreach (var item in [|store.List(null, out _)|]) Use(item); return null;")]
    [InlineData("var items = [|store.List(null, out var next)|].ToList(); return items;")]
    [InlineData("string next; return [|store.List(\"\", out next)|];")]
    public async Task First_page_only(string body)
    {
        await VerifyAsync(body);
        await VerifyAsync(body, isReferenced: true);
    }

    // Where a client of one's own takes the number of a page, that client is judged, and not who calls it.
    [Theory]
    [InlineData("return [|store.Users(0, 100, out _)|].Count;", "'totalRecords' of 'Users' is never read: later pages are ignored (continue with 'pageIndex')")]
    [InlineData("return [|store.Scan(0, 500, out _)|].Length;", null)]
    public Task First_page_of_another_clients_numbered_ones(string body, string? message) =>
        VerifyAsync(body, isReferenced: true, message);

    [Theory]
    [InlineData("return store.Users(0, 100, out _).Count;")]
    [InlineData("var items = store.List(null, out var next).ToList(); Use(next); return items;")]
    [InlineData("return store.List(null, out given);")]
    [InlineData("return store.List(null, out kept);")]
    [InlineData("return store.List(null, out _).FirstOrDefault();")]
    [InlineData("string next = null; do { foreach (var item in store.List(next, out next)) Use(item); } while (next != null); return null;")]
    [InlineData("return store.Parse(0, out _);")]
    [InlineData("store.TryGet(null, out _); return null;")]
    [InlineData("return store.Find(given, out _);")]
    [InlineData("return store.DeleteAll(null, out _);")]
    [InlineData("return store.Scan(0, limit, out _).Length;")]
    [InlineData("return store.Scan(0, 5, out _).Length;")]
    public Task One_page_is_meant_or_somebody_has_the_token(string body) => VerifyAsync(body);

    private static byte[] Compiled()
    {
        var depot = CSharpCompilation.Create(
            "Depot",
            [CSharpSyntaxTree.ParseText(Depot, cancellationToken: TestContext.Current.CancellationToken)],
            ReferenceSets.Net.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        Assert.True(depot.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        return image.ToArray();
    }

    private static Task VerifyAsync(
        [StringSyntax("C#-test")] string body,
        bool isReferenced = false,
        string? message = null)
    {
        var test = new CSharpAnalyzerVerifier<FirstPageOnlyAnalyzer>.Test();
        var program = $$"""
            using System.Collections.Generic;
            using System.Linq;
            using Depot;

            public class Program
            {
                private string kept;

                private static void Use(object value) { }

                public object Run(Store store, ref string given, int limit)
                {
                    {{body}}
                }
            }
            """;
        if (message is not null)
        {
            program = program.Replace("[|", "{|#0:", StringComparison.Ordinal).Replace("|]", "|}", StringComparison.Ordinal);
            test.ExpectedDiagnostics.Add(
                CSharpAnalyzerVerifier<FirstPageOnlyAnalyzer>.Diagnostic()
                    .WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithMessage(message));
        }

        test.TestState.Sources.Add(program);
        if (isReferenced)
        {
            test.TestState.AdditionalReferences.Add(MetadataReference.CreateFromImage(Compiled()));
        }
        else
        {
            test.TestState.Sources.Add(Depot);
        }

        return test.RunAsync();
    }
}
