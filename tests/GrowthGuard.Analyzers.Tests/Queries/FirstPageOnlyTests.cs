using Verify = GrowthGuard.Analyzers.Tests.Queries.PagingVerifier<GrowthGuard.Analyzers.Rules.Queries.FirstPageOnlyAnalyzer>;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Queries.FirstPageOnlyAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>GG3001: the first page is taken for the whole.</summary>
public sealed class FirstPageOnlyTests
{
    [Theory]
    [InlineData("var response = await [|dynamo.ScanAsync(new ScanRequest { TableName = \"t\" })|]; return response.Items;")]
    [InlineData("return (await [|dynamo.ScanAsync(new ScanRequest(\"t\"))|]).Items;")]
    [InlineData("return (await [|dynamo.ScanAsync(new ScanRequest(\"t\"), cancellationToken)|].ConfigureAwait(false)).Items ?? new();")]
    [InlineData("return [|dynamo.ScanAsync(new ScanRequest(\"t\"))|].Result.Items;")]
    [InlineData("return [|dynamo.ScanAsync(new ScanRequest(\"t\"))|].GetAwaiter().GetResult().Items;")]
    [InlineData("foreach (var item in (await [|dynamo.QueryAsync(new QueryRequest { TableName = \"t\" })|]).Items) { Use(item); }")]
    [InlineData("QueryResponse response; response = await [|dynamo.QueryAsync(new() { TableName = \"t\" })|]; if (response != null) Use(response.Items);")]
    [InlineData("var response = await [|dynamo.QueryAsync(new QueryRequest(\"t\"))|]; return response.Count;")]
    [InlineData("var response = await [|dynamo.QueryAsync(new QueryRequest(\"t\"))|]; return response?.Items?.Count;")]
    [InlineData("var request = new QueryRequest(\"t\"); request.IndexName = \"i\"; var response = await [|dynamo.QueryAsync(request)|]; var items = response.Items; return items.Select(item => item[\"id\"]).ToList();")]
    [InlineData("var response = await [|dynamo.ListTablesAsync()|]; return response.TableNames.Contains(\"t\");")]
    [InlineData("return (await [|dynamo.ListTablesAsync(cancellationToken)|]).TableNames.FirstOrDefault(name => name == \"t\");")]
    [InlineData("return (await [|dynamo.ListTablesAsync()|]).TableNames.Any(name => name == \"t\");")]
    [InlineData("return (await [|dynamo.ScanAsync(\"t\", new List<string> { \"id\" })|]).Items;")]
    [InlineData("var response = await [|s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = \"b\", Prefix = \"p\" })|]; return response.S3Objects.Sum(o => o.Size);")]
    [InlineData("var response = await [|s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = \"b\", MaxKeys = 1000 })|]; return response.S3Objects;")]
    [InlineData("return (await [|s3.ListObjectsV2Async(new ListObjectsV2Request { MaxKeys = null })|]).S3Objects;")]
    [InlineData("var response = await [|s3.ListVersionsAsync(\"b\", \"p\")|]; foreach (var version in response.Versions) { await s3.DeleteObjectAsync(\"b\", version.Key, version.VersionId); }")]
    [InlineData("return (await [|s3.ListObjectsAsync(\"b\")|]).S3Objects.OrderByDescending(o => o.LastModified).First();")]
    [InlineData("foreach (var table in new[] { \"a\", \"b\" }) { var response = await [|dynamo.ScanAsync(new ScanRequest(table))|]; Use(response.Items); }")]
    [InlineData("while (true) { var response = await [|dynamo.ScanAsync(new ScanRequest(\"t\"))|]; foreach (var item in response.Items) { Use(item); } await Task.Delay(1000); }")]
    [InlineData("var response = await [|s3.GetObjectAttributesAsync(new GetObjectAttributesRequest { Key = \"k\" })|]; return response.ObjectParts.Parts;")]
    [InlineData("Func<Task<int>> count = async () => (await [|dynamo.ScanAsync(new ScanRequest(\"t\"))|]).Items.Count; return count;")]
    [InlineData("async Task<int> Count() { var response = await [|dynamo.ScanAsync(new ScanRequest(\"t\"))|]; return response.Items.Count; } return Count();")]
    [InlineData("if (await [|dynamo.ScanAsync(new ScanRequest(\"t\"))|] is { Items: { Count: > 0 } } response) return response.Items;")]
    public Task Only_the_first_page(string body) => Verify.VerifyBodyAsync(body);

