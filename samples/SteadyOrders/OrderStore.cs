using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace SteadyOrders;

/// <summary>Orders and customers in DynamoDB.</summary>
internal sealed class OrderStore(IAmazonDynamoDB client)
{
    private const string Orders = "orders";
    private const string Customers = "customers";
    private const string Audit = "audit";

    // Limits of DynamoDB.
    private const int MaxWritesPerRequest = 25;
    private const int MaxKeysPerRequest = 100;

    private const int MaxAttempts = 5;
    private const int MaxParallelRequests = 8;

    /// <summary>The orders of one customer, page by page.</summary>
    public async IAsyncEnumerable<Dictionary<string, AttributeValue>> FindByCustomerAsync(
        string customerId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = ByCustomer(customerId);
        do
        {
            var response = await client.QueryAsync(request, cancellationToken);
            foreach (var item in response.Items ?? [])
            {
                yield return item;
            }

            request.ExclusiveStartKey = response.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }

    /// <summary>How many orders of a customer are open.</summary>
    public async Task<int> CountOpenAsync(string customerId, CancellationToken cancellationToken)
    {
        var request = ByCustomer(customerId);
        request.Select = Select.COUNT;
        var open = 0;
        do
        {
            var response = await client.QueryAsync(request, cancellationToken);
            open += response.Count ?? 0;
            request.ExclusiveStartKey = response.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });

        return open;
    }

    /// <summary>All orders, for the nightly export: the caller writes each one out before the next page is asked for.</summary>
    public async Task ExportAsync(Func<Dictionary<string, AttributeValue>, Task> write, CancellationToken cancellationToken)
    {
        var pages = client.Paginators.Scan(new ScanRequest { TableName = Orders }).Responses;
        await foreach (var page in pages.WithCancellation(cancellationToken))
        {
            foreach (var item in page.Items ?? [])
            {
                await write(item);
            }
        }
    }

    /// <summary>The customers of a batch of orders, a hundred with each request.</summary>
    public async Task<IReadOnlyDictionary<string, string>> LoadCustomersAsync(IReadOnlyList<Order> orders, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, string>();
        foreach (var ids in orders.Select(order => order.CustomerId).Distinct().Chunk(MaxKeysPerRequest))
        {
            var remaining = new Dictionary<string, KeysAndAttributes> { [Customers] = new() { Keys = [.. ids.Select(Key)] } };
            for (var attempt = 1; remaining is { Count: > 0 }; attempt++)
            {
                await BackOffAsync(attempt, cancellationToken);
                var response = await client.BatchGetItemAsync(new BatchGetItemRequest { RequestItems = remaining }, cancellationToken);
                foreach (var item in response.Responses?.GetValueOrDefault(Customers) ?? [])
                {
                    names[item["id"].S] = item["name"].S;
                }

                remaining = response.UnprocessedKeys;
            }
        }

        return names;
    }

    /// <summary>Writes a batch of orders.</summary>
    public Task SaveAsync(IReadOnlyList<Order> orders, CancellationToken cancellationToken) =>
        WriteAsync(Orders, orders.Select(Item), cancellationToken);

    /// <summary>Writes lines of the audit log.</summary>
    public Task SaveAuditAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken) =>
        WriteAsync(Audit, entries.Select(Item), cancellationToken);

    /// <summary>Marks a batch of orders as notified.</summary>
    public async Task NotifyAsync(IReadOnlyList<Order> orders, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxParallelRequests, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(orders, options, async (order, token) => await MarkNotifiedAsync(order, token));
    }

    private async Task WriteAsync(string table, IEnumerable<Dictionary<string, AttributeValue>> items, CancellationToken cancellationToken)
    {
        foreach (var chunk in items.Chunk(MaxWritesPerRequest))
        {
            var remaining = new Dictionary<string, List<WriteRequest>>
            {
                [table] = [.. chunk.Select(item => new WriteRequest(new PutRequest(item)))],
            };
            for (var attempt = 1; remaining is { Count: > 0 }; attempt++)
            {
                await BackOffAsync(attempt, cancellationToken);
                var response = await client.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = remaining }, cancellationToken);
                remaining = response.UnprocessedItems;
            }
        }
    }

    private Task MarkNotifiedAsync(Order order, CancellationToken cancellationToken) => client.UpdateItemAsync(
        new UpdateItemRequest
        {
            TableName = Orders,
            Key = Key(order.Id),
            UpdateExpression = "SET notified = :now",
            ExpressionAttributeValues = new() { [":now"] = new AttributeValue(Now()) },
        },
        cancellationToken);

    private static Task BackOffAsync(int attempt, CancellationToken cancellationToken) => attempt switch
    {
        1 => Task.CompletedTask,
        <= MaxAttempts => Task.Delay(TimeSpan.FromMilliseconds(50 << attempt), cancellationToken),
        _ => throw new TimeoutException($"DynamoDB left items unprocessed {MaxAttempts} times; raise the capacity of the table."),
    };

    private static QueryRequest ByCustomer(string customerId) => new()
    {
        TableName = Orders,
        IndexName = "by-customer",
        KeyConditionExpression = "customer = :customer",
        ExpressionAttributeValues = new() { [":customer"] = new AttributeValue(customerId) },
    };

    private static string Now() => DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture);

    private static Dictionary<string, AttributeValue> Key(string id) => new() { ["id"] = new AttributeValue(id) };

    private static Dictionary<string, AttributeValue> Item(Order order) => new()
    {
        ["id"] = new AttributeValue(order.Id),
        ["customer"] = new AttributeValue(order.CustomerId),
        ["kind"] = new AttributeValue(order.Kind.ToString()),
    };

    private static Dictionary<string, AttributeValue> Item(AuditEntry entry) => new()
    {
        ["id"] = new AttributeValue(entry.OrderId),
        ["customer"] = new AttributeValue(entry.CustomerId),
        ["time"] = new AttributeValue(entry.Time.ToString("O", CultureInfo.InvariantCulture)),
    };
}
