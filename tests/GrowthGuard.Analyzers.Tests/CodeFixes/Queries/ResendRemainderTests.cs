using Verify = GrowthGuard.Analyzers.Tests.CodeFixes.Queries.PagingFixVerifier<
    GrowthGuard.Analyzers.Rules.Queries.RemainderIsIgnoredAnalyzer,
    GrowthGuard.CodeFixes.Rules.Queries.ResendRemainderCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.Queries;

/// <summary>The fix of GG3006.</summary>
public sealed class ResendRemainderTests
{
    [Fact]
    public Task A_request_is_made_for_the_call() => Verify.VerifyBodyAsync(
        """
        // Write them.
        await [|dynamo.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = writes }, cancellationToken)|];
        return null;
        """,
        """
        // Write them.
        var request = new BatchWriteItemRequest { RequestItems = writes };
        for (var attempt = 1; ; attempt++)
        {
            var response = await dynamo.BatchWriteItemAsync(request, cancellationToken);
            if (response.UnprocessedItems == null || response.UnprocessedItems.Count == 0)
            {
                break;
            }

            if (attempt == 5)
            {
                throw new TimeoutException("BatchWriteItem left entries unprocessed 5 times.");
            }

            request.RequestItems = response.UnprocessedItems;
            await Task.Delay(TimeSpan.FromMilliseconds(50 << attempt), cancellationToken);
        }
        return null;
        """);

    [Fact]
    public Task The_request_is_a_local() => Verify.VerifyBodyAsync(
        """
        var request = new BatchWriteItemRequest(writes);
        await [|dynamo.BatchWriteItemAsync(request)|].ConfigureAwait(false);
        return null;
        """,
        """
        var request = new BatchWriteItemRequest(writes);
        for (var attempt = 1; ; attempt++)
        {
            var response = await dynamo.BatchWriteItemAsync(request).ConfigureAwait(false);
            if (response.UnprocessedItems == null || response.UnprocessedItems.Count == 0)
            {
                break;
            }

            if (attempt == 5)
            {
                throw new TimeoutException("BatchWriteItem left entries unprocessed 5 times.");
            }

            request.RequestItems = response.UnprocessedItems;
            await Task.Delay(TimeSpan.FromMilliseconds(50 << attempt));
        }
        return null;
        """);

    [Theory]
    [InlineData("await [|dynamo.BatchWriteItemAsync(given)|];\nreturn null;")]
    [InlineData("var request = given;\nawait [|dynamo.BatchWriteItemAsync(request)|];\nreturn null;")]
    [InlineData("var request = new BatchWriteItemRequest(writes);\nawait [|dynamo.BatchWriteItemAsync(request)|];\nreturn request.RequestItems.Count;")]
    [InlineData("var request = new BatchWriteItemRequest(writes);\nUse(request);\nawait [|dynamo.BatchWriteItemAsync(request)|];\nreturn null;")]
    [InlineData("var request = new BatchWriteItemRequest(writes);\nFunc<int> count = () => request.RequestItems.Count;\nawait [|dynamo.BatchWriteItemAsync(request)|];\nreturn count();")]
    [InlineData("var request = new BatchWriteItemRequest(writes);\nfor (var i = 0; i < 3; i++)\n{\n    await [|dynamo.BatchWriteItemAsync(request)|];\n}\n\nreturn null;")]
    public Task A_request_that_others_have_is_not_changed(string body) => Verify.VerifyBodyAsync(body, body);

    [Fact]
    public Task A_request_that_is_filled_before_the_call_is_used_again() => Verify.VerifyBodyAsync(
        """
        var request = new BatchWriteItemRequest();
        request.RequestItems = writes;
        await [|dynamo.BatchWriteItemAsync(request)|];
        return null;
        """,
        """
        var request = new BatchWriteItemRequest();
        request.RequestItems = writes;
        for (var attempt = 1; ; attempt++)
        {
            var response = await dynamo.BatchWriteItemAsync(request);
            if (response.UnprocessedItems == null || response.UnprocessedItems.Count == 0)
            {
                break;
            }

            if (attempt == 5)
            {
                throw new TimeoutException("BatchWriteItem left entries unprocessed 5 times.");
            }

            request.RequestItems = response.UnprocessedItems;
            await Task.Delay(TimeSpan.FromMilliseconds(50 << attempt));
        }
        return null;
        """);

    [Theory]
    [InlineData("var response = await [|dynamo.BatchGetItemAsync(new BatchGetItemRequest())|];\nreturn response.Responses;")]
    [InlineData("await [|dynamo.BatchWriteItemAsync(writes)|];\nreturn null;")]
    [InlineData("[|dynamo.BatchWriteItemAsync(new BatchWriteItemRequest(writes))|].Wait();\nreturn null;")]
    public Task Other_forms_are_left_to_the_author(string body) => Verify.VerifyBodyAsync(body, body);
}
