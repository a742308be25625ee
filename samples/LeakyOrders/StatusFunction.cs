using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace LeakyOrders;

/// <summary>Answers «where is my order?» behind API Gateway.</summary>
public sealed class StatusFunction
{
    // leak: one entry per caller address, and addresses do not run out
    private static readonly Dictionary<string, int> CallsByAddress = [];

    // Fine: one client, and so its connections, for all requests.
    private static readonly HttpClient Carrier = new() { BaseAddress = new Uri("https://carrier.example/") };

    public async Task<APIGatewayProxyResponse> HandleAsync(APIGatewayProxyRequest request, ILambdaContext context)
    {
        Settings.Changed += (_, _) => context.Logger.LogInformation("settings changed"); // leak: one more subscriber per request, each with its context

        var address = request.RequestContext.Identity.SourceIp;
        CallsByAddress.TryGetValue(address, out var calls);
        CallsByAddress[address] = calls + 1;
        if (calls > 100)
        {
            return new APIGatewayProxyResponse { StatusCode = 429 };
        }

        Carrier.DefaultRequestHeaders.Add("x-request-id", context.AwsRequestId); // leak: the shared client sends the ids of all requests before
        var delivery = await Carrier.GetStringAsync("status");

        var client = new AmazonDynamoDBClient(); // leak: a client, with its connections, for every request
        Counters.Lookups.Add(
            1, new KeyValuePair<string, object?>("customer", request.PathParameters["customer"])); // leak: a time series for every customer
        var store = new OrderStore(client);
        var orders = await store.FindByCustomerAsync(request.PathParameters["customer"]);
        context.Logger.LogInformation($"{orders.Count} orders, {delivery}");
        return new APIGatewayProxyResponse { StatusCode = 200, Body = orders.Count.ToString(CultureInfo.InvariantCulture) };
    }
}
