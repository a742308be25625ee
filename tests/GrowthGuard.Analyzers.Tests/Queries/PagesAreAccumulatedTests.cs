using Verify = GrowthGuard.Analyzers.Tests.Queries.PagingVerifier<GrowthGuard.Analyzers.Rules.Queries.PagesAreAccumulatedAnalyzer>;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Queries.PagesAreAccumulatedAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>GG3003: all pages in memory.</summary>
public sealed class PagesAreAccumulatedTests
{
    [Theory]
    [InlineData("do { var page = await dynamo.ScanAsync(request); [|all.AddRange(page.Items)|]; request.ExclusiveStartKey = page.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0);")]
    [InlineData("do { var page = await dynamo.ScanAsync(request); [|all.AddRange(page.Items ?? new())|]; request.ExclusiveStartKey = page.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0);")]
    [InlineData("do { var page = await dynamo.ScanAsync(request); foreach (var item in page.Items) { [|all.Add(item)|]; } request.ExclusiveStartKey = page.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0);")]
    [InlineData("do { var page = await dynamo.ScanAsync(request); if (page.Items != null) [|all.AddRange(page.Items)|]; request.ExclusiveStartKey = page.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0);")]
    [InlineData("var keys = new HashSet<string>(); do { var page = await dynamo.ScanAsync(request); [|keys.UnionWith(page.Items.Select(item => item[\"id\"].S))|]; request.ExclusiveStartKey = page.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0);")]
    [InlineData("await foreach (var page in dynamo.Paginators.Scan(request).Responses) { [|all.AddRange(page.Items)|]; }")]
    [InlineData("await foreach (var page in dynamo.Paginators.Scan(request).Responses.WithCancellation(cancellationToken)) { foreach (var item in page.Items) [|all.Add(item)|]; }")]
    [InlineData("var keys = new List<string>(); await foreach (var o in s3.Paginators.ListObjectsV2(new ListObjectsV2Request()).S3Objects) { [|keys.Add(o.Key)|]; } return keys;")]
    [InlineData("var keys = new List<string>(); await foreach (var name in names) { [|keys.Add(name)|]; } return keys;")]
    [InlineData("var keys = new List<string>(); await foreach (var page in names.AsPages(null, 50)) { [|keys.AddRange(page.Values)|]; } return keys;")]
    [InlineData("return await [|context.ScanAsync<Shop>(new List<ScanCondition>()).GetRemainingAsync()|];")]
    [InlineData("var search = context.QueryAsync<Shop>(\"hash\"); return await [|search.GetRemainingAsync(cancellationToken)|];")]
    [InlineData("var shops = new List<Shop>(); var search = context.ScanAsync<Shop>(new List<ScanCondition>()); do { [|shops.AddRange(await search.GetNextSetAsync())|]; } while (!search.IsDone);")]
    [InlineData("var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\"); while (feed.HasMoreResults) foreach (var one in await feed.ReadNextAsync()) [|found.Add(one)|]; return found;")]
    [InlineData("var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\"); while (feed.HasMoreResults) { var page = await feed.ReadNextAsync(); [|found.AddRange(page)|]; } return found;")]
    [InlineData("var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\"); while (feed.HasMoreResults) { foreach (var item in await feed.ReadNextAsync()) { [|found.Add(item)|]; } } return found;")]
    [InlineData("var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\"); while (feed.HasMoreResults) { var page = await feed.ReadNextAsync(); [|found.AddRange(page.ToList())|]; } return found;")]
    [InlineData("var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(new Microsoft.Azure.Cosmos.QueryDefinition(\"SELECT * FROM c WHERE c.state = 'open'\")); while (feed.HasMoreResults) { [|found.AddRange(await feed.ReadNextAsync())|]; } return found;")]
    [InlineData("var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\", requestOptions: new Microsoft.Azure.Cosmos.QueryRequestOptions { PartitionKey = new Microsoft.Azure.Cosmos.PartitionKey(\"orders\") }); while (feed.HasMoreResults) { [|found.AddRange(await feed.ReadNextAsync())|]; } return found;")]
    [InlineData("var query = new System.Text.StringBuilder(\"SELECT * FROM c\"); var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(new Microsoft.Azure.Cosmos.QueryDefinition(query.ToString())); while (feed.HasMoreResults) { [|found.AddRange(await feed.ReadNextAsync())|]; } return found;")]
    [InlineData("var query = new System.Text.StringBuilder(\"SELECT * FROM c WHERE c.state = 'open'\"); if (limit > 0) query.Append(\" LIMIT 10\"); var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(new Microsoft.Azure.Cosmos.QueryDefinition(query.ToString())); while (feed.HasMoreResults) { [|found.AddRange(await feed.ReadNextAsync())|]; } return found;")]
    [InlineData("var query = new System.Text.StringBuilder(\"SELECT * FROM c\"); var first = query.ToString(); query.Append(\" OFFSET 0 LIMIT 20\"); var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(new Microsoft.Azure.Cosmos.QueryDefinition(first)); while (feed.HasMoreResults) { [|found.AddRange(await feed.ReadNextAsync())|]; } return found;")]
    [InlineData("return await [|names.Select(name => name.Length).ToListAsync()|];")]
    public Task All_pages(string body) =>
        Verify.VerifyBodyAsync("var request = new ScanRequest(\"t\"); var all = new List<Item>(); " + body);

