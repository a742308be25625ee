using Verify = GrowthGuard.Analyzers.Tests.Queries.PagingVerifier<GrowthGuard.Analyzers.Rules.Queries.LoopDoesNotAdvanceAnalyzer>;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Queries.LoopDoesNotAdvanceAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>GG3002: loops that do not go from page to page, or not to the last.</summary>
public sealed class LoopDoesNotAdvanceTests
{
    [Theory]
    [InlineData("QueryResponse response; do { response = await [|dynamo.QueryAsync(request)|]; Use(response.Items); } while (response.LastEvaluatedKey is { Count: > 0 });")]
    [InlineData("QueryResponse response; do { response = await [|dynamo.QueryAsync(request)|]; Use(response.Items); } while (response.LastEvaluatedKey?.Count > 0);")]
    [InlineData("while (true) { var response = await [|dynamo.QueryAsync(request)|]; Use(response.Items); if (response.LastEvaluatedKey == null || response.LastEvaluatedKey.Count == 0) break; }")]
    [InlineData("var more = true; while (more) { var response = await [|dynamo.QueryAsync(request)|]; Use(response.Items); more = response.LastEvaluatedKey?.Count > 0; }")]
    [InlineData("Item last = null; do { var response = await [|dynamo.QueryAsync(request)|]; Use(response.Items); last = response.LastEvaluatedKey; } while (last != null && last.Count != 0);")]
    [InlineData("string next = null; do { var response = await [|s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = \"b\" })|]; Use(response.S3Objects); next = response.NextContinuationToken; } while (!string.IsNullOrEmpty(next));")]
    [InlineData("bool? more; do { var response = await [|s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = \"b\" })|]; Use(response.S3Objects); more = response.IsTruncated; } while (more == true);")]
    [InlineData("for (;;) { var page = await [|dynamo.ListTablesAsync()|]; Use(page.TableNames); if (page.LastEvaluatedTableName == null) return null; }")]
    [InlineData("var start = \"a\"; string last; do { var page = await [|dynamo.ListTablesAsync(start)|]; Use(page.TableNames); last = page.LastEvaluatedTableName; } while (last != null);")]
    [InlineData("while (true) { var page = await [|dynamo.QueryAsync(request)|]; if (page.Items.Count == 0) break; Use(page.Items); }")]
    [InlineData("QueryResponse page; do { page = await [|dynamo.QueryAsync(request)|]; Use(page.Items); } while (page.Items.Any());")]
    public Task Token_is_never_handed_on(string body) => Verify.VerifyBodyAsync("var request = new QueryRequest(\"t\"); " + body);

    [Theory]
    [InlineData("ListObjectsV2Response response; do { response = await [|s3.ListObjectsV2Async(request)|]; Use(response.S3Objects); request.ContinuationToken = response.ContinuationToken; } while (response.IsTruncated == true);")]
    [InlineData("ListObjectsV2Response response; do { response = await [|s3.ListObjectsV2Async(request)|]; Use(response.S3Objects); request.ContinuationToken = response.ContinuationToken; } while (response.ContinuationToken != null);")]
    [InlineData("string next = null; do { var response = await [|s3.ListObjectsV2Async(new ListObjectsV2Request { ContinuationToken = next })|]; Use(response.S3Objects); next = response.ContinuationToken; } while (next != null);")]
    [InlineData("var old = new ListObjectsRequest(); ListObjectsResponse response; do { response = await [|s3.ListObjectsAsync(old)|]; Use(response.S3Objects); old.Marker = response.Marker; } while (response.IsTruncated == true);")]
    public Task Echo_is_taken_for_the_token(string body) => Verify.VerifyBodyAsync("var request = new ListObjectsV2Request(); " + body);

