using GrowthGuard.Analyzers.Rules.Queries;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>
/// Bugs with pages that were reported in public repositories, told again in a few lines of our own: found, and silent when fixed.
/// </summary>
public sealed class PublicBugsTests
{
    // github.com/emgarten/Sleet/pull/56
    [Fact]
    public Task Old_token_is_kept() => VerifyAsync<LoopDoesNotAdvanceAnalyzer>(
        """
        BlobContinuationToken token = null;
        BlobResultSegment segment;
        do
        {
            segment = await [|blobs.ListBlobsSegmentedAsync("feed/", token)|];
            Use(segment.Results);
        }
        while (segment.ContinuationToken != null);
        """,
        """
        BlobContinuationToken token = null;
        do
        {
            var segment = await blobs.ListBlobsSegmentedAsync("feed/", token);
            Use(segment.Results);
            token = segment.ContinuationToken;
        }
        while (token != null);
        """);

    // github.com/aws/aws-sdk-net/issues/1753
    [Fact]
    public Task Last_token_is_empty() => VerifyAsync<LoopDoesNotAdvanceAnalyzer>(
        """
        string token = null;
        do
        {
            var page = await [|tagging.GetResourcesAsync(new GetResourcesRequest { PaginationToken = token })|];
            Use(page.ResourceTagMappingList);
            token = page.PaginationToken;
        }
        while (token != null);
        """,
        """
        string token = null;
        do
        {
            var page = await tagging.GetResourcesAsync(new GetResourcesRequest { PaginationToken = token });
            Use(page.ResourceTagMappingList);
            token = page.PaginationToken;
        }
        while (!string.IsNullOrEmpty(token));
        """);

    // github.com/aws/aws-sdk-net/pull/3296
    [Fact]
    public Task Last_token_is_the_one_that_was_sent() => VerifyAsync<LoopDoesNotAdvanceAnalyzer>(
        """
        var request = new GetLogEventsRequest { LogStreamName = "stream" };
        GetLogEventsResponse page;
        do
        {
            page = await [|logs.GetLogEventsAsync(request)|];
            Use(page.Events);
            request.NextToken = page.NextForwardToken;
        }
        while (!string.IsNullOrEmpty(page.NextForwardToken));
        """,
        """
        var request = new GetLogEventsRequest { LogStreamName = "stream" };
        while (true)
        {
            var page = await logs.GetLogEventsAsync(request);
            Use(page.Events);
            if (page.NextForwardToken == request.NextToken)
                break;
            request.NextToken = page.NextForwardToken;
        }
        """);

    // github.com/Azure/azure-cosmos-dotnet-v3/issues/130
    [Fact]
    public Task Continuation_is_overwritten() => VerifyAsync<LoopDoesNotAdvanceAnalyzer>(
        """
        string continuation;
        do
        {
            var options = new FeedOptions { MaxItemCount = 100 };
            var feed = await [|documents.ReadDocumentFeedAsync("link", options)|];
            Use(feed.ToArray());
            continuation = feed.ResponseContinuation;
        }
        while (!string.IsNullOrEmpty(continuation));
        """,
        """
        string continuation = null;
        do
        {
            var options = new FeedOptions { MaxItemCount = 100, RequestContinuation = continuation };
            var feed = await documents.ReadDocumentFeedAsync("link", options);
            Use(feed.ToArray());
            continuation = feed.ResponseContinuation;
        }
        while (!string.IsNullOrEmpty(continuation));
        """);

    // github.com/Azure/azure-cosmos-dotnet-v3/issues/2649
    [Fact]
    public Task Change_feed_never_ends() => VerifyAsync<LoopDoesNotAdvanceAnalyzer>(
        """
        var feed = cosmos.GetChangeFeedIterator<string>(ChangeFeedStartFrom.Beginning(), ChangeFeedMode.Incremental);
        while (feed.HasMoreResults)
        {
            foreach (var item in await [|feed.ReadNextAsync()|])
                Use(item);
        }
        """,
        """
        var feed = cosmos.GetChangeFeedIterator<string>(ChangeFeedStartFrom.Beginning(), ChangeFeedMode.Incremental);
        while (feed.HasMoreResults)
        {
            var page = await feed.ReadNextAsync();
            if (page.StatusCode == System.Net.HttpStatusCode.NotModified)
                break;
            foreach (var item in page)
                Use(item);
        }
        """);

