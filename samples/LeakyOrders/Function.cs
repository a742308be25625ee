using Amazon.DynamoDBv2;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;

[assembly: LambdaSerializer(typeof(DefaultLambdaJsonSerializer))]

namespace LeakyOrders;

/// <summary>The SQS handler. Lambda makes one instance per container and calls it once per batch.</summary>
public sealed class Function
{
    // Fine: a client is meant to be made once per container.
    private static readonly IAmazonDynamoDB Client = new AmazonDynamoDBClient();

    // Fine: says once whether the container is new.
    private static bool _coldStart = true;

    private static ILambdaContext? _currentContext;
    private static Order? _lastOrder;

    // leak: the instance lives as long as the container; nothing empties the list between invocations
    private readonly List<string> _failures = [];
    private SQSEvent? _currentBatch;

    private readonly OrderStore _store = new(Client);

    public static string LastOrderId => _lastOrder?.Id ?? "none";

    public static TimeSpan RemainingTime => _currentContext?.RemainingTime ?? TimeSpan.Zero;

    public int FailuresSoFar => _failures.Count;

    public int CurrentBatchSize => _currentBatch?.Records.Count ?? 0;

    public async Task<SQSBatchResponse> HandleAsync(SQSEvent batch, ILambdaContext context)
    {
        if (_coldStart)
        {
            _coldStart = false;
            context.Logger.LogInformation("cold start");
        }

        _currentContext = context; // leak: the context of one invocation is kept for the next
        _currentBatch = batch; // leak: the whole batch stays in memory until the next one replaces it

        using var subscriptions = new Subscriptions(context);
        subscriptions.Start();

        var response = new SQSBatchResponse();
        var orders = new List<Order>();
        foreach (var message in batch.Records)
        {
            try
            {
                var order = OrderParser.Parse(message);
                _lastOrder = order; // leak: an order of this customer is visible to the next invocation
                orders.Add(order);
                AuditLog.Accepted(order);
                var price = order.Lines.Sum(line => PriceCache.PriceOf(line.Sku, order.CustomerId, ListPrice) * line.Quantity);
                context.Logger.LogInformation($"order {order.Id}: {price}");
                context.Logger.LogInformation(Describe(order));
            }
            catch (FormatException e)
            {
                _failures.Add($"{message.MessageId}: {e.Message}");
                RejectedOrders.Add(message.MessageId, e.Message);
                response.BatchItemFailures.Add(new SQSBatchResponse.BatchItemFailure { ItemIdentifier = message.MessageId });
            }
        }

        await _store.LoadCustomersAsync(orders);
        await _store.SaveAsync(orders);
        await _store.NotifyAsync(orders);
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