    [Theory]
    [InlineData("var response = await dynamo.ScanAsync(new ScanRequest(\"t\")); return response;")]
    [InlineData("return await dynamo.ScanAsync(new ScanRequest(\"t\"));")]
    [InlineData("return dynamo.ScanAsync(new ScanRequest(\"t\"));")]
    [InlineData("var response = await dynamo.ScanAsync(new ScanRequest(\"t\")); await UseAsync(response); return response.Items;")]
    [InlineData("var response = await dynamo.ScanAsync(new ScanRequest(\"t\")); return (response.Items, response.LastEvaluatedKey);")]
    [InlineData("var response = await dynamo.ScanAsync(new ScanRequest(\"t\")); shop._token = response.LastEvaluatedKey[\"id\"].S; return response.Items;")]
    [InlineData("var response = await dynamo.ScanAsync(new ScanRequest(\"t\")); if (response.LastEvaluatedKey?.Count > 0) throw new InvalidOperationException(); return response.Items;")]
    [InlineData("var response = await s3.ListObjectsV2Async(new ListObjectsV2Request()); if (response.IsTruncated == true) Console.WriteLine(\"more\"); return response.S3Objects;")]
    [InlineData("if (await dynamo.ScanAsync(new ScanRequest(\"t\")) is { LastEvaluatedKey: null or { Count: 0 }, Items: var items }) return items;")]
    [InlineData("await dynamo.ListTablesAsync();")]
    [InlineData("_ = await dynamo.ListTablesAsync();")]
    [InlineData("return (await dynamo.ListTablesAsync()).HttpStatusCode;")]
    public Task Token_is_read_or_the_response_is_handed_on(string body) => Verify.VerifyBodyAsync(body);

    [Theory]
    [InlineData("return (await dynamo.QueryAsync(new QueryRequest { Limit = 1 })).Items;")]
    [InlineData("return (await dynamo.QueryAsync(new QueryRequest { Limit = 10 })).Items;")]
    [InlineData("return (await dynamo.QueryAsync(new QueryRequest { Limit = limit })).Items;")]
    [InlineData("var request = new QueryRequest(); request.Limit = limit; return (await dynamo.QueryAsync(request)).Items;")]
    [InlineData("return (await s3.ListObjectsV2Async(new ListObjectsV2Request { MaxKeys = 1 })).S3Objects;")]
    [InlineData("return (await dynamo.ListTablesAsync(limit)).TableNames;")]
    [InlineData("return (await dynamo.QueryAsync(new QueryRequest(\"t\"))).Items.Count > 0;")]
    [InlineData("return (await dynamo.QueryAsync(new QueryRequest(\"t\"))).Items.Any();")]
    [InlineData("return (await dynamo.QueryAsync(new QueryRequest(\"t\"))).Items.FirstOrDefault();")]
    [InlineData("return (await dynamo.QueryAsync(new QueryRequest(\"t\"))).Items.Take(5).ToList();")]
    [InlineData("return (await dynamo.QueryAsync(new QueryRequest(\"t\"))).Items[0];")]
    [InlineData("return (await dynamo.QueryAsync(new QueryRequest(\"t\"))).Count > 0;")]
    [InlineData("var response = await dynamo.QueryAsync(new QueryRequest(\"t\")); return response.Count == 0 ? null : response.Items[0];")]
    [InlineData("var response = await dynamo.QueryAsync(new QueryRequest(\"t\")); var items = response.Items; if (items == null || items.Count == 0) return null; return items.Single();")]
    [InlineData("return (await s3.ListObjectsV2Async(new ListObjectsV2Request())).KeyCount > 0;")]
    [InlineData("return (await s3.ListObjectsV2Async(new ListObjectsV2Request())).S3Objects is { Count: > 0 };")]
    [InlineData("return (await s3.ListBucketsAsync()).Buckets;")]
    [InlineData("return (await s3.ListBucketsAsync(new ListBucketsRequest { Prefix = \"p\" })).Buckets;")]
    public Task One_page_on_purpose(string body) => Verify.VerifyBodyAsync(body);

