using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using LeakyOrders;

var function = new Function();
string? lastRequestId = null;

var bootstrap = LambdaBootstrapBuilder
    .Create<SQSEvent, SQSBatchResponse>(HandleAsync, new DefaultLambdaJsonSerializer())
    .Build();
await bootstrap.RunAsync();

async Task<SQSBatchResponse> HandleAsync(SQSEvent batch, ILambdaContext context)
{
    if (lastRequestId is not null)
    {
        context.Logger.LogDebug($"previous invocation: {lastRequestId}");
    }

    lastRequestId = context.AwsRequestId; // leak: the delegate lives as long as the container, and so does what it captures
    return await function.HandleAsync(batch, context);
}
