using System.Text.Json;
using System.Xml.Serialization;
using Amazon.Lambda.SQSEvents;

namespace LeakyOrders;

/// <summary>Turns the body of a message, JSON or XML, into an order.</summary>
internal static class OrderParser
{
    // Fine: filled by its initialiser and only read after.
    private static readonly Dictionary<string, OrderKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["standard"] = OrderKind.Standard,
        ["express"] = OrderKind.Express,
        ["return"] = OrderKind.Return,
    };

    // leak: one entry per order, for ever; meant to drop messages that SQS delivers twice
    private static readonly Dictionary<string, Order> ParsedById = [];

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

        var customer = string.Intern(document.CustomerId); // leak: the intern pool never lets go of data
        var lines = document.Lines.Select(line => new OrderLine(line.Sku, line.Quantity)).ToArray();
        var order = new Order(document.Id, customer, document.Currency, kind, lines);
        ParsedById[order.Id] = order;
        return order;
    }

    private static OrderDocument ReadJson(string body) =>
        JsonSerializer.Deserialize<OrderDocument>(body) ?? throw new FormatException("The message is empty.");

    private static OrderDocument ReadXml(string body)
    {
        var serializer = new XmlSerializer(typeof(OrderDocument), new XmlRootAttribute("order")); // leak: this constructor emits an assembly each time
        using var reader = new StringReader(body);
        return (OrderDocument?)serializer.Deserialize(reader) ?? throw new FormatException("The message is empty.");
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
