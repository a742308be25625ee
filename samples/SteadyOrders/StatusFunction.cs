using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using GrowthGuard;

namespace SteadyOrders;

/// <summary>Answers «where is my order?» behind API Gateway.</summary>
public sealed class StatusFunction
{
    private const int MaxAddresses = 10_000;
    private const int MaxCallsPerMinute = 100;

    private static readonly IAmazonDynamoDB Client = new AmazonDynamoDBClient();
    private static readonly HttpClient Carrier = new() { BaseAddress = new Uri("https://carrier.example/") };

    [Bounded(MaxAddresses, By = "cleared each minute and when full, in CountCall()")]
    private static readonly Dictionary<string, int> CallsByAddress = [];

    private static DateTime _minuteStarted = DateTime.UtcNow;

    private readonly OrderStore _store = new(Client);

    public async Task<APIGatewayProxyResponse> HandleAsync(APIGatewayProxyRequest request, ILambdaContext context)
    {
        if (CountCall(request.RequestContext.Identity.SourceIp) > MaxCallsPerMinute)
        {
            return new APIGatewayProxyResponse { StatusCode = 429 };
        }

        using var deadline = new CancellationTokenSource(context.RemainingTime);
        using var status = new HttpRequestMessage(HttpMethod.Get, "status");
        status.Headers.Add("x-request-id", context.AwsRequestId);
        using var delivery = await Carrier.SendAsync(status, deadline.Token);
        context.Logger.LogInformation($"carrier: {delivery.StatusCode}");
        var count = 0;
        await foreach (var order in _store.FindByCustomerAsync(request.PathParameters["customer"], deadline.Token))
        {
            context.Logger.LogDebug(order["id"].S);
            count++;
        }

        Counters.Lookups.Add(1, new KeyValuePair<string, object?>("found", count > 0));
        return new APIGatewayProxyResponse { StatusCode = 200, Body = count.ToString(CultureInfo.InvariantCulture) };
    }

    private static int CountCall(string address)
    {
        lock (CallsByAddress)
        {
            var now = DateTime.UtcNow;
            if (CallsByAddress.Count >= MaxAddresses || now - _minuteStarted > TimeSpan.FromMinutes(1))
            {
                CallsByAddress.Clear();
                _minuteStarted = now;
            }

            var calls = CallsByAddress.GetValueOrDefault(address) + 1;
            CallsByAddress[address] = calls;
            return calls;
        }
    }
}
