namespace LeakyOrders;

public enum OrderKind
{
    Standard,
    Express,
    Return,
}

public sealed record OrderLine(string Sku, int Quantity);

public sealed record Order(string Id, string CustomerId, string Currency, OrderKind Kind, IReadOnlyList<OrderLine> Lines);
