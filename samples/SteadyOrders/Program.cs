using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using SteadyOrders;

var function = new Function();

var bootstrap = LambdaBootstrapBuilder
    .Create<SQSEvent, SQSBatchResponse>(function.HandleAsync, new DefaultLambdaJsonSerializer())
    .Build();
await bootstrap.RunAsync();
