using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using System.Xml.Serialization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GrowthGuard.Testing.Experiments.Leaking;

// What strangers tried on the kit, beside the kinds that are elsewhere.

/// <summary>A list behind two objects.</summary>
internal sealed class OrdersBehindTwo : SyncExperiment
{
    private static readonly Outer Registry = new();

    protected override void Invoke(int invocation) => Registry.Inner.Orders.Add(new Order(invocation));

    private sealed class Outer
    {
        public Inner Inner { get; } = new();
    }

    private sealed class Inner
    {
        public List<Order> Orders { get; } = [];
    }
}

/// <summary>Ten bags that grow, in a dictionary that does not.</summary>
internal sealed class BagsByCustomer : SyncExperiment
{
    private static readonly ConcurrentDictionary<int, ConcurrentBag<Order>> Bags = [];

    protected override void Invoke(int invocation) => Bags.GetOrAdd(invocation % 10, _ => []).Add(new Order(invocation));
}

/// <summary>Waits that are still under way, each with a token of its own.</summary>
internal sealed class WaitingForTask : SyncExperiment
{
    private static readonly TaskCompletionSource Stopping = new();

    protected override void Invoke(int invocation) => _ = HandleAsync(new Order(invocation));

    private static async Task HandleAsync(Order order)
    {
        await Stopping.Task.WaitAsync(TimeSpan.FromHours(1));
        GC.KeepAlive(order);
    }
}

/// <summary>Timers of System.Timers, which are started and not kept.</summary>
internal sealed class SystemTimers : SyncExperiment
{
    protected override void Invoke(int invocation)
    {
        var timer = new System.Timers.Timer(3_600_000);
        timer.Elapsed += (_, _) => OrderHandler.Handle(invocation);
        timer.Start();
    }
}

/// <summary>4 KB of native memory.</summary>
internal sealed class NativeBlocks : SyncExperiment
{
    protected override unsafe void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        new Span<byte>((void*)Marshal.AllocHGlobal(4096), 4096).Fill(1);
    }
}

internal sealed class KeptFiles : SyncExperiment
{
    private static readonly List<FileStream> Files = [];

    protected override void Invoke(int invocation) => Files.Add(File.OpenRead(typeof(KeptFiles).Assembly.Location));
}

internal sealed class KeptSockets : SyncExperiment
{
    private static readonly List<Socket> Sockets = [];

    protected override void Invoke(int invocation) => Sockets.Add(new Socket(SocketType.Stream, ProtocolType.Tcp));
}

internal sealed class KeptClients : SyncExperiment
{
    private static readonly List<HttpClient> Clients = [];

    protected override void Invoke(int invocation) => Clients.Add(new HttpClient());
}

/// <summary>A serializer with a root of its own emits an assembly.</summary>
internal sealed class Serializers : SyncExperiment
{
    protected override void Invoke(int invocation) =>
        new XmlSerializer(typeof(List<int>), new XmlRootAttribute($"order{invocation}"))
            .Serialize(TextWriter.Null, new List<int> { invocation });
}

internal sealed class RegexesByPattern : SyncExperiment
{
    private static readonly ConcurrentDictionary<string, Regex> Patterns = [];

    protected override void Invoke(int invocation) =>
        Patterns.GetOrAdd($"^order {invocation}$", pattern => new Regex(pattern)).IsMatch("order 1");
}

/// <summary>Disposables that the root provider makes, and keeps until its own end.</summary>
internal sealed class RootDisposables : SyncExperiment
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddTransient<Connection>().BuildServiceProvider();

    protected override void Invoke(int invocation) => Services.GetRequiredService<Connection>().Use();

    private sealed class Connection : IDisposable
    {
        private readonly byte[] _buffer = new byte[100];

        public void Use() => _buffer[0] = 1;

        public void Dispose()
        {
        }
    }
}

/// <summary>A scoped service that a singleton has captured, and that was to live as long as a request.</summary>
internal sealed class CapturedService : SyncExperiment
{
    private static readonly ServiceProvider Services =
        new ServiceCollection().AddScoped<Basket>().AddSingleton<Checkout>(_ => new Checkout(new Basket())).BuildServiceProvider();

