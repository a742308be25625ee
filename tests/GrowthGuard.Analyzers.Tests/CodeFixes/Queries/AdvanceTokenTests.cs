using Verify = GrowthGuard.Analyzers.Tests.CodeFixes.Queries.PagingFixVerifier<
    GrowthGuard.Analyzers.Rules.Queries.LoopDoesNotAdvanceAnalyzer,
    GrowthGuard.CodeFixes.Rules.Queries.AdvanceTokenCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.Queries;

/// <summary>The fix of GG3002.</summary>
public sealed class AdvanceTokenTests
{
    [Fact]
    public Task The_request_stands_before_the_loop() => Verify.VerifyBodyAsync(
        """
        var request = ByName(name);
        QueryResponse response;
        do
        {
            response = await [|dynamo.QueryAsync(request)|]; // a page
            Use(response.Items);
        }
        while (response.LastEvaluatedKey is { Count: > 0 });

        return null;
        """,
        """
        var request = ByName(name);
        QueryResponse response;
        do
        {
            response = await dynamo.QueryAsync(request); // a page
            request.ExclusiveStartKey = response.LastEvaluatedKey;
            Use(response.Items);
        }
        while (response.LastEvaluatedKey is { Count: > 0 });

        return null;
        """);

    [Fact]
    public Task The_request_is_made_in_the_loop() => Verify.VerifyBodyAsync(
        """
        // All versions.
        while (true)
        {
            var response = await [|s3.ListVersionsAsync(new ListVersionsRequest { BucketName = name }, cancellationToken)|];
            Use(response.Versions);
            if (response.IsTruncated != true)
            {
                return null;
            }
        }
        """,
        """
        // All versions.
        var request = new ListVersionsRequest { BucketName = name };
        while (true)
        {
            var response = await s3.ListVersionsAsync(request, cancellationToken);
            request.KeyMarker = response.NextKeyMarker;
            request.VersionIdMarker = response.NextVersionIdMarker;
            Use(response.Versions);
            if (response.IsTruncated != true)
            {
                return null;
            }
        }
        """);

    [Fact]
    public Task An_echo_is_read() => Verify.VerifyBodyAsync(
        """
        var request = new ListObjectsV2Request { BucketName = name };
        ListObjectsV2Response response;
        do
        {
            response = await [|s3.ListObjectsV2Async(request)|];
            Use(response.S3Objects);
            request.ContinuationToken = response.ContinuationToken;
        }
        while (response.ContinuationToken != null);

        return null;
        """,
        """
        var request = new ListObjectsV2Request { BucketName = name };
        ListObjectsV2Response response;
        do
        {
            response = await s3.ListObjectsV2Async(request);
            Use(response.S3Objects);
            request.ContinuationToken = response.NextContinuationToken;
        }
        while (response.NextContinuationToken != null);

        return null;
        """);

    [Fact]
    public Task One_of_two_is_handed_on() => Verify.VerifyBodyAsync(
        """
        var request = new ListVersionsRequest { BucketName = name };
        ListVersionsResponse response;
        do
        {
            response = await [|s3.ListVersionsAsync(request)|];
            Use(response.Versions);
            request.KeyMarker = response.NextKeyMarker;
        }
        while (response.IsTruncated == true);

        return null;
        """,
        """
        var request = new ListVersionsRequest { BucketName = name };
        ListVersionsResponse response;
        do
        {
            response = await s3.ListVersionsAsync(request);
            Use(response.Versions);
            request.KeyMarker = response.NextKeyMarker;
            request.VersionIdMarker = response.NextVersionIdMarker;
        }
        while (response.IsTruncated == true);

        return null;
        """);

    [Theory]
    [InlineData("QueryResponse response;\nvar request = ByName(name);\nresponse = await [|dynamo.QueryAsync(request)|];\nwhile (response.LastEvaluatedKey?.Count > 0)\n{\n    Use(response.Items);\n}\n\nreturn null;")]
    [InlineData("QueryResponse response;\ndo\n{\n    response = await [|dynamo.QueryAsync(ByName(name))|];\n    Use(response.Items);\n}\nwhile (response.LastEvaluatedKey?.Count > 0);\n\nreturn null;")]
    [InlineData("QueryResponse response;\ndo\n{\n    var table = name;\n    response = await [|dynamo.QueryAsync(new QueryRequest(table))|];\n    Use(response.Items);\n}\nwhile (response.LastEvaluatedKey?.Count > 0);\n\nreturn null;")]
    public Task Other_loops_are_left_to_the_author(string body) => Verify.VerifyBodyAsync(body, body);
}