    // github.com/Azure/azure-libraries-for-net/issues/996
    [Fact]
    public Task Empty_page_is_asked_for_again() => VerifyAsync<LoopDoesNotAdvanceAnalyzer>(
        """
        var request = new ScanRequest("t");
        ScanResponse page;
        do
        {
            page = await [|dynamo.ScanAsync(request)|];
            if (page.Items.Count == 0)
                continue;
            Use(page.Items);
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (page.LastEvaluatedKey?.Count > 0);
        """,
        """
        var request = new ScanRequest("t");
        ScanResponse page;
        do
        {
            page = await dynamo.ScanAsync(request);
            request.ExclusiveStartKey = page.LastEvaluatedKey;
            if (page.Items.Count == 0)
                continue;
            Use(page.Items);
        }
        while (page.LastEvaluatedKey?.Count > 0);
        """);

    // github.com/devlooped/TableStorage/issues/53
    [Fact]
    public Task Thousand_rows_and_no_more() => VerifyAsync<FirstPageOnlyAnalyzer>(
        """
        TableContinuationToken token = null;
        var rows = await [|table.ExecuteQuerySegmentedAsync(new TableQuery<DynamicTableEntity>(), token)|];
        foreach (var row in rows)
            Use(row);
        """,
        """
        TableContinuationToken token = null;
        do
        {
            var rows = await table.ExecuteQuerySegmentedAsync(new TableQuery<DynamicTableEntity>(), token);
            foreach (var row in rows)
                Use(row);
            token = rows.ContinuationToken;
        }
        while (token != null);
        """);

    // github.com/aws/aws-sdk-net/issues/444
    [Fact]
    public Task Documents_of_the_first_page() => VerifyAsync<FirstPageOnlyAnalyzer>(
        """
        var documents1 = await [|systems.ListDocumentsAsync()|];
        return documents1.DocumentIdentifiers;
        """,
        """
        var request = new ListDocumentsRequest();
        do
        {
            var page = await systems.ListDocumentsAsync(request);
            Use(page.DocumentIdentifiers);
            request.NextToken = page.NextToken;
        }
        while (request.NextToken != null);
        """);

    // github.com/Azure/azure-cosmos-dotnet-v3/issues/3128
    [Fact]
    public Task If_instead_of_while() => VerifyAsync<FirstPageOnlyAnalyzer>(
        """
        using var feed = cosmos.GetItemQueryIterator<string>("SELECT * FROM c");
        if (feed.HasMoreResults)
        {
            var page = await [|feed.ReadNextAsync()|];
            return page.Select(item => item.Length).ToList();
        }
        """,
        """
        using var feed = cosmos.GetItemQueryIterator<string>("SELECT * FROM c");
        while (feed.HasMoreResults)
        {
            var page = await feed.ReadNextAsync();
            Use(page.Select(item => item.Length).ToList());
        }
        """);

    // github.com/aws/aws-sdk-net-extensions-cognito/issues/106
    [Fact]
    public Task Wrapper_drops_the_token() => VerifyAsync<FirstPageOnlyAnalyzer>(
        """
        async Task<List<string>> ListAsync(int count, string nextToken)
        {
            var page = await [|systems.ListDocumentsAsync(new ListDocumentsRequest { MaxResults = count, NextToken = nextToken })|];
            var found = new List<string>();
            foreach (var document in page.DocumentIdentifiers)
                found.Add(document.Name);
            return found;
        }

        return await ListAsync(10, null);
        """,
        """
        async Task<(List<string>, string)> ListAsync(int count, string nextToken)
        {
            var page = await systems.ListDocumentsAsync(new ListDocumentsRequest { MaxResults = count, NextToken = nextToken });
            var found = new List<string>();
            foreach (var document in page.DocumentIdentifiers)
                found.Add(document.Name);
            return (found, page.NextToken);
        }

        return await ListAsync(10, null);
        """);

    // github.com/stackery/quickstart-dotnet, src/getItems/Handler.cs
    [Fact]
    public Task Handler_scans_one_page() => VerifyAsync<FirstPageOnlyAnalyzer>(
        """
        var request = new ScanRequest { TableName = "t" };
        var response = [|dynamo.ScanAsync(request)|].Result;
        return response.Items.Select(item => item["id"].S).ToArray();
        """,
        """
        await foreach (var page in dynamo.Paginators.Scan(new ScanRequest { TableName = "t" }).Responses)
            Use(page.Items);
        """);

    // github.com/microsoft/msstore-cli/pull/172
    [Fact]
    public Task Short_page_is_taken_for_the_last() => VerifyAsync<LoopDoesNotAdvanceAnalyzer>(
        """
        var request = new ScanRequest { TableName = "t", Limit = 100 };
        while (true)
        {
            var page = await [|dynamo.ScanAsync(request)|];
            Use(page.Items);
            request.ExclusiveStartKey = page.LastEvaluatedKey;
            if (page.Items.Count < 100)
                break;
        }
        """,
        """
        var request = new ScanRequest { TableName = "t", Limit = 100 };
        while (true)
        {
            var page = await dynamo.ScanAsync(request);
            Use(page.Items);
            request.ExclusiveStartKey = page.LastEvaluatedKey;
            if (request.ExclusiveStartKey == null)
                break;
        }
        """);

