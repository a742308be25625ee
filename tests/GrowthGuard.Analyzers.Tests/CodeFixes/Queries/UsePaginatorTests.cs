using Verify = GrowthGuard.Analyzers.Tests.CodeFixes.Queries.PagingFixVerifier<
    GrowthGuard.Analyzers.Rules.Queries.FirstPageOnlyAnalyzer,
    GrowthGuard.CodeFixes.Rules.Queries.UsePaginatorCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.Queries;

/// <summary>The paginator in place of the first page.</summary>
public sealed class UsePaginatorTests
{
    [Fact]
    public Task A_local_holds_the_response() => Verify.VerifyBodyAsync(
        """
        var response = await [|dynamo.QueryAsync(ByName(name), cancellationToken)|];
        return response.Items ?? new();
        """,
        """
        var items = new List<Dictionary<string, AttributeValue>>();
        await foreach (var page in dynamo.Paginators.Query(ByName(name)).Responses.WithCancellation(cancellationToken))
        {
            if (page.Items != null)
            {
                items.AddRange(page.Items);
            }
        }
        return items;
        """);

    [Fact]
    public Task There_is_no_request_yet() => Verify.VerifyBodyAsync(
        """
        return (await [|dynamo.ListTablesAsync()|]).TableNames;
        """,
        """
        var tableNames = new List<string>();
        await foreach (var page in dynamo.Paginators.ListTables(new ListTablesRequest()).Responses)
        {
            if (page.TableNames != null)
            {
                tableNames.AddRange(page.TableNames);
            }
        }

        return tableNames;
        """);

    [Fact]
    public Task The_client_has_none()
    {
        const string Source = """
            public class Shop
            {
                public static async Task<object> RunAsync(IAmazonDynamoDB dynamo)
                {
                    return (await [|dynamo.ListBackupsAsync(new ListBackupsRequest())|]).BackupSummaries;
                }
            }
            """;
        return Verify.VerifyAsync(Source, Source);
    }
}
