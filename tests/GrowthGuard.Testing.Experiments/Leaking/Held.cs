using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GrowthGuard.Testing.Experiments.Leaking;

/// <summary>What an invocation leaves behind in the kinds below.</summary>
internal class Order(int number)
{
    public int Number { get; } = number;

    public byte[] Body { get; } = new byte[64];
}

/// <summary>One that leads to the one before.</summary>
internal sealed class LinkedOrder(int number, LinkedOrder? previous) : Order(number)
{
    public LinkedOrder? Previous { get; } = previous;
}

/// <summary>A linked list of the program's own.</summary>
internal sealed class LinkedOrders : SyncExperiment
{
    private static LinkedOrder? _last;

    protected override void Invoke(int invocation) => _last = new LinkedOrder(invocation, _last);
}

/// <summary>Linked nodes behind three objects.</summary>
internal sealed class WrappedOrders : SyncExperiment
{
    private static readonly Outer Registry = new();

    protected override void Invoke(int invocation) => Registry.Middle.Inner.Add(invocation);

    private sealed class Outer
    {
        public Between Middle { get; } = new();
    }

    private sealed class Between
    {
        public Innermost Inner { get; } = new();
    }

    private sealed class Innermost
    {
        private readonly Holder _holder = new();

        public void Add(int invocation) => _holder.Orders.Add(new Order(invocation));
    }

    private sealed class Holder
    {
        public List<Order> Orders { get; } = [];
    }
}

/// <summary>A weak table whose value is a list that grows.</summary>
internal sealed class WeakTableOfLists : SyncExperiment
{
    private static readonly object Key = new();
    private static readonly ConditionalWeakTable<object, List<Order>> Orders = [];

    protected override void Invoke(int invocation) => Orders.GetOrCreateValue(Key).Add(new Order(invocation));
}

/// <summary>Scopes of an AsyncLocal, each leading to the one around it.</summary>
internal sealed class ScopeChain : SyncExperiment
{
    private static readonly AsyncLocal<LinkedOrder?> Current = new();
    private static ExecutionContext? _context;

    protected override void Invoke(int invocation)
    {
        if (_context is not null)
        {
            ExecutionContext.Restore(_context);
        }

        Current.Value = new LinkedOrder(invocation, Current.Value);
        _context = ExecutionContext.Capture();
    }
}

/// <summary>Continuations of a task that never completes. (WhenAny takes its own away since .NET 9.)</summary>
internal sealed class WaitForEver : Experiment
{
    private static readonly TaskCompletionSource Stopping = new();

    public override async ValueTask InvokeAsync(int invocation)
    {
        var order = new Order(invocation);
        await Task.WhenAny(Stopping.Task.ContinueWith(_ => order, TaskScheduler.Default), Task.CompletedTask);
    }
}

/// <summary>Async methods that wait for a task that never completes.</summary>
internal sealed class AbandonedMethods : SyncExperiment
{
    private static readonly List<WeakReference> Seen = [];
    private static readonly TaskCompletionSource<int> Never = new();

    protected override void Invoke(int invocation)
    {
        _ = HandleAsync(new Order(invocation));
        Seen.Clear();
    }

    private static async Task HandleAsync(Order order)
    {
        await Never.Task;
        GC.KeepAlive(order);
    }
}

/// <summary>Delays that nobody waits for to the end.</summary>
internal sealed class LongDelays : SyncExperiment
{
    protected override void Invoke(int invocation) => _ = RemindAsync(new Order(invocation));

    private static async Task RemindAsync(Order order)
    {
        await Task.Delay(TimeSpan.FromHours(1));
        GC.KeepAlive(order);
    }
}

/// <summary>Interned strings.</summary>
internal sealed class InternedStrings : SyncExperiment
{
    protected override void Invoke(int invocation) => string.Intern($"order {invocation} of customer {invocation % 50}, {Seed}");
}

/// <summary>What a handle holds.</summary>
internal sealed class HandledOrders : SyncExperiment
{
    protected override void Invoke(int invocation) => GCHandle.Alloc(new Order(invocation));
}

/// <summary>What a thread of its own keeps for itself.</summary>
internal sealed class ThreadStaticOrders : SyncExperiment
{
    [ThreadStatic]
    private static List<Order>? _orders;
    private readonly Worker _worker = new();

    protected override void Invoke(int invocation) => _worker.Do(() => (_orders ??= []).Add(new Order(invocation)));
}

/// <summary>What a ThreadLocal keeps.</summary>
internal sealed class ThreadLocalOrders : SyncExperiment
{
    private static readonly ThreadLocal<List<Order>> Orders = new(() => []);

    protected override void Invoke(int invocation) => Orders.Value!.Add(new Order(invocation));
}

/// <summary>Does what it is told on a thread of its own, one thing after the other.</summary>
internal sealed class Worker
{
    private readonly SemaphoreSlim _next = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private Action? _action;

    public Worker() => new Thread(Work) { IsBackground = true }.Start();

    public void Do(Action action)
    {
        _action = action;
        _next.Release();
        _done.Wait();
    }

