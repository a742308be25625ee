using Microsoft.CodeAnalysis;
using Verify = GrowthGuard.Analyzers.Tests.Queries.PagingVerifier<GrowthGuard.Analyzers.Rules.Queries.RemainderIsIgnoredAnalyzer>;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Queries.RemainderIsIgnoredAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>GG3006: what a batch left over is dropped.</summary>
public sealed class RemainderIsIgnoredTests
{
    [Theory]
    [InlineData("await [|dynamo.BatchWriteItemAsync(write)|];")]
    [InlineData("await [|dynamo.BatchWriteItemAsync(write, cancellationToken)|].ConfigureAwait(false);")]
    [InlineData("_ = await [|dynamo.BatchWriteItemAsync(write)|];")]
    [InlineData("[|dynamo.BatchWriteItemAsync(write)|].Wait();")]
    [InlineData("[|dynamo.BatchWriteItemAsync(write)|].GetAwaiter().GetResult();")]
    [InlineData("await [|dynamo.BatchWriteItemAsync(write.RequestItems)|];")]
    [InlineData("var response = await [|dynamo.BatchWriteItemAsync(write)|]; return response.HttpStatusCode;")]
    [InlineData("var response = await [|dynamo.BatchWriteItemAsync(write)|]; Use(response.ConsumedCapacity);")]
    [InlineData("foreach (var chunk in shop._kept.Chunk(25)) { await [|dynamo.BatchWriteItemAsync(write)|]; }")]
    [InlineData("var response = await [|dynamo.BatchGetItemAsync(read)|]; return response.Responses[\"t\"];")]
    [InlineData("return (await [|dynamo.BatchGetItemAsync(read)|]).Responses;")]
    [InlineData("return (await [|dynamo.BatchGetItemAsync(read.RequestItems)|])?.Responses?[\"t\"];")]
    [InlineData("Task Write() => [|dynamo.BatchWriteItemAsync(write)|]; await Write();")]
    [InlineData("Func<Task> save = () => [|dynamo.BatchWriteItemAsync(write)|]; await save();")]
    [InlineData("async Task Write() => await [|dynamo.BatchWriteItemAsync(write)|]; await Write();")]
    public Task Remainder_is_dropped(string body) => Verify.VerifyBodyAsync(Common + body);

    [Theory]
    [InlineData("BatchWriteItemResponse response; do { response = await [|dynamo.BatchWriteItemAsync(write)|]; } while (response.UnprocessedItems?.Count > 0);")]
    [InlineData("while (true) { var response = await [|dynamo.BatchWriteItemAsync(write)|]; if (response.UnprocessedItems.Count == 0) break; await Task.Delay(100); }")]
    [InlineData("var left = write.RequestItems; do { var response = await [|dynamo.BatchWriteItemAsync(write)|]; left = response.UnprocessedItems; } while (left is { Count: > 0 });")]
    [InlineData("var batch = write.RequestItems; BatchWriteItemResponse response; do { response = await [|dynamo.BatchWriteItemAsync(new BatchWriteItemRequest(batch))|]; } while (response.UnprocessedItems.Any());")]
    public Task The_whole_batch_is_sent_again(string body) => Verify.VerifyBodyAsync(Common + body);

    [Theory]
    [InlineData("BatchWriteItemResponse response; do { response = await {|#0:dynamo.BatchWriteItemAsync(write)|}; write.RequestItems = response.UnprocessedItems; } while (response.UnprocessedItems?.Count > 0);")]
    [InlineData("BatchWriteItemResponse response; do { response = await {|#0:dynamo.BatchWriteItemAsync(write)|}; write = new BatchWriteItemRequest(response.UnprocessedItems); } while (response.UnprocessedItems?.Count > 0);")]
    [InlineData("while (true) { var response = await {|#0:dynamo.BatchWriteItemAsync(write)|}; if (response.UnprocessedItems.Count == 0) break; write.RequestItems = response.UnprocessedItems; }")]
    public Task The_rest_is_sent_again_at_once_and_for_ever(string body)
    {
        var test = Verify.TestOf(PagingSources.Method(Common + body));
        test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0)
            .WithMessage(
                "'BatchWriteItemAsync' in 'RunAsync' may process a part of its batch only, and the loop sends 'UnprocessedItems' again at once until there are none, with no pause and no limit of attempts"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("for (var attempt = 0; attempt < 5; attempt++) { var response = await dynamo.BatchWriteItemAsync(write); if (response.UnprocessedItems.Count == 0) break; write.RequestItems = response.UnprocessedItems; }")]
    [InlineData("BatchWriteItemResponse response; do { response = await dynamo.BatchWriteItemAsync(write); Prepare(write, response); } while (response.UnprocessedItems.Count > 0); static void Prepare(BatchWriteItemRequest request, BatchWriteItemResponse last) => request.RequestItems = last.UnprocessedItems;")]
    [InlineData("foreach (var chunk in shop._kept.Chunk(25)) { var response = await dynamo.BatchWriteItemAsync(write); if (response.UnprocessedItems.Count > 0) throw new InvalidOperationException(); }")]
    [InlineData("BatchWriteItemResponse response; do { response = await dynamo.BatchWriteItemAsync(write); write.RequestItems = response.UnprocessedItems; await Task.Delay(100); } while (response.UnprocessedItems?.Count > 0);")]
    [InlineData("var attempt = 0; BatchWriteItemResponse response; do { response = await dynamo.BatchWriteItemAsync(write); write.RequestItems = response.UnprocessedItems; } while (response.UnprocessedItems?.Count > 0 && attempt++ < 5);")]
    [InlineData("BatchWriteItemResponse response; do { response = await dynamo.BatchWriteItemAsync(write); write.RequestItems = response.UnprocessedItems; await PauseAsync(); } while (response.UnprocessedItems?.Count > 0); static Task PauseAsync() => Task.CompletedTask;")]
    public Task The_rest_is_sent_again(string body) => Verify.VerifyBodyAsync(Common + body);

