using System.Linq.Expressions;
using Microsoft.Extensions.DependencyInjection;

namespace GrowthGuard.Testing.Experiments.Flat;

/// <summary>Awaits several times.</summary>
internal sealed class Async : Experiment
{
    public override async ValueTask InvokeAsync(int invocation)
    {
        await Task.Yield();
        OrderHandler.Handle(invocation);
        if (invocation % 10 == 0)
        {
            await Task.Delay(1);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(part => Task.Run(() => OrderHandler.Handle(invocation + part))));
    }
}

/// <summary>Timers that are disposed.</summary>
internal sealed class Timers : SyncExperiment
{
    protected override void Invoke(int invocation)
    {
        using var timer = new Timer(_ => { }, null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        OrderHandler.Handle(invocation);
    }
}

/// <summary>Threads that end.</summary>
internal sealed class Threads : SyncExperiment
{
    protected override void Invoke(int invocation)
    {
        var thread = new Thread(() => OrderHandler.Handle(invocation));
        thread.Start();
        thread.Join();
    }
}

/// <summary>Files that are closed.</summary>
internal sealed class Files : SyncExperiment
{
    protected override void Invoke(int invocation)
    {
        using var file = File.OpenRead(typeof(Files).Assembly.Location);
        file.ReadByte();
        OrderHandler.Handle(invocation);
    }
}

/// <summary>Code that is compiled, used once and collected.</summary>
internal sealed class CompiledCode : SyncExperiment
{
    protected override void Invoke(int invocation)
    {
        var parameter = Expression.Parameter(typeof(int));
        Expression.Lambda<Func<int, int>>(Expression.Add(parameter, Expression.Constant(invocation)), parameter).Compile()(1);
    }
}

/// <summary>A scope of a service provider for each invocation.</summary>
internal sealed class ScopedServices : SyncExperiment
{
    private readonly ServiceProvider _services = new ServiceCollection().AddScoped<Service>().AddSingleton<object>().BuildServiceProvider();

    protected override void Invoke(int invocation)
    {
        using var scope = _services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Service>().Handle(invocation);
    }

    private sealed class Service : IDisposable
    {
        public void Handle(int number) => OrderHandler.Handle(number);

        public void Dispose()
        {
        }
    }
}