    // github.com/awsdocs/aws-doc-sdk-examples/issues/5745
    [Fact]
    public Task Another_request_is_sent() => VerifyAsync<LoopDoesNotAdvanceAnalyzer>(
        """
        var request = new ListDocumentsRequest();
        ListDocumentsResponse page;
        do
        {
            page = await [|systems.ListDocumentsAsync(new ListDocumentsRequest { MaxResults = 50 })|];
            Use(page.DocumentIdentifiers);
            if (page.NextToken is not null)
                request.NextToken = page.NextToken;
        }
        while (page.NextToken is not null);
        """,
        """
        var request = new ListDocumentsRequest();
        ListDocumentsResponse page;
        do
        {
            page = await systems.ListDocumentsAsync(request);
            Use(page.DocumentIdentifiers);
            if (page.NextToken is not null)
                request.NextToken = page.NextToken;
        }
        while (page.NextToken is not null);
        """);

    // github.com/daaco92/NoSQL-WebApi, ItemsController.cs; github.com/LBHackney-IT/charges-api, DynamoDbContextWrapper.cs
    [Fact]
    public Task All_items_go_to_the_client() => VerifyAsync<PagesAreAccumulatedAnalyzer>(
        """
        return await [|context.ScanAsync<Shop>(default(IEnumerable<ScanCondition>)).GetRemainingAsync()|];
        """,
        """
        var search = context.FromScanAsync<Shop>(new ScanOperationConfig { Limit = 50 });
        return (await search.GetNextSetAsync(), search.PaginationToken);
        """);

    // github.com/aws/aws-sdk-net/issues/665
    [Fact]
    public Task Unprocessed_items_are_not_seen() => VerifyAsync<RemainderIsIgnoredAnalyzer>(
        """
        await [|dynamo.BatchWriteItemAsync(new BatchWriteItemRequest())|];
        """,
        """
        var request = new BatchWriteItemRequest();
        do
        {
            request.RequestItems = (await dynamo.BatchWriteItemAsync(request)).UnprocessedItems;
        }
        while (request.RequestItems?.Count > 0);
        """);

    // github.com/awsdocs/aws-doc-sdk-examples, DescribeLogGroups.cs: right, and easily taken for wrong.
    [Fact]
    public Task Token_goes_through_a_local() => VerifySilentAsync(
        """
        var newToken = "";
        var done = false;
        DescribeLogGroupsResponse response;
        do
        {
            var request = new DescribeLogGroupsRequest { Limit = 5 };
            if (!string.IsNullOrEmpty(newToken))
                request.NextToken = newToken;
            response = await logs.DescribeLogGroupsAsync(request);
            response.LogGroups.ForEach(group => Use(group));
            if (response.NextToken is null)
                done = true;
            else
                newToken = response.NextToken;
        }
        while (!done);
        """);

    private static async Task VerifyAsync<TAnalyzer>(string before, string after)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        await PagingVerifier<TAnalyzer>.VerifyAsync(Program(before));
        await VerifySilentAsync(after);
    }

    private static async Task VerifySilentAsync(string body)
    {
        var source = Program(body);
        await PagingVerifier<FirstPageOnlyAnalyzer>.VerifyAsync(source);
        await PagingVerifier<LoopDoesNotAdvanceAnalyzer>.VerifyAsync(source);
        await PagingVerifier<PagesAreAccumulatedAnalyzer>.VerifyAsync(source);
        await PagingVerifier<RemainderIsIgnoredAnalyzer>.VerifyAsync(source);
    }

    private static string Program(string body) => $$"""
        using Amazon.CloudWatchLogs;
        using Amazon.CloudWatchLogs.Model;
        using Amazon.ResourceGroupsTaggingAPI;
        using Amazon.ResourceGroupsTaggingAPI.Model;
        using Amazon.SimpleSystemsManagement;
        using Amazon.SimpleSystemsManagement.Model;
        using Microsoft.Azure.Cosmos;
        using Microsoft.Azure.Cosmos.Table;
        using Microsoft.Azure.Documents.Client;
        using Microsoft.Azure.Storage.Blob;

        public class Shop
        {
            private static void Use(object value) { }

            public static async Task<object> RunAsync(
                IAmazonDynamoDB dynamo, IDynamoDBContext context, IAmazonCloudWatchLogs logs, IAmazonResourceGroupsTaggingAPI tagging, IAmazonSimpleSystemsManagement systems,
                CloudBlobContainer blobs, CloudTable table, DocumentClient documents, Container cosmos)
            {
                {{body.Replace("\n", "\n        ")}}
                return null;
            }
        }
        """;
}