    [Theory]
    [InlineData("await foreach (var page in {|#0:names.AsPages()|}) { return page.Values.Select(name => name.Length).ToList(); } return null;")]
    [InlineData("var found = new List<string>(); await foreach (var page in {|#0:names.AsPages(pageSizeHint: 500)|}.WithCancellation(cancellationToken).ConfigureAwait(false)) { foreach (var name in page.Values) found.Add(name); break; } return found;")]
    [InlineData("await foreach (var page in {|#0:names.AsPages(null)|}) return page.Values; return null;")]
    [InlineData("await foreach (var page in {|#0:names.AsPages()|}) { if (page.Values.Count == 0) throw new InvalidOperationException(); return page.Values; } return null;")]
    public Task Only_the_first_of_a_sequence_of_pages(string body) =>
        Verify.VerifyAsync(
            PagingSources.Method(body),
            VerifyCS.Diagnostic().WithLocation(0)
                .WithMessage("Only the first page of 'AsyncPageable' is read: later pages are ignored (go through all of them)"));

    [Theory]
    [InlineData("return {|#0:blobs.ListNames().AsPages()|}.First().Values;")]
    [InlineData("var page = {|#0:blobs.ListNames().AsPages()|}.FirstOrDefault(); foreach (var name in page.Values) Use(name); return null;")]
    [InlineData("foreach (var page in {|#0:blobs.ListNames().AsPages()|}) { Use(page.Values.ToList()); return page.Values.Count; } return null;")]
    public Task Only_the_first_page_of_what_is_not_awaited(string body) =>
        Verify.VerifyAsync(
            Blobs(body),
            VerifyCS.Diagnostic().WithLocation(0)
                .WithMessage("Only the first page of 'ListNames' is read: later pages are ignored (go through all of them)"));

    [Theory]
    [InlineData("foreach (var page in blobs.ListNames().AsPages()) Use(page.Values); return null;")]
    [InlineData("foreach (var page in blobs.ListNames().AsPages()) { if (page.Values.FirstOrDefault(name => name == wanted) is { } found) return found; } return null;")]
    [InlineData("foreach (var page in blobs.ListNames().AsPages()) { if (page.Values.Count == 0) continue; return page.Values; } return null;")]
    [InlineData("foreach (var page in blobs.ListNames().AsPages()) { return page; } return null;")]
    [InlineData("foreach (var page in blobs.ListNames().AsPages()) { return (page.Values, page.ContinuationToken); } return null;")]
    [InlineData("foreach (var page in blobs.ListNames().AsPages(wanted)) { return page.Values; } return null;")]
    [InlineData("foreach (var page in blobs.ListNames().AsPages(null, 20)) { return page.Values; } return null;")]
    [InlineData("foreach (var page in blobs.ListNames().AsPages(pageSizeHint: size)) { return page.Values; } return null;")]
    [InlineData("foreach (var page in blobs.ListNames().AsPages()) { return page.Values.Count > 0; } return null;")]
    [InlineData("foreach (var page in blobs.ListNames().AsPages()) { return page.Values[0]; } return null;")]
    [InlineData("foreach (var page in blobs.ListNames().AsPages()) { Use(page); return page.Values; } return null;")]
    [InlineData("return blobs.ListNames().AsPages().First();")]
    [InlineData("return blobs.ListNames().AsPages().First().Values.Any();")]
    [InlineData("var page = blobs.ListNames().AsPages().First(); Use(page.ContinuationToken); return page.Values;")]
    [InlineData("return blobs.ListNames().AsPages(null, 10).First().Values;")]
    [InlineData("return blobs.ListNames().AsPages().First(page => page.Values.Contains(wanted)).Values;")]
    [InlineData("return blobs.ListNames().First();")]
    public Task Pages_that_are_gone_through_or_one_on_purpose(string body) => Verify.VerifyAsync(Blobs(body));

    private static string Blobs(string body) => $$"""
        public abstract class Blobs
        {
            public abstract Pageable<string> ListNames();
        }

        public static class Program
        {
            private static void Use(object value) { }

            public static object Run(Blobs blobs, string wanted, int size)
            {
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("(string name = null)", "name", true)]
    [InlineData("(string? name = default)", "name", true)]
    [InlineData("(string name)", "name", false)]
    [InlineData("(string name = \"main\")", "name", false)]
    [InlineData("(string name = null)", "name ?? \"main\"", false)]
    public Task A_name_that_callers_may_leave_out_is_no_name(string parameters, string name, bool isReported) => Verify.VerifyAsync($$"""
        public class StacksRequest { public string StackName { get; set; } public string NextToken { get; set; } }