    public override IEnumerable<object> ExtraRoots => [Services];

    protected override void Invoke(int invocation)
    {
        using var scope = Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Checkout>().Add(invocation);
    }

    private sealed class Basket
    {
        public List<Order> Orders { get; } = [];
    }

    private sealed class Checkout(Basket basket)
    {
        private readonly Basket _basket = basket;

        public void Add(int number) => _basket.Orders.Add(new Order(number));
    }
}

internal sealed class UnlimitedCache : SyncExperiment
{
    private static readonly MemoryCache Prices = new(new MemoryCacheOptions());

    protected override void Invoke(int invocation) => Prices.Set($"sku-{invocation}", new byte[100]);
}

/// <summary>A reader that takes one in two.</summary>
internal sealed class SlowReader : SyncExperiment
{
    private static readonly Channel<Order> Outbox = Channel.CreateUnbounded<Order>();

    protected override void Invoke(int invocation)
    {
        Outbox.Writer.TryWrite(new Order(invocation));
        if (invocation % 2 == 0)
        {
            Outbox.Reader.TryRead(out _);
        }
    }
}

internal sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<Sale> Sales => Set<Sale>();
}

internal sealed class Sale
{
    public int Id { get; set; }

    public string Text { get; set; } = "";
}

/// <summary>One context for the whole process, with a store in memory.</summary>
internal sealed class KeptContext : SyncExperiment
{
    private static readonly Shop Database = new(new DbContextOptionsBuilder<Shop>().UseInMemoryDatabase("shop").Options);

    protected override void Invoke(int invocation)
    {
        Database.Sales.Add(new Sale { Id = invocation + 1, Text = $"order {invocation}" });
        Database.SaveChanges();
    }
}

/// <summary>One context for the whole process, which tracks what it reads.</summary>
internal sealed class TrackingContext : SyncExperiment
{
    private static Shop? _database;

    public override ValueTask SetUpAsync()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        _database = new Shop(new DbContextOptionsBuilder<Shop>().UseSqlite(connection).Options);
        _database.Database.EnsureCreated();
        using var command = connection.CreateCommand();
        command.CommandText =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000) " +
            "INSERT INTO Sales (Id, Text) SELECT i, 'order ' || i FROM n";
        command.ExecuteNonQuery();
        return ValueTask.CompletedTask;
    }

    protected override void Invoke(int invocation) => _database!.Sales.First(sale => sale.Id == invocation + 1);
}

internal sealed class OneIn50 : SyncExperiment
{
    private static readonly List<byte[]> Reports = [];

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        if (invocation % 50 == 0)
        {
            Reports.Add(new byte[10_000]);
        }
    }
}

/// <summary>Only orders that are refused are kept.</summary>
internal sealed class RefusedOrders : SyncExperiment
{
    private static readonly List<Exception> Failures = [];

    protected override void Invoke(int invocation)
    {
        try
        {
            OrderHandler.Handle(invocation);
            if (invocation % 5 == 0)
            {
                throw new InvalidOperationException($"Order {invocation} is refused.");
            }
        }
        catch (InvalidOperationException e)
        {
            Failures.Add(e);
        }
    }
}

/// <summary>As many entries as a function of the invocations says.</summary>
internal abstract class SlowingExperiment : SyncExperiment
{
    protected abstract double After(int invocations);

    protected abstract List<Order> Kept { get; }

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        while (Kept.Count < After(invocation + 1))
        {
            Kept.Add(new Order(invocation));
        }
    }
}

internal sealed class SquareRoot : SlowingExperiment
{
    private static readonly List<Order> Orders = [];

    protected override List<Order> Kept => Orders;

    protected override double After(int invocations) => 100 * Math.Sqrt(invocations);
}

internal sealed class Logarithm : SlowingExperiment
{
    private static readonly List<Order> Orders = [];

    protected override List<Order> Kept => Orders;

    protected override double After(int invocations) => 1000 * Math.Log(invocations);
}

internal sealed class LateLeak : SyncExperiment
{
    private static readonly List<Order> Orders = [];