    [Theory]
    [InlineData("ListVersionsResponse response; do { response = await [|s3.ListVersionsAsync(request)|]; Use(response.Versions); request.KeyMarker = response.NextKeyMarker; } while (response.IsTruncated == true);")]
    [InlineData("string marker = null; do { var response = await [|s3.ListVersionsAsync(new ListVersionsRequest { KeyMarker = marker })|]; Use(response.Versions); marker = response.IsTruncated == true ? response.NextKeyMarker : null; } while (marker != null);")]
    public Task One_token_of_two(string body) => Verify.VerifyBodyAsync("var request = new ListVersionsRequest(); " + body);

    [Theory]
    [InlineData("QueryResponse response; do { response = await [|dynamo.QueryAsync(new QueryRequest(\"t\"))|]; Use(response.Items); request.ExclusiveStartKey = response.LastEvaluatedKey; } while (response.LastEvaluatedKey?.Count > 0);")]
    [InlineData("var other = new QueryRequest(\"t\"); QueryResponse response; do { response = await [|dynamo.QueryAsync(other)|]; Use(response.Items); request.ExclusiveStartKey = response.LastEvaluatedKey; } while (response.LastEvaluatedKey?.Count > 0);")]
    [InlineData("QueryResponse response; do { var query = new QueryRequest(\"t\"); response = await [|dynamo.QueryAsync(query)|]; Use(response.Items); query.ExclusiveStartKey = response.LastEvaluatedKey; } while (response.LastEvaluatedKey?.Count > 0);")]
    [InlineData("while (true) { QueryRequest query = new() { TableName = \"t\" }; var response = await [|dynamo.QueryAsync(query)|]; Use(response.Items); if (response.LastEvaluatedKey == null) break; query.ExclusiveStartKey = response.LastEvaluatedKey; }")]
    public Task Token_is_put_into_a_request_that_is_not_sent(string body) =>
        Verify.VerifyBodyAsync("var request = new QueryRequest(\"t\"); " + body);

    [Theory]
    [InlineData("QueryResponse response; do { response = await [|dynamo.QueryAsync(request)|]; if (response.Items.Count == 0) continue; Use(response.Items); request.ExclusiveStartKey = response.LastEvaluatedKey; } while (response.LastEvaluatedKey?.Count > 0);")]
    [InlineData("QueryResponse response; do { response = await [|dynamo.QueryAsync(request)|]; Use(response.Items); request.ExclusiveStartKey = response.LastEvaluatedKey; } while (response.Items.Count > 0 && response.LastEvaluatedKey?.Count > 0);")]
    [InlineData("while (true) { var response = await [|dynamo.QueryAsync(request)|]; if (!response.Items.Any()) break; Use(response.Items); request.ExclusiveStartKey = response.LastEvaluatedKey; if (response.LastEvaluatedKey == null) break; }")]
    [InlineData("QueryResponse response; do { response = await [|dynamo.QueryAsync(request)|]; Use(response.Items); request.ExclusiveStartKey = response.LastEvaluatedKey; } while (response.Count > 0);")]
    [InlineData("ListObjectsV2Response response; var list = new ListObjectsV2Request(); do { response = await [|s3.ListObjectsV2Async(list)|]; Use(response.S3Objects); list.ContinuationToken = response.NextContinuationToken; } while (response.S3Objects.Count > 0);")]
    [InlineData("var response = await [|dynamo.QueryAsync(request)|]; while (response.LastEvaluatedKey?.Count > 0) { Use(response.Items); }")]
    [InlineData("var response = await [|s3.ListObjectsV2Async(new ListObjectsV2Request())|]; do { foreach (var o in response.S3Objects) Use(o); } while (response.IsTruncated == true);")]
    public Task Ends_too_early_or_never(string body) => Verify.VerifyBodyAsync("var request = new QueryRequest(\"t\"); " + body);

