using System.Data.Common;

namespace LeakyOrders;

/// <summary>Old orders in the reporting database.</summary>
internal sealed class OrderArchive(DbDataSource database)
{
    /// <summary>The ids of all archived orders.</summary>
    public async Task<IReadOnlyList<string>> ReadIdsAsync()
    {
        await using var command = database.CreateCommand("SELECT id FROM orders");
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<string>();
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetString(0)); // leak: as many strings as the table has rows
        }

        return ids;
    }
}