    protected override void Invoke(int invocation)
    {
        if (invocation >= 5000)
        {
            Orders.Add(new Order(invocation));
        }
    }
}

internal sealed class MulticastDelegates : SyncExperiment
{
    private static Action? _finished;

    protected override void Invoke(int invocation)
    {
        _finished += () => OrderHandler.Handle(invocation);
        GC.KeepAlive(_finished);
    }
}

internal sealed class KeptExpressions : SyncExperiment
{
    private static readonly List<Func<int>> Compiled = [];

    protected override void Invoke(int invocation) => Compiled.Add(Expression.Lambda<Func<int>>(Expression.Constant(invocation)).Compile());
}

/// <summary>A journal of so many bytes per invocation.</summary>
internal sealed class StaticStream : SyncExperiment
{
    private static readonly MemoryStream Journal = new();

    protected override void Invoke(int invocation) => Journal.Write(new byte[Rate]);
}

internal sealed class ImmutableOrders : SyncExperiment
{
    private static ImmutableList<Order> _orders = [];

    protected override void Invoke(int invocation) => _orders = _orders.Add(new Order(invocation));
}

internal sealed class ExitHandlers : SyncExperiment
{
    protected override void Invoke(int invocation) => AppDomain.CurrentDomain.ProcessExit += (_, _) => OrderHandler.Handle(invocation);
}

/// <summary>What a handler keeps that the scenario holds.</summary>
internal abstract class HandlerExperiment<T> : SyncExperiment
    where T : class, new()
{
    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        Add(Store, invocation);
    }

    protected abstract T Store { get; }

    protected abstract void Add(T store, int number);

    protected sealed class Handler
    {
        public T Seen { get; } = new();
    }
}

internal sealed class HandlerWithList : HandlerExperiment<List<Order>>
{
    private readonly Handler _handler = new();

    protected override List<Order> Store => _handler.Seen;

    protected override void Add(List<Order> store, int number) => store.Add(new Order(number));
}

internal sealed class HandlerWithSet : HandlerExperiment<HashSet<int>>
{
    private readonly Handler _handler = new();

    protected override HashSet<int> Store => _handler.Seen;

    protected override void Add(HashSet<int> store, int number) => store.Add(number);
}

internal sealed class HandlerWithTable : HandlerExperiment<Dictionary<int, int>>
{
    private readonly Handler _handler = new();

    protected override Dictionary<int, int> Store => _handler.Seen;

    protected override void Add(Dictionary<int, int> store, int number) => store[number] = number;
}

/// <summary>A queue of work that a background service takes more slowly than requests add.</summary>
internal sealed class BackgroundQueue : SyncExperiment
{
    private IHost? _host;

    public override IEnumerable<object> ExtraRoots => [_host!.Services];

    public override async ValueTask SetUpAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton<Queue>().AddHostedService<Service>();
        _host = builder.Build();
        await _host.StartAsync();
    }

    protected override void Invoke(int invocation) => _host!.Services.GetRequiredService<Queue>().Add(new Order(invocation));

    private sealed class Queue
    {
        private readonly ConcurrentQueue<Order> _orders = new();

        public void Add(Order order) => _orders.Enqueue(order);

        public bool TryTake(out Order? order) => _orders.TryDequeue(out order);
    }

    private sealed class Service(Queue queue) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await Task.Delay(100, stoppingToken);
                queue.TryTake(out _);
            }
        }
    }
}

/// <summary>A dictionary that another thread changes while it is counted.</summary>
internal sealed class ContestedTable : SyncExperiment
{
    private static readonly Dictionary<int, Order> Orders = [];
    private int _next;

    public override ValueTask SetUpAsync()
    {
        new Thread(ChangeForEver) { IsBackground = true }.Start();
        return ValueTask.CompletedTask;
    }

    protected override void Invoke(int invocation)
    {
        lock (Orders)
        {
            Orders[_next++] = new Order(invocation);
        }
    }

    private static void ChangeForEver()
    {
        for (var i = -1; ; i = i > -100 ? i - 1 : -1)
        {
            lock (Orders)
            {
                Orders[i] = new Order(i);
                Orders.Remove(i);
            }

            Thread.Yield();
        }
    }
}
