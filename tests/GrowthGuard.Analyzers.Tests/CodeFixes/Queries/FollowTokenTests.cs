using Verify = GrowthGuard.Analyzers.Tests.CodeFixes.Queries.PagingFixVerifier<
    GrowthGuard.Analyzers.Rules.Queries.FirstPageOnlyAnalyzer,
    GrowthGuard.CodeFixes.Rules.Queries.FollowTokenCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.Queries;

/// <summary>The loop that the fix of GG3001 writes.</summary>
public sealed class FollowTokenTests
{
    [Fact]
    public Task A_local_holds_the_response() => Verify.VerifyBodyAsync(
        """
        // The orders.
        var response = await [|dynamo.QueryAsync(ByName(name), cancellationToken)|]; // one page
        Use(response.Items.Count);
        return response.Items ?? new();
        """,
        """
        // The orders.
        var request = ByName(name);
        var items = new List<Dictionary<string, AttributeValue>>();
        QueryResponse response;
        do
        {
            response = await dynamo.QueryAsync(request, cancellationToken);
            if (response.Items != null)
            {
                items.AddRange(response.Items);
            }

            request.ExclusiveStartKey = response.LastEvaluatedKey;
        }
        while (response.LastEvaluatedKey?.Count > 0); // one page
        Use(items.Count);
        return items;
        """);

    [Fact]
    public Task The_items_are_read_at_once() => Verify.VerifyBodyAsync(
        """
        Use(name);
        foreach (var item in (await [|s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = name })|].ConfigureAwait(false)).S3Objects)
        {
            Use(item);
        }

        return null;
        """,
        """
        Use(name);
        var request = new ListObjectsV2Request { BucketName = name };
        var s3Objects = new List<S3Object>();
        ListObjectsV2Response response;
        do
        {
            response = await s3.ListObjectsV2Async(request).ConfigureAwait(false);
            if (response.S3Objects != null)
            {
                s3Objects.AddRange(response.S3Objects);
            }

            request.ContinuationToken = response.NextContinuationToken;
        }
        while (response.IsTruncated == true);

        foreach (var item in s3Objects)
        {
            Use(item);
        }

        return null;
        """);

    [Fact]
    public Task The_request_is_a_local_and_names_are_taken() => Verify.VerifyBodyAsync(
        """
        var request = new ListVersionsRequest();
        var versions = request.BucketName;
        return (await [|s3.ListVersionsAsync(request)|]).Versions;
        """,
        """
        var request = new ListVersionsRequest();
        var versions = request.BucketName;
        var versions2 = new List<S3ObjectVersion>();
        ListVersionsResponse response;
        do
        {
            response = await s3.ListVersionsAsync(request);
            if (response.Versions != null)
            {
                versions2.AddRange(response.Versions);
            }

            request.KeyMarker = response.NextKeyMarker;
            request.VersionIdMarker = response.NextVersionIdMarker;
        }
        while (response.IsTruncated == true);

        return versions2;
        """);

    [Fact]
    public Task There_is_no_request_yet() => Verify.VerifyBodyAsync(
        """
        var tables = await [|dynamo.ListTablesAsync(cancellationToken)|];
        return tables.TableNames;
        """,
        """
        var request = new ListTablesRequest();
        var tableNames = new List<string>();
        ListTablesResponse tables;
        do
        {
            tables = await dynamo.ListTablesAsync(request, cancellationToken);
            if (tables.TableNames != null)
            {
                tableNames.AddRange(tables.TableNames);
            }

            request.ExclusiveStartTableName = tables.LastEvaluatedTableName;
        }
        while (!string.IsNullOrEmpty(tables.LastEvaluatedTableName));
        return tableNames;
        """);

    [Fact]
    public Task The_request_is_made_without_its_type() => Verify.VerifyBodyAsync(
        """
        return (await [|dynamo.ScanAsync(new() { TableName = name })|]).Items;
        """,
        """
        var request = new ScanRequest { TableName = name };
        var items = new List<Dictionary<string, AttributeValue>>();
        ScanResponse response;
        do
        {
            response = await dynamo.ScanAsync(request);
            if (response.Items != null)
            {
                items.AddRange(response.Items);
            }

            request.ExclusiveStartKey = response.LastEvaluatedKey;
        }
        while (response.LastEvaluatedKey?.Count > 0);

        return items;
        """);

    [Theory]
    [InlineData("var response = await [|dynamo.QueryAsync(ByName(name))|];\nreturn (response.Items, response.Count);")]
    [InlineData("var response = await [|dynamo.QueryAsync(ByName(name))|];\nreturn response.Count;")]
    [InlineData("return [|dynamo.QueryAsync(ByName(name))|].Result.Items;")]
    [InlineData("return (await [|dynamo.ScanAsync(name, new List<string>())|]).Items;")]
    [InlineData("if (name != null)\n    return (await [|dynamo.QueryAsync(ByName(name))|]).Items;\nreturn null;")]
    [InlineData("return name == null ? null : (await [|dynamo.QueryAsync(ByName(name))|]).Items;")]
    [InlineData("Func<Task<object>> later = async () => (await [|dynamo.QueryAsync(ByName(name))|]).Items;\nreturn later;")]
    public Task No_room_for_a_loop(string body) => Verify.VerifyBodyAsync(body, body);

    // The token of the response is a number, that of the request a string: the loop would not compile.
    [Theory]
    [InlineData("var response = await [|s3.ListPartsAsync(new ListPartsRequest { UploadId = name })|];\nUse(response.Parts.Count);\nreturn response.Parts;")]
    public Task A_loop_that_would_not_compile_is_not_offered(string body) => Verify.VerifyBodyAsync(body, body);

    [Fact]
    public Task Fix_all_mends_each() => Verify.VerifyBodyAsync(
        """
        var tables = await [|dynamo.ListTablesAsync()|];
        Use(tables.TableNames);
        return (await [|dynamo.QueryAsync(ByName(name))|]).Items;
        """,
        """
        var request = new ListTablesRequest();
        var tableNames = new List<string>();
        ListTablesResponse tables;
        do
        {
            tables = await dynamo.ListTablesAsync(request);
            if (tables.TableNames != null)
            {
                tableNames.AddRange(tables.TableNames);
            }

            request.ExclusiveStartTableName = tables.LastEvaluatedTableName;
        }
        while (!string.IsNullOrEmpty(tables.LastEvaluatedTableName));
        Use(tableNames);
        var request2 = ByName(name);
        var items = new List<Dictionary<string, AttributeValue>>();
        QueryResponse response;
        do
        {
            response = await dynamo.QueryAsync(request2);
            if (response.Items != null)
            {
                items.AddRange(response.Items);
            }

            request2.ExclusiveStartKey = response.LastEvaluatedKey;
        }
        while (response.LastEvaluatedKey?.Count > 0);

        return items;
        """);
}