    [Theory]
    [InlineData("do { var response = await dynamo.QueryAsync(request); Use(response.Items); request.ExclusiveStartKey = response.LastEvaluatedKey; } while (request.ExclusiveStartKey is { Count: > 0 });")]
    [InlineData("Item next = null; do { request.ExclusiveStartKey = next; var response = await dynamo.QueryAsync(request); Use(response.Items); next = response.LastEvaluatedKey; } while (next?.Count > 0);")]
    [InlineData("QueryResponse response = null; do { var query = new QueryRequest { ExclusiveStartKey = response?.LastEvaluatedKey }; response = await dynamo.QueryAsync(query); Use(response.Items); } while (response.LastEvaluatedKey?.Count > 0);")]
    [InlineData("QueryResponse response; Item next = null; do { var query = new QueryRequest(\"t\"); if (next != null) query.ExclusiveStartKey = next; response = await dynamo.QueryAsync(query); Use(response.Items); next = response.LastEvaluatedKey; } while (next?.Count > 0);")]
    [InlineData("var response = await dynamo.QueryAsync(request); Use(response.Items); while (response.LastEvaluatedKey?.Count > 0) { request.ExclusiveStartKey = response.LastEvaluatedKey; response = await dynamo.QueryAsync(request); Use(response.Items); }")]
    [InlineData("QueryResponse response; do { response = await dynamo.QueryAsync(request); request.ExclusiveStartKey = response.LastEvaluatedKey; if (response.Items.Count == 0) continue; Use(response.Items); } while (response.LastEvaluatedKey?.Count > 0);")]
    [InlineData("QueryResponse response; do { response = await dynamo.QueryAsync(request); Use(response.Items); Advance(request, response); } while (response.LastEvaluatedKey?.Count > 0); static void Advance(QueryRequest request, QueryResponse response) => request.ExclusiveStartKey = response.LastEvaluatedKey;")]
    [InlineData("QueryResponse response; do { response = await dynamo.QueryAsync(request); Use(response.Items); Advance(request, response.LastEvaluatedKey); } while (response.LastEvaluatedKey?.Count > 0); static void Advance(QueryRequest request, Item key) => request.ExclusiveStartKey = key;")]
    [InlineData("(List<Item> Items, Item Next) page = (null, null); do { request.ExclusiveStartKey = page.Next; var response = await dynamo.QueryAsync(request); page = (response.Items, response.LastEvaluatedKey); Use(page.Items); } while (page.Next?.Count > 0);")]
    [InlineData("Item next = null; for (var pages = 0; pages < 10; pages++) { request.ExclusiveStartKey = next; var response = await dynamo.QueryAsync(request); Use(response.Items); if ((next = response.LastEvaluatedKey) == null) break; }")]
    [InlineData("Func<Item, Task<QueryResponse>> page = start => dynamo.QueryAsync(new QueryRequest { ExclusiveStartKey = start }); QueryResponse response = null; do { response = await page(response?.LastEvaluatedKey); Use(response.Items); } while (response.LastEvaluatedKey?.Count > 0);")]
    [InlineData("again: var response = await dynamo.QueryAsync(request); Use(response.Items); if (response.LastEvaluatedKey?.Count > 0) { request.ExclusiveStartKey = response.LastEvaluatedKey; goto again; }")]
    [InlineData("while (true) { var response = await dynamo.QueryAsync(request); Use(response.Items); if (response.LastEvaluatedKey == null) { break; } request = new QueryRequest { ExclusiveStartKey = response.LastEvaluatedKey }; }")]
    [InlineData("QueryResponse response; do { response = await dynamo.QueryAsync(request); Use(response.Items); shop._kept.Add(response.LastEvaluatedKey); request.ExclusiveStartKey = shop._kept[^1]; } while (response.LastEvaluatedKey?.Count > 0);")]
    [InlineData("string start = null; do { var page = await dynamo.ListTablesAsync(start); Use(page.TableNames); start = page.LastEvaluatedTableName; } while (start != null);")]
    [InlineData("async IAsyncEnumerable<Item> All() { do { var response = await dynamo.QueryAsync(request); foreach (var item in response.Items) { yield return item; } request.ExclusiveStartKey = response.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0); } return All();")]
    [InlineData("do { var response = await dynamo.QueryAsync(request); Use(response.Items); if (response.LastEvaluatedKey is not { Count: > 0 } next) break; request.ExclusiveStartKey = next; } while (true);")]
    [InlineData("QueryResponse response; do { response = await dynamo.QueryAsync(request); Use(response.Items); Next(response.LastEvaluatedKey != null); } while (response.LastEvaluatedKey?.Count > 0); void Next(bool isMore) => request = new QueryRequest();")]
    [InlineData("do { var response = await dynamo.QueryAsync(request); Use(response.Items); if (response is { LastEvaluatedKey: { Count: > 0 } next }) request.ExclusiveStartKey = next; else break; } while (true);")]
    public Task Loops_that_advance(string body) => Verify.VerifyBodyAsync("var request = new QueryRequest(\"t\"); " + body);