    [Theory]
    [InlineData(
        "new Microsoft.Azure.Cosmos.QueryDefinition(\"SELECT * FROM c WHERE c.owner = @owner\").WithParameter(\"@owner\", owner)",
        false)]
    [InlineData("new Microsoft.Azure.Cosmos.QueryDefinition(\"SELECT * FROM c\")", true)]
    public Task A_definition_that_callers_give(string definition, bool isReported) => Verify.VerifyAsync($$"""
        public class Store
        {
            private readonly Microsoft.Azure.Cosmos.Container _container = null;

            public async Task<List<string>> OfAsync(string owner)
            {
                var definition = {{definition}};
                return await ReadAsync(definition);
            }

            private async Task<List<string>> ReadAsync(Microsoft.Azure.Cosmos.QueryDefinition query)
            {
                var found = new List<string>();
                var feed = _container.GetItemQueryIterator<string>(query);
                while (feed.HasMoreResults)
                {
                    {{(isReported ? "[|found.AddRange(await feed.ReadNextAsync())|]" : "found.AddRange(await feed.ReadNextAsync())")}};
                }

                return found;
            }
        }
        """);

    [Theory]
    [InlineData("private", "ReadAsync(\"SELECT * FROM c WHERE c.owner = '\" + owner + \"'\")", false)]
    [InlineData("private", "ReadAsync(\"SELECT * FROM c\")", true)]
    [InlineData("private", "ReadAsync(owner)", true)]
    [InlineData(
        "private",
        "owner.Length > 3 ? ReadAsync(\"SELECT * FROM c\") : ReadAsync(\"SELECT * FROM c WHERE c.owner = '\" + owner + \"'\")",
        true)]
    [InlineData("public", "ReadAsync(\"SELECT * FROM c WHERE c.owner = '\" + owner + \"'\")", true)]
    public Task A_query_that_callers_give(string access, string call, bool isReported) => Verify.VerifyAsync($$"""
        public class Store
        {
            private readonly Microsoft.Azure.Cosmos.Container _container = null;

            public Task<List<string>> OfAsync(string owner) => {{call}};

            {{access}} async Task<List<string>> ReadAsync(string query)
            {
                var found = new List<string>();
                var feed = _container.GetItemQueryIterator<string>(query);
                while (feed.HasMoreResults)
                {
                    {{(isReported ? "[|found.AddRange(await feed.ReadNextAsync())|]" : "found.AddRange(await feed.ReadNextAsync())")}};
                }

                return found;
            }
        }
        """);

    [Theory]
    [InlineData("Azure.ResourceManager.ArmResource", false)]
    [InlineData("object", true)]
    public Task What_quotas_of_an_account_limit(string resource, bool isReported) => Verify.VerifyAsync($$"""
        public static class Fleet
        {
            public static async Task<List<string>> ListAsync(Machines machines)
            {
                var names = new List<string>();
                await foreach (var machine in machines.GetAllAsync())
                {
                    {{(isReported ? "[|names.Add(machine.Name)|]" : "names.Add(machine.Name)")}};
                }

                return names;
            }
        }

        public abstract class Machines { public abstract AsyncPageable<Machine> GetAllAsync(); }

        public class Machine : {{resource}} { public string Name { get; set; } }

        namespace Azure.ResourceManager { public abstract class ArmResource { } }
        """);

