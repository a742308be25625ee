using System.Data.Common;
using System.Globalization;
using System.Threading.Channels;
using GrowthGuard.Diagnostics.Counting;
using Microsoft.Extensions.Caching.Memory;

namespace GrowthGuard.Diagnostics;

/// <summary>
/// A named group of counters. Sections can be nested: one per tenant, region or pool, for example. Safe for many threads.
/// </summary>
public sealed class CensusSection
{
    private const int MaxNameLength = 200;

    /// <summary>How long a counter may take that asks another process, a database for example.</summary>
    private static readonly TimeSpan RemoteTimeLimit = TimeSpan.FromSeconds(1);

    private readonly CounterBudget _budget;
    private readonly object _gate = new();

    // Replaced as a whole when something is registered, so that a snapshot reads them without a lock.
    private RegisteredCounter[] _counters = []; // bound: as many as the budget gives (GrowthCensusOptions.MaxCounters)
    private CensusSection[] _sections = []; // bound: as many as the budget gives (GrowthCensusOptions.MaxCounters)
    private bool _isRemoved;

    internal CensusSection(string name, CounterBudget budget)
    {
        Name = name;
        _budget = budget;
    }

    /// <summary>The name of the section.</summary>
    public string Name { get; }

    internal IReadOnlyList<RegisteredCounter> Counters => Volatile.Read(ref _counters);

    internal IReadOnlyList<CensusSection> Sections => Volatile.Read(ref _sections);

    /// <summary>The section in this one that has a name; made when there is none.</summary>
    /// <param name="name">Any text of 1 to 200 characters; longer names are cut. One section takes one counter of
    /// <see cref="GrowthCensusOptions.MaxCounters"/>.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public CensusSection Section(string name)
    {
        name = Checked(name);
        lock (_gate)
        {
            if (Array.Find(_sections, section => section.Name == name) is { } existing)
            {
                return existing;
            }

            var created = new CensusSection(name, _budget) { _isRemoved = _isRemoved || !_budget.TryTake() };
            if (!created._isRemoved)
            {
                _sections = [.. _sections, created];
            }

            return created;
        }
    }

    /// <summary>Registers a counter. One of the same name is replaced.</summary>
    /// <param name="name">Any text of 1 to 200 characters; longer names are cut.</param>
    /// <param name="count">Counts. It is called by a thread of the census, once per snapshot, and should take no more than
    /// microseconds.</param>
    /// <param name="bound">The largest count that is right; null when there is none.</param>
    /// <returns>This section.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public CensusSection Count(string name, Func<long> count, long? bound = null)
    {
        ArgumentNullException.ThrowIfNull(count);
        return Add(name, CounterKind.Number, bound, _ => count());
    }

    /// <summary>Registers a counter that has to ask somebody else, a database for example. One of the same name is replaced.</summary>
    /// <param name="name">Any text of 1 to 200 characters; longer names are cut.</param>
    /// <param name="count">Counts. Its token is cancelled when its time is over.</param>
    /// <param name="timeLimit">How long it may take; 1 second by default.</param>
    /// <param name="bound">The largest count that is right; null when there is none.</param>
    /// <returns>This section.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public CensusSection CountAsync(string name, Func<CancellationToken, Task<long>> count, TimeSpan? timeLimit = null, long? bound = null)
    {
        ArgumentNullException.ThrowIfNull(count);
        return Add(
            name,
            CounterKind.Number,
            bound,
            cancellation => count(cancellation).GetAwaiter().GetResult(),
            timeLimit ?? RemoteTimeLimit);
    }

    /// <summary>Counts the handlers of an event: a subscriber that never leaves is a leak of all that it holds.</summary>
    /// <param name="name">Any text of 1 to 200 characters; longer names are cut.</param>
    /// <param name="handlers">Reads the event, which only its own class can: <c>() =&gt; Changed</c>.</param>
    /// <param name="bound">The largest number of handlers that is right; null when there is none.</param>
    /// <returns>This section.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public CensusSection Event(string name, Func<Delegate?> handlers, long? bound = null)
    {
        ArgumentNullException.ThrowIfNull(handlers);
        return Add(name, CounterKind.Event, bound, _ => handlers()?.GetInvocationList().Length ?? 0);
    }