    [Theory]
    [InlineData("ListObjectsV2Response response; do { response = await s3.ListObjectsV2Async(request); foreach (var o in response.S3Objects) await s3.DeleteObjectAsync(\"b\", o.Key); } while (response.IsTruncated == true);")]
    [InlineData("ListObjectsV2Response response; do { response = await s3.ListObjectsV2Async(request); foreach (var o in response.S3Objects) await UnsubscribeAsync(o.Key); } while (response.IsTruncated == true); static Task UnsubscribeAsync(string key) => Task.CompletedTask;")]
    [InlineData("while (true) { var response = await s3.ListObjectsV2Async(request); if (response.KeyCount == 0) break; await s3.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = \"b\" }); }")]
    [InlineData("while ((await s3.ListObjectsV2Async(request)).KeyCount > 0) { await Task.Delay(1000); }")]
    [InlineData("while (true) { var response = await s3.ListObjectsV2Async(request); if (response.S3Objects.Count > 0) { Use(response.S3Objects); break; } Thread.Sleep(10); }")]
    [InlineData("ListObjectsResponse response; var old = new ListObjectsRequest(); do { response = await s3.ListObjectsAsync(old); Use(response.S3Objects); old.Marker = response.S3Objects.Last().Key; } while (response.IsTruncated == true);")]
    [InlineData("ListObjectsV2Response response; do { response = await s3.ListObjectsV2Async(request); Use(response.S3Objects); request.StartAfter = response.S3Objects.Last().Key; request.ContinuationToken = response.NextContinuationToken; } while (response.IsTruncated == true && response.S3Objects.Count > 0);")]
    [InlineData("ListVersionsResponse response; var versions = new ListVersionsRequest(); do { response = await s3.ListVersionsAsync(versions); Use(response.Versions); versions.KeyMarker = response.NextKeyMarker; versions.VersionIdMarker = response.NextVersionIdMarker; } while (response.IsTruncated == true);")]
    [InlineData("foreach (var prefix in new[] { \"a\", \"b\" }) { request.Prefix = prefix; var response = await s3.ListObjectsV2Async(request); if (response.IsTruncated == true) throw new InvalidOperationException(); }")]
    [InlineData("var response = await s3.ListObjectsV2Async(request); while (response.IsTruncated == true && limit-- > 0) { Use(response.S3Objects); }")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) { try { return (await s3.ListObjectsV2Async(request)).S3Objects; } catch (AmazonS3Exception) { } }")]
    [InlineData("using var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\"); while (feed.HasMoreResults) { var page = await feed.ReadNextAsync(); Use(page.ToList()); }")]
    public Task Other_loops(string body) => Verify.VerifyBodyAsync("var request = new ListObjectsV2Request(); " + body);