    [Theory]
    [InlineData("do { var page = await dynamo.ScanAsync(request); all.AddRange(page.Items); request.ExclusiveStartKey = page.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0 && all.Count < limit);")]
    [InlineData("do { var page = await dynamo.ScanAsync(request); all.AddRange(page.Items); if (all.Count >= 1000) break; request.ExclusiveStartKey = page.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0);")]
    [InlineData("var pages = 0; do { var page = await dynamo.ScanAsync(request); all.AddRange(page.Items); request.ExclusiveStartKey = page.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0 && ++pages < 10);")]
    [InlineData("do { var page = await dynamo.ScanAsync(request); all.AddRange(page.Items); await UseAsync(all); all.Clear(); request.ExclusiveStartKey = page.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0);")]
    [InlineData("do { var page = await dynamo.ScanAsync(request); var batch = new List<Item>(); batch.AddRange(page.Items); await UseAsync(batch); request.ExclusiveStartKey = page.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0);")]
    [InlineData("do { var page = await dynamo.ScanAsync(request); foreach (var item in page.Items) { if (item.ContainsKey(\"open\")) all.Add(item); } request.ExclusiveStartKey = page.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0);")]
    [InlineData("do { var page = await dynamo.ScanAsync(request); all.AddRange(page.Items.Where(item => item.ContainsKey(\"open\"))); request.ExclusiveStartKey = page.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0);")]
    [InlineData("do { var page = await dynamo.ScanAsync(request); foreach (var item in page.Items) { if (!item.ContainsKey(\"open\")) continue; all.Add(item); } request.ExclusiveStartKey = page.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0);")]
    [InlineData("do { var page = await dynamo.ScanAsync(request); foreach (var item in page.Items) await UseAsync(item); request.ExclusiveStartKey = page.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0);")]
    [InlineData("var sum = 0; do { var page = await dynamo.ScanAsync(request); sum += page.Items.Count; request.ExclusiveStartKey = page.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0);")]
    [InlineData("var sums = new List<int>(); do { var page = await dynamo.ScanAsync(request); sums.Add(page.Items.Count); request.ExclusiveStartKey = page.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0);")]
    [InlineData("string start = null; var tables = new List<string>(); do { var page = await dynamo.ListTablesAsync(start); tables.AddRange(page.TableNames); start = page.LastEvaluatedTableName; } while (start != null);")]
    [InlineData("var tables = new List<string>(); await foreach (var name in dynamo.Paginators.ListTables(new ListTablesRequest()).TableNames) tables.Add(name);")]
    [InlineData("all.AddRange((await dynamo.ScanAsync(request)).Items);")]
    [InlineData("await foreach (var page in dynamo.Paginators.Scan(request).Responses) { await UseAsync(page.Items); }")]
    [InlineData("await foreach (var page in dynamo.Paginators.Scan(request).Responses) { all.AddRange(page.Items); if (all.Count > limit) break; }")]
    [InlineData("await foreach (var page in dynamo.Paginators.Scan(request).Responses) { var batch = new List<Item>(page.Items); await UseAsync(batch); }")]
    [InlineData("var keys = new List<string>(); await foreach (var name in names) { if (name.StartsWith(\"a\")) keys.Add(name); } return keys;")]
    [InlineData("await foreach (var page in names.AsPages()) { Use(page.Values); break; }")]
    [InlineData("var pages = new List<string>(); await foreach (var name in names) { await UseAsync(name); }")]
    [InlineData("using var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\"); while (feed.HasMoreResults) { var page = await feed.ReadNextAsync(); await UseAsync(page.ToList()); }")]
    [InlineData("var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\"); while (feed.HasMoreResults && found.Count < limit) { found.AddRange(await feed.ReadNextAsync()); } return found;")]
    [InlineData("var query = new System.Text.StringBuilder(\"SELECT * FROM c\"); query.Append(\" OFFSET @offset LIMIT @limit\"); var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(new Microsoft.Azure.Cosmos.QueryDefinition(query.ToString())); while (feed.HasMoreResults) { found.AddRange(await feed.ReadNextAsync()); } return found;")]
    [InlineData("var query = new System.Text.StringBuilder(\"SELECT * FROM c WHERE c.open = true\"); if (limit > 3) query.Append(\" AND c.size > 3\"); query.Append(\" ORDER BY c.date\").AppendLine(\" DESC\").Append($\" OFFSET {limit} LIMIT 20\"); var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(new Microsoft.Azure.Cosmos.QueryDefinition(query.ToString())); while (feed.HasMoreResults) { found.AddRange(await feed.ReadNextAsync()); } return found;")]
    [InlineData("var query = new System.Text.StringBuilder($\"SELECT * FROM c WHERE c.owner = '{token}'\"); var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(new Microsoft.Azure.Cosmos.QueryDefinition(query.ToString())); while (feed.HasMoreResults) { found.AddRange(await feed.ReadNextAsync()); } return found;")]
    [InlineData("var query = new System.Text.StringBuilder(\"SELECT * FROM c\"); query.Append($\" WHERE c.owner = '{token}'\"); var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(new Microsoft.Azure.Cosmos.QueryDefinition(query.ToString())); while (feed.HasMoreResults) { found.AddRange(await feed.ReadNextAsync()); } return found;")]
    [InlineData("var ids = string.Join(\",\", new[] { token }); var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(new Microsoft.Azure.Cosmos.QueryDefinition($\"SELECT * FROM c WHERE c.id IN ({ids})\")); while (feed.HasMoreResults) { found.AddRange(await feed.ReadNextAsync()); } return found;")]
    [InlineData("var query = new System.Text.StringBuilder(\"SELECT * FROM c WHERE c.owner = @owner\"); if (limit > 3) query.Append(\" AND c.size > 3\"); var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(new Microsoft.Azure.Cosmos.QueryDefinition(query.ToString())); while (feed.HasMoreResults) { found.AddRange(await feed.ReadNextAsync()); } return found;")]
    [InlineData("foreach (var item in shop._kept) { all.Add(item); } return all.ToList();")]
    [InlineData("var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\"); while (feed.HasMoreResults) foreach (var one in await feed.ReadNextAsync()) if (one.Length > 3) found.Add(one); return found;")]
    [InlineData("var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(\"SELECT TOP 50 * FROM c ORDER BY c.ts DESC\"); while (feed.HasMoreResults) { found.AddRange(await feed.ReadNextAsync()); } return found;")]
    [InlineData("var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>($\"SELECT TOP {limit} * FROM c\"); while (feed.HasMoreResults) { found.AddRange(await feed.ReadNextAsync()); } return found;")]
    [InlineData("var found = new List<string>(); await foreach (var name in names) { limit--; found.Add(name); if (limit == 0) break; } return found;")]
    [InlineData("do { var page = await dynamo.ScanAsync(request); foreach (var item in page.Items) { if (item.Count > 3) { limit--; if (limit < 0) { break; } } all.Add(item); } request.ExclusiveStartKey = page.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0);")]
    [InlineData("do { var page = await dynamo.ScanAsync(request); foreach (var item in page.Items) { if (item[\"id\"] != null) { all.Add(item); } } request.ExclusiveStartKey = page.LastEvaluatedKey; } while (request.ExclusiveStartKey?.Count > 0);")]
    [InlineData("var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\"); while (feed.HasMoreResults) { var page = await feed.ReadNextAsync(); found.AddRange(page); if (page.Count > 0) { break; } } return found;")]
    [InlineData("var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(new Microsoft.Azure.Cosmos.QueryDefinition(\"SELECT * FROM c WHERE c.shop = @shop\").WithParameter(\"@shop\", limit)); while (feed.HasMoreResults) { found.AddRange(await feed.ReadNextAsync()); } return found;")]
    [InlineData("var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>($\"SELECT * FROM c WHERE c.shop = '{limit}' AND c.open = true\"); while (feed.HasMoreResults) { found.AddRange(await feed.ReadNextAsync()); } return found;")]
    [InlineData("var found = new List<string>(); using var feed = cosmos.GetItemQueryIterator<string>(\"SELECT * FROM c\", requestOptions: new Microsoft.Azure.Cosmos.QueryRequestOptions { PartitionKey = new Microsoft.Azure.Cosmos.PartitionKey(limit.ToString()) }); while (feed.HasMoreResults) { found.AddRange(await feed.ReadNextAsync()); } return found;")]
    public Task Limits_streams_and_choices(string body) =>
        Verify.VerifyBodyAsync("var request = new ScanRequest(\"t\"); var all = new List<Item>(); " + body);

