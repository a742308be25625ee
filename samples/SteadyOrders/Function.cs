using Amazon.DynamoDBv2;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;

[assembly: LambdaSerializer(typeof(DefaultLambdaJsonSerializer))]

namespace SteadyOrders;

/// <summary>The SQS handler. Lambda makes one instance per container and calls it once per batch.</summary>
public sealed class Function
{
    private static readonly IAmazonDynamoDB Client = new AmazonDynamoDBClient();

    private static bool _coldStart = true;

    private readonly OrderStore _store = new(Client);

    public async Task<SQSBatchResponse> HandleAsync(SQSEvent batch, ILambdaContext context)
    {
        if (_coldStart)
        {
            _coldStart = false;
            context.Logger.LogInformation("cold start");
        }

        using var subscriptions = new Subscriptions(context);
        subscriptions.Start();

        var response = new SQSBatchResponse();
        var orders = new List<Order>();
        foreach (var message in batch.Records)
        {
            try
            {
                var order = OrderParser.Parse(message);
                orders.Add(order);
                await AuditLog.AcceptedAsync(order, _store, subscriptions.Deadline);
                var price = order.Lines.Sum(line => PriceCache.PriceOf(line.Sku, order.CustomerId, ListPrice) * line.Quantity);
                context.Logger.LogInformation($"order {order.Id}: {price}");
                context.Logger.LogInformation(Describe(order));
            }
            catch (FormatException e)
            {
                context.Logger.LogWarning($"{message.MessageId}: {e.Message}");
                RejectedOrders.Add(message.MessageId, e.Message);
                response.BatchItemFailures.Add(new SQSBatchResponse.BatchItemFailure { ItemIdentifier = message.MessageId });
            }
        }

        await _store.LoadCustomersAsync(orders, subscriptions.Deadline);
        await _store.SaveAsync(orders, subscriptions.Deadline);
        await _store.NotifyAsync(orders, subscriptions.Deadline);
        await AuditLog.FlushAsync(_store, subscriptions.Deadline);
        Metrics.Record(orders.Count, context.RemainingTime);
        return response;
    }

    // Stands for a call of the price service.
    private static decimal ListPrice(string sku) => 10 + sku.Length;

    private static string Describe(Order order)
    {
        var labels = order.Lines.Select(line => $"{SoundCaches.LabelOf(line.Sku)} at {SoundCaches.RecentPriceOf(line.Sku, ListPrice)}");
        var quote = PriceCache.QuoteFor(order, whole => whole.Lines.Sum(line => line.Quantity * ListPrice(line.Sku)));
        var total = SoundCaches.TotalOf(order, whole => whole.Lines.Sum(line => line.Quantity * ListPrice(line.Sku)));
        var fields = string.Join(", ", SoundCaches.PropertyNamesOf(order.GetType()));
        return $"priority {SoundCaches.PriorityOf(order.Kind)}: {string.Join(", ", labels)}; {SoundCaches.SymbolOf(order.Currency)} {total} ({fields}, quoted {quote}, ships to NL: {SoundCaches.ShipsTo("NL")})";
    }
}