        public class StacksResponse { public List<string> Stacks { get; set; } public string NextToken { get; set; } }

        public interface IClient { Task<StacksResponse> DescribeStacksAsync(StacksRequest request); }

        public class Stacks
        {
            private readonly IClient client = null;

            public async Task<List<string>> ListAsync{{parameters}} => (await {{(isReported ? "[|" : "")}}client.DescribeStacksAsync(new StacksRequest { StackName = {{name}} }){{(isReported ? "|]" : "")}}).Stacks;
        }
        """);

    [Theory]
    [InlineData("return (await dynamo.ScanAsync(given)).Items;")]
    [InlineData("given.TableName = \"t\"; return (await dynamo.ScanAsync(given)).Items;")]
    [InlineData("return (await dynamo.ScanAsync(new ScanRequest { ExclusiveStartKey = key })).Items;")]
    [InlineData("var request = new ScanRequest(); request.ExclusiveStartKey = key; return (await dynamo.ScanAsync(request)).Items;")]
    [InlineData("return (await dynamo.ListTablesAsync(token)).TableNames;")]
    [InlineData("return (await s3.ListObjectsAsync(new ListObjectsRequest { Marker = token })).S3Objects;")]
    public Task Caller_has_the_token(string body) => Verify.VerifyBodyAsync(body);

    [Theory]
    [InlineData("var request = new ScanRequest(\"t\"); do { var response = await dynamo.ScanAsync(request); Use(response.Items); request.ExclusiveStartKey = response.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0);")]
    [InlineData("Item start = null; do { var response = await dynamo.ScanAsync(new ScanRequest { ExclusiveStartKey = start }); Use(response.Items); start = response.LastEvaluatedKey; } while (start != null && start.Count > 0);")]
    [InlineData("var request = new ScanRequest(\"t\"); next: var response = await dynamo.ScanAsync(request); Use(response.Items); request.ExclusiveStartKey = response.LastEvaluatedKey; if (request.ExclusiveStartKey?.Count > 0) goto next;")]
    [InlineData("await foreach (var page in dynamo.Paginators.Scan(new ScanRequest(\"t\")).Responses) { Use(page.Items); }")]
    [InlineData("async Task Next(Item start) { var response = await dynamo.ScanAsync(new ScanRequest { ExclusiveStartKey = start }); Use(response.Items); if (response.LastEvaluatedKey?.Count > 0) await Next(response.LastEvaluatedKey); } await Next(null);")]
    [InlineData("async IAsyncEnumerable<Item> All() { var request = new ScanRequest(\"t\"); do { var response = await dynamo.ScanAsync(request); foreach (var item in response.Items) yield return item; request.ExclusiveStartKey = response.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0); } return All();")]
    [InlineData("string next = null; do { var response = await s3.ListObjectsV2Async(new() { ContinuationToken = next }); Use(response.S3Objects); next = response.IsTruncated == true ? response.NextContinuationToken : null; } while (next != null);")]
    [InlineData("Func<Item, Task<(List<Item>, Item)>> page = async start => { var response = await dynamo.ScanAsync(new ScanRequest { ExclusiveStartKey = start }); return (response.Items, response.LastEvaluatedKey); }; var (items, next) = await page(null); while (next?.Count > 0) { (items, next) = await page(next); }")]
    public Task Pages_are_followed(string body) => Verify.VerifyBodyAsync(body);

    [Fact]
    public Task A_helper_makes_the_request() => Verify.VerifyAsync("""
        public class Shop
        {
            private readonly IAmazonDynamoDB client = null;

            public async Task<IReadOnlyList<Item>> FindAsync(string customer)
            {
                var response = await [|client.QueryAsync(ByCustomer(customer))|];
                return response.Items ?? new();
            }

            public async Task<IReadOnlyList<Item>> NewestAsync(string customer)
            {
                var response = await client.QueryAsync(Newest(customer));
                return response.Items ?? new();
            }

            public async Task<IReadOnlyList<Item>> LoggedAsync(string customer)
            {
                var response = await [|client.QueryAsync(Logged(customer))|];
                return response.Items ?? new();
            }

