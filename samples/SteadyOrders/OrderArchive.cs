using System.Data.Common;
using System.Runtime.CompilerServices;

namespace SteadyOrders;

/// <summary>Old orders in the reporting database.</summary>
internal sealed class OrderArchive(DbDataSource database)
{
    /// <summary>The ids of all archived orders, one at a time.</summary>
    public async IAsyncEnumerable<string> ReadIdsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT id FROM orders");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return reader.GetString(0);
        }
    }
}