    /// <summary>Counts the items that wait in a channel.</summary>
    /// <param name="name">Any text of 1 to 200 characters; longer names are cut.</param>
    /// <param name="reader">The reader of a channel that can count; a channel made with a single reader cannot.</param>
    /// <param name="bound">The largest number of items that is right; null when there is none.</param>
    /// <returns>This section.</returns>
    /// <exception cref="ArgumentException">The name is empty, or the channel cannot count.</exception>
    public CensusSection Channel<T>(string name, ChannelReader<T> reader, long? bound = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.CanCount
            ? Add(name, CounterKind.Channel, bound, _ => reader.Count)
            : throw new ArgumentException("The channel cannot count its items. Make it without SingleReader.", nameof(reader));
    }

    /// <summary>Counts the entries of a memory cache, by its statistics.</summary>
    /// <param name="name">Any text of 1 to 200 characters; longer names are cut.</param>
    /// <param name="cache">The cache; it must keep statistics: <c>AddMemoryCache(options =&gt; options.TrackStatistics = true)</c>.</param>
    /// <param name="bound">The largest number of entries that is right; null when there is none.</param>
    /// <returns>This section.</returns>
    /// <exception cref="ArgumentException">The name is empty, or the cache keeps no statistics.</exception>
    public CensusSection Cache(string name, IMemoryCache cache, long? bound = null)
    {
        ArgumentNullException.ThrowIfNull(cache);
        return cache.GetCurrentStatistics() is not null
            ? Add(name, CounterKind.Cache, bound, _ => cache.GetCurrentStatistics()!.CurrentEntryCount)
            : throw new ArgumentException("The cache keeps no statistics. Set TrackStatistics in its options.", nameof(cache));
    }

    /// <summary>Counts rows of a database by a query, for a table that is used as a queue, for example.</summary>
    /// <param name="name">Any text of 1 to 200 characters; longer names are cut.</param>
    /// <param name="connect">Makes a connection, which is opened and disposed for each snapshot.</param>
    /// <param name="query">The query, whose first value is the count: <c>SELECT COUNT(*) FROM outbox</c>.</param>
    /// <param name="timeLimit">How long it may take; 1 second by default.</param>
    /// <param name="bound">The largest number of rows that is right; null when there is none.</param>
    /// <returns>This section.</returns>
    /// <exception cref="ArgumentException">The name or the query is empty.</exception>
    public CensusSection Rows(string name, Func<DbConnection> connect, string query, TimeSpan? timeLimit = null, long? bound = null)
    {
        ArgumentNullException.ThrowIfNull(connect);
        ArgumentException.ThrowIfNullOrEmpty(query);
        var limit = timeLimit ?? RemoteTimeLimit;
        return Add(
            name,
            CounterKind.Rows,
            bound,
            cancellation => CountRowsAsync(connect, query, limit, cancellation).GetAwaiter().GetResult(),
            limit);
    }

    /// <summary>Removes the counter or the section of a name, with all that is in it.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string name)
    {
        lock (_gate)
        {
            var counters = Array.FindAll(_counters, counter => counter.Name != name);
            var section = Array.Find(_sections, section => section.Name == name);
            var isFound = counters.Length < _counters.Length || section is not null;
            _budget.GiveBack(_counters.Length - counters.Length);
            section?.Detach();
            _counters = counters;
            _sections = Array.FindAll(_sections, other => other != section);
            return isFound;
        }
    }

    /// <summary>Whoever still holds the section can register in it, but nobody will see that, and it takes no room.</summary>
    private void Detach()
    {
        lock (_gate)
        {
            _isRemoved = true;
            _budget.GiveBack(1 + _counters.Length);
            foreach (var section in _sections)
            {
                section.Detach();
            }

            _counters = [];
            _sections = [];
        }
    }

    private CensusSection Add(string name, CounterKind kind, long? bound, Func<CancellationToken, long> read, TimeSpan? timeLimit = null)
    {
        name = Checked(name);
        var counter = new RegisteredCounter(name, kind, bound, read, timeLimit);
        lock (_gate)
        {
            var index = Array.FindIndex(_counters, existing => existing.Name == name);
            if (index >= 0)
            {
                _counters = [.. _counters[..index], counter, .. _counters[(index + 1)..]];
            }
            else if (!_isRemoved && _budget.TryTake())
            {
                _counters = [.. _counters, counter];
            }

            return this;
        }
    }

    private static async Task<long> CountRowsAsync(Func<DbConnection> connect, string query, TimeSpan limit, CancellationToken cancellation)
    {
        var connection = connect();
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
            var command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.CommandText = query;
                command.CommandTimeout = Math.Max(1, (int)Math.Ceiling(limit.TotalSeconds));
                return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture);
            }
        }
    }

    private static string Checked(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return name.Length <= MaxNameLength ? name : name[..MaxNameLength];
    }
}