            private static QueryRequest Logged(string customer)
            {
                Func<QueryRequest> first = () => new QueryRequest { TableName = "orders", Limit = 1 };
                Console.WriteLine(first());
                return ByCustomer(customer);
            }

            private static QueryRequest ByCustomer(string customer) => new() { TableName = "orders", KeyConditionExpression = customer };

            private static QueryRequest Newest(string customer)
            {
                var request = ByCustomer(customer);
                request.Limit = 20;
                return request;
            }
        }
        """);

    [Fact]
    public Task A_helper_sets_the_token() => Verify.VerifyAsync("""
        public class Shop
        {
            private readonly IAmazonDynamoDB client = null;

            private readonly Item position = null;

            public async Task<IReadOnlyList<Item>> FindAsync()
            {
                var request = new ScanRequest("orders");
                Continue(request);
                return (await client.ScanAsync(request)).Items;
            }

            private void Continue(ScanRequest request) => request.ExclusiveStartKey = position;
        }
        """);

    [Fact]
    public Task A_wrapper_that_takes_the_token_and_gives_none() => Verify.VerifyAsync("""
        public class Shop
        {
            private readonly IAmazonDynamoDB client = null;

            public async Task<List<string>> ListAsync(string nextToken, int count)
            {
                var response = await [|client.ListExportsAsync(new ListExportsRequest { NextToken = nextToken, MaxResults = count })|];
                return response.ExportSummaries.Select(summary => summary.ExportArn).ToList();
            }

            public async Task<(List<ExportSummary>, string)> PageAsync(string nextToken, int count)
            {
                var response = await client.ListExportsAsync(new ListExportsRequest { NextToken = nextToken, MaxResults = count });
                return (response.ExportSummaries, response.NextToken);
            }
        }
        """);

    [Fact]
    public Task Services_that_do_not_keep_to_the_rule() => Verify.VerifyAsync("""
        using Amazon.EC2;
        using Amazon.EC2.Model;
        using Amazon.CloudFormation;
        using Amazon.CloudFormation.Model;

        public class Shop
        {
            public async Task<object> All(IAmazonEC2 ec2) => (await ec2.DescribeInstancesAsync(new DescribeInstancesRequest())).Reservations;

            public async Task<object> Page(IAmazonEC2 ec2) => (await [|ec2.DescribeInstancesAsync(new DescribeInstancesRequest { MaxResults = 1000 })|]).Reservations;

            public async Task<object> Named(IAmazonCloudFormation client, string name) => (await client.DescribeStacksAsync(new DescribeStacksRequest { StackName = name })).Stacks;