    [Theory]
    [InlineData("var response = await dynamo.BatchWriteItemAsync(write); if (response.UnprocessedItems?.Count > 0) throw new InvalidOperationException();")]
    [InlineData("return (await dynamo.BatchWriteItemAsync(write)).UnprocessedItems.Count;")]
    [InlineData("return await dynamo.BatchWriteItemAsync(write);")]
    [InlineData("return dynamo.BatchWriteItemAsync(write);")]
    [InlineData("var response = await dynamo.BatchWriteItemAsync(write); await UseAsync(response);")]
    [InlineData("if (await dynamo.BatchWriteItemAsync(write) is { UnprocessedItems: { Count: > 0 } left }) Use(left);")]
    [InlineData("var responses = await Task.WhenAll(dynamo.BatchWriteItemAsync(write), dynamo.BatchWriteItemAsync(write)); Use(responses);")]
    [InlineData("var task = dynamo.BatchWriteItemAsync(write); Use((await task).UnprocessedItems);")]
    [InlineData("async Task<BatchWriteItemResponse> Write() => await dynamo.BatchWriteItemAsync(write); await Write();")]
    [InlineData("var (items, left) = (await dynamo.BatchGetItemAsync(read)) is var r ? (r.Responses, r.UnprocessedKeys) : default; Use(items); Use(left);")]
    [InlineData("var response = await dynamo.BatchGetItemAsync(read); Use(response.Responses); read.RequestItems = response.UnprocessedKeys;")]
    [InlineData("var response = await dynamo.BatchGetItemAsync(read); foreach (var left in response.UnprocessedKeys) Use(left);")]
    [InlineData("await foreach (var page in dynamo.Paginators.BatchGetItem(read).Responses) Use(page.Responses);")]
    [InlineData("await dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest());")]
    [InlineData("await dynamo.PutItemAsync(new PutItemRequest());")]
    [InlineData("var batch = context.CreateBatchWrite<Shop>(); batch.AddPutItem(shop); await batch.ExecuteAsync();")]
    [InlineData("await s3.DeleteObjectsAsync(new DeleteObjectsRequest());")]
    [InlineData("var response = await dynamo.BatchWriteItemAsync(write); Use(response?.UnprocessedItems);")]
    [InlineData("BatchWriteItemResponse response = null; try { response = await dynamo.BatchWriteItemAsync(write); } finally { Use(response?.UnprocessedItems.Count); }")]
    [InlineData("Func<Task<BatchWriteItemResponse>> save = () => dynamo.BatchWriteItemAsync(write); Use((await save()).UnprocessedItems);")]
    public Task Remainder_is_seen_to(string body) => Verify.VerifyBodyAsync(Common + body);

    [Fact]
    public Task Failed_entries() => Verify.VerifyAsync("""
        using Amazon.SQS;
        using Amazon.SQS.Model;

        public class Shop
        {
            public async Task Dropped(IAmazonSQS queue, List<SendMessageBatchRequestEntry> entries) => await [|queue.SendMessageBatchAsync(new SendMessageBatchRequest { Entries = entries })|];

            public async Task<object> Status(IAmazonSQS queue, List<SendMessageBatchRequestEntry> entries)
            {
                var response = await [|queue.SendMessageBatchAsync(new SendMessageBatchRequest { Entries = entries })|];
                return response.HttpStatusCode;
            }

            public async Task Thrown(IAmazonSQS queue, List<SendMessageBatchRequestEntry> entries)
            {
                var response = await queue.SendMessageBatchAsync(new SendMessageBatchRequest { Entries = entries });
                if (response.Failed?.Count > 0)
                    throw new InvalidOperationException();
            }

            public async Task<bool> Counted(IAmazonSQS queue, List<SendMessageBatchRequestEntry> entries) =>
                (await queue.SendMessageBatchAsync(new SendMessageBatchRequest { Entries = entries })).Successful.Count == entries.Count;

            public Task<SendMessageBatchResponse> Given(IAmazonSQS queue, List<SendMessageBatchRequestEntry> entries) => queue.SendMessageBatchAsync(new SendMessageBatchRequest { Entries = entries });
        }
        """);

    [Fact]
    public Task Message_names_the_call_the_member_and_the_remainder() => Verify.VerifyAsync(
        """
        public class Shop
        {
            public async Task SaveAsync(IAmazonDynamoDB client) => await {|#0:client.BatchWriteItemAsync(new BatchWriteItemRequest())|};
        }
        """,
        VerifyCS.Diagnostic().WithLocation(0)
            .WithMessage(
                "'BatchWriteItemAsync' in 'SaveAsync' may process a part of its batch only, and 'UnprocessedItems' of its response is never read: the rest is lost"));

    private const string Common = "var write = new BatchWriteItemRequest(); var read = new BatchGetItemRequest(); ";
}
