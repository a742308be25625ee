using System.Text.Json;

namespace GrowthGuard.Testing.Experiments;

/// <summary>The work that most experiments do besides: reads an order, prices it and writes the answer; 4 to 40 KB of garbage.</summary>
internal static class OrderHandler
{
    public static int Handle(int number)
    {
        var lines = Enumerable.Range(0, 5 + (number % 50))
            .Select(line => new OrderLine($"sku-{(number * 7) + line}", 1 + (line % 3), 1.25m * line)).ToList();
        var json = JsonSerializer.Serialize(new Order($"order-{number}", $"customer-{number % 100}", lines));
        var order = JsonSerializer.Deserialize<Order>(json)!;
        return JsonSerializer.Serialize(new { order.Id, Total = order.Lines.Sum(line => line.Price * line.Quantity) }).Length;
    }

    public sealed record Order(string Id, string CustomerId, List<OrderLine> Lines);

    public sealed record OrderLine(string Sku, int Quantity, decimal Price);
}