            public async Task<object> Stacks(IAmazonCloudFormation client) => (await [|client.DescribeStacksAsync(new DescribeStacksRequest())|]).Stacks;
        }
        """);

    [Theory]
    [InlineData("using var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\"); if (feed.HasMoreResults) { foreach (var item in await [|feed.ReadNextAsync()|]) Use(item); }")]
    [InlineData("var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\"); var page = await [|feed.ReadNextAsync(cancellationToken)|]; return page.ToList();")]
    [InlineData("var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\"); var page = await [|feed.ReadNextAsync()|]; return page.Resource;")]
    [InlineData("var search = context.ScanAsync<Shop>(new List<ScanCondition>()); return (await [|search.GetNextSetAsync()|]).Select(shop => shop.ToString()).ToList();")]
    [InlineData("var segment = await [|blobs.ListBlobsSegmentedAsync(\"p\", null)|]; return segment.Results.ToList();")]
    public Task Readers(string body) => Verify.VerifyBodyAsync(body);

    [Theory]
    [InlineData("var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\"); while (feed.HasMoreResults) { foreach (var item in await feed.ReadNextAsync()) Use(item); }")]
    [InlineData("var feed = cosmos.GetItemQueryIterator<string>(\"SELECT TOP 10 * FROM c\"); return (await feed.ReadNextAsync()).ToList();")]
    [InlineData("var query = new Microsoft.Azure.Cosmos.QueryDefinition(\"SELECT VALUE COUNT(1) FROM c\"); var feed = cosmos.GetItemQueryIterator<string>(query); return (await feed.ReadNextAsync()).Sum(int.Parse);")]
    [InlineData("var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\", requestOptions: new() { MaxItemCount = limit }); return (await feed.ReadNextAsync()).ToList();")]
    [InlineData("var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\", token); var page = await feed.ReadNextAsync(); return (page.ToList(), page.ContinuationToken);")]
    [InlineData("var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c WHERE c.id = 1\"); return (await feed.ReadNextAsync()).FirstOrDefault();")]
    [InlineData("var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\"); return await feed.ReadNextAsync();")]
    [InlineData("var search = context.ScanAsync<Shop>(new List<ScanCondition>()); do { Use(await search.GetNextSetAsync()); } while (!search.IsDone);")]
    [InlineData("var search = context.ScanAsync<Shop>(new List<ScanCondition>()); return (await search.GetNextSetAsync()).FirstOrDefault();")]
    [InlineData("var search = context.FromQueryAsync<Shop>(new QueryOperationConfig { Limit = limit }); return (await search.GetNextSetAsync()).Select(shop => shop.ToString()).ToList();")]
    [InlineData("var search = context.ScanAsync<Shop>(new List<ScanCondition>()); var page = await search.GetNextSetAsync(); return (page.Count, search.PaginationToken);")]
    [InlineData("Microsoft.Azure.Storage.Blob.BlobContinuationToken next = null; do { var segment = await blobs.ListBlobsSegmentedAsync(\"p\", next); Use(segment.Results); next = segment.ContinuationToken; } while (next != null);")]
    public Task Readers_that_are_read_to_the_end_or_limited(string body) => Verify.VerifyBodyAsync(body);

    [Fact]
    public Task Operations_of_ones_own()
    {
        var test = Verify.TestOf("""
            namespace Shop.Client
            {
                public class ShopRequest { }
                public class FindOrdersRequest : ShopRequest { public string Cursor { get; set; } public int BatchSize { get; set; } }
                public class FindOrdersResponse { public List<string> Orders { get; set; } public string NextCursor { get; set; } }
                public class Query { public string Cursor { get; set; } }

                public class OrdersClient
                {
                    public Task<FindOrdersResponse> FindOrdersAsync(FindOrdersRequest request) => null;

                    public Task<FindOrdersResponse> SearchAsync(Query query) => null;
                }

                public class Program
                {
                    public async Task<object> A(OrdersClient client) => (await [|client.FindOrdersAsync(new FindOrdersRequest())|]).Orders;

                    public async Task<object> B(OrdersClient client) => (await client.FindOrdersAsync(new FindOrdersRequest { BatchSize = 5 })).Orders;

                    public async Task<object> C(OrdersClient client) => (await [|client.SearchAsync(new Query())|]).Orders;
                }
            }
            """);
        test.TestState.AdditionalFiles.Add(("/0/GrowthGuard.facts.txt", """
            whole-result Shop.Client.OrdersClient adds GetAllAsync
            page-token NextCursor feeds Cursor
            page-limit BatchSize
            """));
        return test.RunAsync();
    }

    [Fact]
    public Task Tests_of_ones_own_may_read_one_page() => Verify.VerifyAsync("""
        public class FactAttribute : Attribute { }

        public class ShopTests
        {
            [Xunit.Fact]
            public async Task Has_orders(IAmazonDynamoDB client) => Somebody.Use((await client.ScanAsync(new ScanRequest("orders"))).Items);
        }

        namespace Xunit
        {
            public class FactAttribute : Attribute { }
        }
        """);

    [Fact]
    public Task Message_names_the_call_the_member_and_the_token() => Verify.VerifyAsync(
        """
        public class Shop
        {
            public async Task<List<S3ObjectVersion>> ListAsync(IAmazonS3 client) => (await {|#0:client.ListVersionsAsync(new ListVersionsRequest())|}).Versions;
        }
        """,
        VerifyCS.Diagnostic().WithLocation(0)
            .WithMessage(
                "'NextKeyMarker' and 'NextVersionIdMarker' of 'ListVersionsAsync' are never read: later pages are ignored (continue with 'KeyMarker' and 'VersionIdMarker')"));

    [Theory]
    [InlineData("var response = await dynamo.ScanAsync(new ScanRequest(\"t\")")]
    [InlineData("return (await dynamo.ScanAsync()).;")]
    [InlineData("while (await dynamo.QueryAsync(new ) { }")]
    public async Task Half_typed(string body)
    {
        var test = Verify.TestOf(PagingSources.Method(body));
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        await test.RunAsync();
    }
}