    [Fact]
    public Task Pageable_to_list() => Verify.VerifyAsync("""
        public class Shop
        {
            public List<string> All(Pageable<string> names) => [|names.ToList()|];

            public string[] Array(Pageable<string> names) => [|names.ToArray()|];

            public List<string> Ten(Pageable<string> names) => names.Take(10).ToList();

            public List<string> Chosen(Pageable<string> names) => names.Where(name => name.Length > 3).ToList();

            public List<string> Loop(Pageable<string> names)
            {
                var all = new List<string>();
                foreach (var name in names)
                {
                    [|all.Add(name)|];
                }

                return all;
            }
        }
        """);

    [Fact]
    public Task One_of_many_is_named_in_full() => Verify.VerifyAsync("""
        public class Folder
        {
            public Pageable<string> GetNames(string prefix = null, CancellationToken cancellationToken = default) => null;
        }

        public class Shop
        {
            public List<string> Run(Folder folder, Guid run) => folder.GetNames(prefix: $"failed/{run}").ToList();

            public List<string> Order(Folder folder, string orderId) => folder.GetNames("orders/" + orderId).ToList();

            public List<string> OfTenant(Folder folder, string tenantId) => [|folder.GetNames($"{tenantId}/").ToList()|];

            public List<string> Under(Folder folder, string path) => [|folder.GetNames(path).ToList()|];

            public List<string> All(Folder folder) => [|folder.GetNames().ToList()|];
        }
        """);