    private void Work()
    {
        while (true)
        {
            _next.Wait();
            _action!();
            _action = null;
            _done.Release();
        }
    }
}

/// <summary>What a loop that does not end has in a local variable.</summary>
internal abstract class LoopExperiment : SyncExperiment
{
    private readonly SemaphoreSlim _next = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private int _invocation;

    public override ValueTask SetUpAsync()
    {
        new Thread(Work) { IsBackground = true }.Start();
        return ValueTask.CompletedTask;
    }

    protected override void Invoke(int invocation)
    {
        _invocation = invocation;
        _next.Release();
        _done.Wait();
    }

    protected abstract void Work();

    protected int Begin()
    {
        _next.Wait();
        return _invocation;
    }

    protected void End() => _done.Release();
}

/// <summary>Linked nodes that a local variable leads to.</summary>
internal sealed class LocalOfLoop : LoopExperiment
{
    protected override void Work()
    {
        LinkedOrder? last = null;
        while (true)
        {
            last = new LinkedOrder(Begin(), last);
            End();
        }
    }
}

/// <summary>A stream in a local variable, whose buffer doubles.</summary>
internal sealed class LocalStream : LoopExperiment
{
    protected override void Work()
    {
        var stream = new MemoryStream();
        while (true)
        {
            Begin();
            stream.Write(new byte[300]);
            End();
        }
    }
}

/// <summary>Weak tables whose value leads to its own key, as it is held by a root.</summary>
internal sealed class WeakTableCycle : SyncExperiment
{
    private static readonly ConditionalWeakTable<object, LinkedOrder> Orders = [];
    private static object _last = new();

    protected override void Invoke(int invocation)
    {
        var order = new LinkedOrder(invocation, _last as LinkedOrder);
        Orders.Add(order, new LinkedOrder(invocation, null));
        _last = order;
    }
}

/// <summary>Sources that are linked to a token which outlives them.</summary>
internal sealed class LinkedSources : SyncExperiment
{
    private static readonly Holder Stopping = new();

    protected override void Invoke(int invocation) => CancellationTokenSource.CreateLinkedTokenSource(Stopping.Wrapper.Token);

    private sealed class Holder
    {
        public Func<Task> Wait { get; }

        public CancellationTokenSource Wrapper { get; } = new();

        public Holder() => Wait = () => Task.Delay(-1, Wrapper.Token);
    }
}

/// <summary>A singleton that keeps what it is given.</summary>
internal sealed class KeepingSingleton : SyncExperiment
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddSingleton<Recorder>().BuildServiceProvider();

    protected override void Invoke(int invocation) =>
        Services.GetRequiredService<Recorder>().Record(new LinkedOrder(invocation, Services.GetRequiredService<Recorder>().Last));

    private sealed class Recorder
    {
        public LinkedOrder? Last { get; private set; }

        public void Record(LinkedOrder order) => Last = order;
    }
}

/// <summary>Loggers of a new category each.</summary>
internal sealed class LoggersByKey : SyncExperiment
{
    private static readonly ILoggerFactory Loggers = LoggerFactory.Create(_ => { });

    protected override void Invoke(int invocation) => Loggers.CreateLogger($"order {invocation}");
}

/// <summary>Instruments made per invocation.</summary>
internal sealed class MetersByKey : SyncExperiment
{
    private static readonly Meter Meter = new("orders");

    protected override void Invoke(int invocation) => Meter.CreateCounter<int>($"order {invocation}");
}

/// <summary>Subscribers of a delegate in an object behind two others.</summary>
internal sealed class DeepSubscribers : SyncExperiment
{
    private static readonly Holder[] Holders = [new()];

    protected override void Invoke(int invocation)
    {
        var order = new Order(invocation);
        Holders[0].Source.Changed += () => GC.KeepAlive(order);
    }

    private sealed class Holder
    {
        public Publisher Source { get; } = new();
    }

    private sealed class Publisher
    {
        public Action? Changed { get; set; }
    }
}

/// <summary>Threads that wait for ever.</summary>
internal sealed class WaitingThreads : SyncExperiment
{
    private static readonly ManualResetEventSlim Stopping = new();

    protected override void Invoke(int invocation)
    {
        if (invocation % 5 == 0)
        {
            new Thread(WaitForStop, 128 * 1024) { IsBackground = true }.Start();
        }
    }

    private static void WaitForStop() => Stopping.Wait();
}

/// <summary>What an async loop that does not end has in a local variable.</summary>
internal sealed class LocalOfAsyncLoop : Experiment
{
    private readonly SemaphoreSlim _next = new(0);
    private readonly SemaphoreSlim _done = new(0);

    public override ValueTask SetUpAsync()
    {
        _ = Task.Run(WorkAsync);
        return ValueTask.CompletedTask;
    }

    public override async ValueTask InvokeAsync(int invocation)
    {
        _next.Release();
        await _done.WaitAsync();
    }

    private async Task WorkAsync()
    {
        var orders = new List<LinkedOrder>();
        while (true)
        {
            await _next.WaitAsync();
            orders.Add(new LinkedOrder(orders.Count, null));
            _done.Release();
        }
    }
}