    [Theory]
    [InlineData("Microsoft.Azure.Storage.Blob.BlobContinuationToken next = null; Microsoft.Azure.Storage.Blob.BlobResultSegment segment; do { segment = await [|blobs.ListBlobsSegmentedAsync(\"p\", next)|]; Use(segment.Results); } while (segment.ContinuationToken != null);")]
    [InlineData("Microsoft.Azure.Storage.Blob.BlobResultSegment segment; do { segment = await [|blobs.ListBlobsSegmentedAsync(\"p\", null)|]; Use(segment.Results); } while (segment.ContinuationToken != null);")]
    [InlineData("var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\"); var page = await [|feed.ReadNextAsync()|]; while (feed.HasMoreResults) { Use(page.ToList()); }")]
    [InlineData("var feed = cosmos.GetChangeFeedIterator<string>(Microsoft.Azure.Cosmos.ChangeFeedStartFrom.Beginning(), Microsoft.Azure.Cosmos.ChangeFeedMode.Incremental); while (feed.HasMoreResults) { foreach (var item in await [|feed.ReadNextAsync()|]) Use(item); }")]
    public Task Other_clients(string body) => Verify.VerifyBodyAsync(body);

    [Theory]
    [InlineData("Microsoft.Azure.Storage.Blob.BlobContinuationToken next = null; do { var segment = await blobs.ListBlobsSegmentedAsync(\"p\", next); Use(segment.Results); next = segment.ContinuationToken; } while (next != null);")]
    [InlineData("var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\"); var page = await feed.ReadNextAsync(); while (feed.HasMoreResults) { Use(page.ToList()); page = await feed.ReadNextAsync(); }")]
    [InlineData("var feed = cosmos.GetChangeFeedIterator<string>(Microsoft.Azure.Cosmos.ChangeFeedStartFrom.Beginning(), Microsoft.Azure.Cosmos.ChangeFeedMode.Incremental); while (feed.HasMoreResults) { var page = await feed.ReadNextAsync(); if (page.StatusCode == System.Net.HttpStatusCode.NotModified) break; Use(page.ToList()); }")]
    [InlineData("var feed = cosmos.GetChangeFeedIterator<string>(Microsoft.Azure.Cosmos.ChangeFeedStartFrom.Beginning(), Microsoft.Azure.Cosmos.ChangeFeedMode.Incremental); while (feed.HasMoreResults) { var page = await feed.ReadNextAsync(); Use(page.ToList()); await Task.Delay(5000); }")]
    public Task Other_clients_read_to_the_end(string body) => Verify.VerifyBodyAsync(body);

    // github.com/andresharpe/cute/pull/148 had a step of nothing.
    [Theory]
    [InlineData("var skip = 0; while (true) { var page = [|orders.OrderBy(o => o).Skip(skip)|].Take(100).ToList(); if (page.Count == 0) break; Somebody.Use(page); }")]
    [InlineData("var page = 0; List<int> found; do { found = [|orders.Skip(page * size)|].Take(size).ToList(); Somebody.Use(found); } while (found.Count == size);")]
    [InlineData("for (var skip = 0; ;) { var found = [|orders.Skip(skip)|].Take(size).ToArray(); if (!found.Any()) return; Somebody.Use(found); }")]
    public Task Offset_never_changes(string body) => Verify.VerifyAsync(
        "public class Shop { public void Run(IQueryable<int> orders, int size) { " + body + " } }");

