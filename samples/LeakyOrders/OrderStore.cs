using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LeakyOrders;

/// <summary>Orders and customers in DynamoDB.</summary>
internal sealed class OrderStore(IAmazonDynamoDB client)
{
    private const string Orders = "orders";
    private const string Customers = "customers";

    /// <summary>The orders of one customer.</summary>
    public async Task<IReadOnlyList<Dictionary<string, AttributeValue>>> FindByCustomerAsync(string customerId)
    {
        // leak: DynamoDB answers with one page of at most 1 MB; the rest of the orders is lost
        var response = await client.QueryAsync(ByCustomer(customerId));
        return response.Items ?? [];
    }

    /// <summary>How many orders of a customer are open.</summary>
    public async Task<int> CountOpenAsync(string customerId)
    {
        var request = ByCustomer(customerId);
        request.Select = Select.COUNT;
        var open = 0;
        QueryResponse response;
        do
        {
            response = await client.QueryAsync(request); // leak: asks for the first page again and again
            open += response.Count ?? 0;
        }
        while (response.LastEvaluatedKey is { Count: > 0 });

        return open;
    }

    /// <summary>All orders, for the nightly export.</summary>
    public async Task<IReadOnlyList<Dictionary<string, AttributeValue>>> ExportAsync()
    {
        var all = new List<Dictionary<string, AttributeValue>>();
        await foreach (var page in client.Paginators.Scan(new ScanRequest { TableName = Orders }).Responses)
        {
            all.AddRange(page.Items ?? []); // leak: the whole table in memory
        }

        return all;
    }

    /// <summary>The customers of a batch of orders.</summary>
    public async Task<IReadOnlyDictionary<string, string>> LoadCustomersAsync(IReadOnlyList<Order> orders)
    {
        var names = new Dictionary<string, string>();
        foreach (var order in orders)
        {
            // leak: one query per order
            var response = await client.GetItemAsync(Customers, Key(order.CustomerId));
            if (response.Item is { } item && item.TryGetValue("name", out var name))
            {
                names[order.CustomerId] = name.S;
            }
        }

        return names;
    }

    /// <summary>Writes a batch of orders.</summary>
    public async Task SaveAsync(IReadOnlyList<Order> orders)
    {
        foreach (var chunk in orders.Chunk(25))
        {
            var writes = chunk.Select(order => new WriteRequest(new PutRequest(Item(order)))).ToList();
            var request = new BatchWriteItemRequest { RequestItems = new() { [Orders] = writes } };
            await client.BatchWriteItemAsync(request); // leak: what DynamoDB could not write now is in the answer, and is dropped
        }
    }

    /// <summary>Marks a batch of orders as notified.</summary>
    public async Task NotifyAsync(IReadOnlyList<Order> orders)
    {
        await Task.WhenAll(orders.Select(order => MarkNotifiedAsync(order.Id))); // no more than a message has
    }

    /// <summary>Marks all orders as notified.</summary>
    public async Task NotifyAllAsync()
    {
        var orders = await ExportAsync();
        await Task.WhenAll(orders.Select(order => MarkNotifiedAsync(order["id"].S))); // leak: as many requests at once as there are orders
    }

    private Task MarkNotifiedAsync(string id) => client.UpdateItemAsync(new UpdateItemRequest
    {
        TableName = Orders,
        Key = Key(id),
        UpdateExpression = "SET notified = :now",
        ExpressionAttributeValues = new() { [":now"] = new AttributeValue(DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture)) },
    });

    private static QueryRequest ByCustomer(string customerId) => new()
    {
        TableName = Orders,
        IndexName = "by-customer",
        KeyConditionExpression = "customer = :customer",
        ExpressionAttributeValues = new() { [":customer"] = new AttributeValue(customerId) },
    };

    private static Dictionary<string, AttributeValue> Key(string id) => new() { ["id"] = new AttributeValue(id) };

    private static Dictionary<string, AttributeValue> Item(Order order) => new()
    {
        ["id"] = new AttributeValue(order.Id),
        ["customer"] = new AttributeValue(order.CustomerId),
        ["kind"] = new AttributeValue(order.Kind.ToString()),
    };
}