    [Fact]
    public Task Readers_and_streams_of_ones_own()
    {
        var test = Verify.TestOf("""
            namespace Shop.Client
            {
                public class OrderSearch { public bool IsOver { get; } public Task<List<string>> ReadNextAsync() => null; public Task<List<string>> ReadAllAsync() => null; }
                public class Pages<T> : List<T> { }

                public class Program
                {
                    public async Task<List<string>> Read(OrderSearch search)
                    {
                        var all = new List<string>();
                        while (!search.IsOver)
                            [|all.AddRange(await search.ReadNextAsync())|];
                        return all;
                    }

                    public async Task<List<string>> Drain(OrderSearch search) => await [|search.ReadAllAsync()|];

                    public List<string> Collect(Pages<string> pages) => [|pages.ToList()|];

                    public List<string> Few(Pages<string> enumerated) => FindOrders().ToList();

                    private static Pages<string> FindOrders() => new();
                }
            }
            """);
        test.TestState.AdditionalFiles.Add(("/0/GrowthGuard.facts.txt", """
            page-reader Shop.Client.OrderSearch adds ReadNextAsync
            page-drain Shop.Client.OrderSearch adds ReadAllAsync
            page-stream Shop.Client.Pages`1
            quota-client Shop.Client.Pages`1
            quota-verb Find
            """));
        return test.RunAsync();
    }

    [Fact]
    public Task Message_names_the_accumulator_and_the_source() => Verify.VerifyAsync(
        """
        public class Shop
        {
            private readonly List<Item> _all = new();

            public async Task LoadAsync(IAmazonDynamoDB client, IDynamoDBContext context)
            {
                await foreach (var page in client.Paginators.Scan(new ScanRequest("orders")).Responses)
                {
                    {|#0:_all.AddRange(page.Items)|};
                }

                Somebody.Use(await {|#1:context.ScanAsync<Shop>(new List<ScanCondition>()).GetRemainingAsync()|});
            }
        }
        """,
        VerifyCS.Diagnostic().WithLocation(0).WithMessage("'_all' takes in every page that 'Scan' gives, and nothing limits how many"),
        VerifyCS.Diagnostic().WithLocation(1)
            .WithMessage("The result takes in every page that 'GetRemainingAsync' gives, and nothing limits how many"));
}
