using System.Collections.Frozen;
using System.Text.Json;
using System.Xml.Serialization;
using Amazon.Lambda.SQSEvents;
using GrowthGuard;

namespace SteadyOrders;

/// <summary>Turns the body of a message, JSON or XML, into an order.</summary>
internal static class OrderParser
{
    private const int MaxRemembered = 1_000;

    // The overloads that take a root element emit an assembly for each instance, so there is one instance.
    private static readonly XmlSerializer Xml = new(typeof(OrderDocument), new XmlRootAttribute("order"));

    private static readonly FrozenDictionary<string, OrderKind> Kinds = new Dictionary<string, OrderKind>
    {
        ["standard"] = OrderKind.Standard,
        ["express"] = OrderKind.Express,
        ["return"] = OrderKind.Return,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // SQS delivers a message twice within minutes if it does at all, so the last thousand orders are enough.
    [Bounded(MaxRemembered, By = "the oldest goes in Remember()")]
    private static readonly Dictionary<string, Order> ParsedById = [];

    [Bounded(MaxRemembered, By = "the oldest goes in Remember()")]
    private static readonly Queue<string> ParsedOrder = new();

    public static Order Parse(SQSEvent.SQSMessage message)
    {
        var document = message.Body.StartsWith('<') ? ReadXml(message.Body) : ReadJson(message.Body);
        if (ParsedById.TryGetValue(document.Id, out var known))
        {
            return known;
        }

        if (!Kinds.TryGetValue(document.Kind, out var kind))
        {
            throw new FormatException($"Order '{document.Id}' is of kind '{document.Kind}'; use standard, express or return.");
        }

        var lines = document.Lines.Select(line => new OrderLine(line.Sku, line.Quantity)).ToArray();
        var order = new Order(document.Id, document.CustomerId, document.Currency, kind, lines);
        Remember(order);
        return order;
    }

    private static void Remember(Order order)
    {
        if (ParsedOrder.Count >= MaxRemembered)
        {
            ParsedById.Remove(ParsedOrder.Dequeue());
        }

        ParsedOrder.Enqueue(order.Id);
        ParsedById[order.Id] = order;
    }

    private static OrderDocument ReadJson(string body) =>
        JsonSerializer.Deserialize<OrderDocument>(body) ?? throw new FormatException("The message is empty.");

    private static OrderDocument ReadXml(string body)
    {
        using var reader = new StringReader(body);
        return (OrderDocument?)Xml.Deserialize(reader) ?? throw new FormatException("The message is empty.");
    }
}

/// <summary>An order as it travels.</summary>
public sealed class OrderDocument
{
    public string Id { get; set; } = "";

    public string CustomerId { get; set; } = "";

    public string Currency { get; set; } = "";

    public string Kind { get; set; } = "";

    public List<OrderDocumentLine> Lines { get; set; } = [];
}

/// <summary>One line of an order as it travels.</summary>
public sealed class OrderDocumentLine
{
    public string Sku { get; set; } = "";

    public int Quantity { get; set; }
}