    [Theory]
    [InlineData("var skip = 0; while (true) { var page = orders.Skip(skip).Take(100).ToList(); if (page.Count == 0) break; Somebody.Use(page); skip += page.Count; }")]
    [InlineData("var page = 0; List<int> found; do { found = orders.Skip(page++ * size).Take(size).ToList(); Somebody.Use(found); } while (found.Count == size);")]
    [InlineData("for (var skip = 0; ; skip += size) { var found = orders.Skip(skip).Take(size).ToArray(); if (!found.Any()) return; Somebody.Use(found); }")]
    [InlineData("while (orders.Any()) { orders = orders.Skip(size); }")]
    [InlineData("while (true) { var found = orders.Skip(size).Take(10).ToList(); if (found.Count == 0) break; Delete(found); } void Delete(List<int> found) { }")]
    [InlineData("while (true) { var found = orders.Skip(size).Take(10).ToList(); if (found.Count > 0) break; Thread.Sleep(100); }")]
    [InlineData("while (true) { var rest = new List<int>().Skip(size).ToList(); if (rest.Count == 0) break; }")]
    [InlineData("for (var i = 0; i < 3; i++) { Somebody.Use(orders.Skip(size).ToList()); }")]
    public Task Offset_changes_or_the_query_does(string body) => Verify.VerifyAsync(
        "public class Shop { public void Run(IQueryable<int> orders, int size) { " + body + " } }");

    [Fact]
    public Task Ends_that_the_service_tells_in_another_way() => Verify.VerifyAsync("""
        using Amazon.CloudWatchLogs;
        using Amazon.CloudWatchLogs.Model;
        using Amazon.ResourceGroupsTaggingAPI;
        using Amazon.ResourceGroupsTaggingAPI.Model;

        public class Shop
        {
            public async Task Same(IAmazonCloudWatchLogs logs)
            {
                var request = new GetLogEventsRequest();
                do
                {
                    var response = await [|logs.GetLogEventsAsync(request)|];
                    Somebody.Use(response.Events);
                    request.NextToken = response.NextForwardToken;
                }
                while (request.NextToken != null);
            }

            public async Task Compared(IAmazonCloudWatchLogs logs)
            {
                var request = new GetLogEventsRequest();
                while (true)
                {
                    var response = await logs.GetLogEventsAsync(request);
                    Somebody.Use(response.Events);
                    if (response.NextForwardToken == request.NextToken)
                        break;
                    request.NextToken = response.NextForwardToken;
                }
            }

            public async Task Empty(IAmazonResourceGroupsTaggingAPI client)
            {
                var request = new GetResourcesRequest();
                GetResourcesResponse response;
                do
                {
                    response = await [|client.GetResourcesAsync(request)|];
                    Somebody.Use(response.ResourceTagMappingList);
                    request.PaginationToken = response.PaginationToken;
                }
                while (response.PaginationToken is not null);
            }

            public async Task Either(IAmazonResourceGroupsTaggingAPI client)
            {
                var request = new GetResourcesRequest();
                do
                {
                    var response = await client.GetResourcesAsync(request);
                    Somebody.Use(response.ResourceTagMappingList);
                    request.PaginationToken = response.PaginationToken;
                }
                while (!string.IsNullOrEmpty(request.PaginationToken));
            }
        }
        """);

    [Theory]
    [InlineData(
        "do { r = await {|#0:client.ListObjectsV2Async(new ListObjectsV2Request())|}; } while (r.IsTruncated == true);",
        "asks for the same page again and again: 'NextContinuationToken' of the response never becomes 'ContinuationToken' of the request")]
    [InlineData(
        "var q = new ListObjectsV2Request(); do { r = await {|#0:client.ListObjectsV2Async(q)|}; q.ContinuationToken = r.ContinuationToken; } while (r.IsTruncated == true);",
        "does not advance: 'ContinuationToken' of the response only repeats the request's; the next one is 'NextContinuationToken'")]
    [InlineData(
        "r = await {|#0:client.ListObjectsV2Async(new ListObjectsV2Request())|}; while (r.IsTruncated == true) { }",
        "never asks for another page: the call stands before it")]
    public Task Message_says_what_the_loop_does(string body, string what) => Verify.VerifyAsync(
        "public class Shop { public async Task ListAsync(IAmazonS3 client) { ListObjectsV2Response r; " + body + " } }",
        VerifyCS.Diagnostic().WithLocation(0).WithMessage("The loop around 'ListObjectsV2Async' in 'ListAsync' " + what));
}
