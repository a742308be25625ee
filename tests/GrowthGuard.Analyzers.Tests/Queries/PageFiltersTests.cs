using System.Diagnostics.CodeAnalysis;
using GrowthGuard.Analyzers.Rules.Queries;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>Sequences of pages with a condition: what belongs to one owner, or stands in a window, is no whole table.</summary>
public sealed class PageFiltersTests
{
    [Theory]
    [InlineData("return [|table.QueryAsync<Row>().ToListAsync()|];")]
    [InlineData("return [|table.QueryAsync<Row>(row => row.PartitionKey == Fixed).ToListAsync()|];")]
    [InlineData("return [|table.QueryAsync<Row>(row => row.PartitionKey == \"jobs\" && row.Done).ToListAsync()|];")]
    [InlineData("return [|table.QueryAsync<Row>(row => row.PartitionKey == Fixed && string.Compare(row.RowKey, key) > 0).ToListAsync()|];")]
    [InlineData("return [|table.QueryAsync<Row>(\"PartitionKey eq 'jobs'\").ToListAsync()|];")]
    [InlineData("return [|table.QueryAsync<Row>($\"Day lt {number}\").ToListAsync()|];")]
    [InlineData("return [|QueryAll(table).ToListAsync()|];")]
    public Task Everything_is_collected(string body) => VerifyAsync<PagesAreAccumulatedAnalyzer>(body);

    [Theory]
    [InlineData("return table.QueryAsync<Row>(row => row.PartitionKey == key).ToListAsync();")]
    [InlineData("return table.QueryAsync<Row>(row => row.PartitionKey == kind.ToString() && !row.Done).ToListAsync();")]
    [InlineData("return table.QueryAsync<Row>(row => row.PartitionKey == Fixed && string.Compare(row.RowKey, key) >= 0 && string.Compare(row.RowKey, last) <= 0).ToListAsync();")]
    [InlineData("return table.QueryAsync<Row>(row => row.Number >= number && row.Number < number + 100).ToListAsync();")]
    [InlineData("return table.QueryAsync<Row>($\"PartitionKey eq '{key}'\").ToListAsync();")]
    [InlineData("return table.QueryAsync<Row>(string.Format(\"(PartitionKey eq '{0}') and (RowKey ge '{1}')\", key, last)).ToListAsync();")]
    [InlineData("return QueryOf(table, key).ToListAsync();")]
    public Task What_belongs_to_one(string body) => VerifyAsync<PagesAreAccumulatedAnalyzer>(body);

    [Theory]
    [InlineData("foreach (var page in table.QueryAsync<Row>(row => string.Compare(row.RowKey, key) >= 0 && string.Compare(row.RowKey, last) <= 0).[|AsPages|]()) return page.Values; return null;", false)]
    [InlineData("foreach (var page in [|table.QueryAsync<Row>(row => row.PartitionKey == Fixed).AsPages()|]) return page.Values; return null;", true)]
    public Task First_page_of_a_window(string body, bool isReported) => VerifyAsync<FirstPageOnlyAnalyzer>(isReported
        ? body
        : body.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));

    private static Task VerifyAsync<TAnalyzer>([StringSyntax("C#-test")] string body)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new CSharpAnalyzerVerifier<TAnalyzer>.Test();
        test.TestState.Sources.Add($$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using System.Linq.Expressions;
            using Azure;

            namespace Azure
            {
                public class Page<T> { public IReadOnlyList<T> Values { get; } public string ContinuationToken { get; } }
                public class AsyncPageable<T>
                {
                    public IEnumerable<Page<T>> AsPages(string continuationToken = null, int? pageSizeHint = null) => null;
                    public List<T> ToListAsync() => null;
                }
            }

            public class Row { public string PartitionKey { get; set; } public string RowKey { get; set; } public bool Done { get; set; } public int Number { get; set; } }

            public class Table
            {
                public AsyncPageable<T> QueryAsync<T>(Expression<Func<T, bool>> filter) => null;
                public AsyncPageable<T> QueryAsync<T>(string filter = null) => null;
            }

            public class Program
            {
                private const string Fixed = "jobs";

                private static AsyncPageable<Row> QueryAll(Table table) => table.QueryAsync<Row>(row => row.PartitionKey == Fixed);

                private static AsyncPageable<Row> QueryOf(Table table, string owner) => table.QueryAsync<Row>(row => row.PartitionKey == owner);

                public static object Run(Table table, string key, string last, int number, DayOfWeek kind) { {{body}} }
            }
            """);
        return test.RunAsync();
    }
}
