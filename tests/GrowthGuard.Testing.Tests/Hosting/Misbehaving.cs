#pragma warning disable GG1001 // These leak on purpose.
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace GrowthGuard.Testing.Tests.Hosting;

/// <summary>
/// Scenarios that end a run without a verdict. Each says first what its process is, so that a test can see whether it is gone.
/// </summary>
internal abstract class Misbehaving : IMemoryScenario
{
    protected Misbehaving() => Console.WriteLine($"process {Environment.ProcessId}");

    public virtual ValueTask SetUpAsync() => ValueTask.CompletedTask;

    public virtual ValueTask InvokeAsync(int invocation) => ValueTask.CompletedTask;

    public virtual ValueTask TearDownAsync() => ValueTask.CompletedTask;
}

internal sealed class ThrowingConstructor : Misbehaving
{
    public ThrowingConstructor() => throw new InvalidOperationException("no connection string");
}

internal sealed class ThrowingSetUp : Misbehaving
{
    public override async ValueTask SetUpAsync()
    {
        await Task.Yield();
        throw new InvalidOperationException("no database");
    }
}

internal sealed class ThrowingTearDown : Misbehaving
{
    public override ValueTask TearDownAsync() => throw new InvalidOperationException("cannot close");
}

internal sealed class Throwing : Misbehaving
{
    public override async ValueTask InvokeAsync(int invocation)
    {
        await Task.Yield();
        if (invocation == 30)
        {
            throw new InvalidOperationException("order 30 is bad");
        }
    }
}

internal sealed class ThrowingLater : Misbehaving
{
    public override ValueTask InvokeAsync(int invocation) =>
        invocation < 400 ? ValueTask.CompletedTask : throw new InvalidOperationException("no more orders");
}

internal sealed class Hanging : Misbehaving
{
    public override ValueTask InvokeAsync(int invocation)
    {
        Thread.Sleep(invocation == 60 ? Timeout.Infinite : 0);
        return ValueTask.CompletedTask;
    }
}

internal sealed class Slow : Misbehaving
{
    public override async ValueTask InvokeAsync(int invocation) => await Task.Delay(20);
}

internal sealed class Exiting : Misbehaving
{
    public override ValueTask InvokeAsync(int invocation)
    {
        Console.Error.WriteLine("bye");
        Environment.Exit(3);
        return default;
    }
}

internal sealed class ExitingConstructor : Misbehaving
{
    public ExitingConstructor() => Environment.Exit(0);
}

internal sealed class Crashing : Misbehaving
{
    public override ValueTask InvokeAsync(int invocation)
    {
        Environment.FailFast("cannot go on");
        return default;
    }
}

internal sealed class Recursing : Misbehaving
{
    public override ValueTask InvokeAsync(int invocation) => new(Task.FromResult(Depth(invocation)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Depth(int number) => Depth(number + 1) + Depth(number + 2);
}

internal sealed class Killed : Misbehaving
{
    public override ValueTask InvokeAsync(int invocation)
    {
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
        return default;
    }
}

internal sealed class Gluttonous : Misbehaving
{
    private static readonly List<byte[]> Eaten = [];

    public override ValueTask InvokeAsync(int invocation)
    {
        for (var i = 0; i < 100; i++)
        {
            Eaten.Add(new byte[1024 * 1024]);
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>Behaves well, but for what it writes.</summary>
internal sealed class Chatty : Misbehaving
{
    public override ValueTask InvokeAsync(int invocation)
    {
        for (var i = 0; i < 50; i++)
        {
            Console.WriteLine($"invocation {invocation}, line {i} \0 {new string('x', 200)}");
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>Leaves a process behind, and ends or not.</summary>
internal class Parent : Misbehaving
{
    public override ValueTask InvokeAsync(int invocation)
    {
        if (invocation == 0)
        {
            using var child = Process.Start("sleep", "1000");
            Console.WriteLine($"process {child.Id}");
            Console.Out.Flush();
        }

        return ValueTask.CompletedTask;
    }
}

internal sealed class ExitingParent : Parent
{
    public override async ValueTask InvokeAsync(int invocation)
    {
        await base.InvokeAsync(invocation);
        Environment.Exit(4);
    }
}

internal sealed class NoScenario;

internal sealed class NeedsParameters(int number) : IMemoryScenario
{
    public ValueTask InvokeAsync(int invocation) => new(Task.FromResult(number));
}

/// <summary>Runs a scenario itself, and is killed while that spins.</summary>
internal sealed class Runner : Misbehaving
{
    public override ValueTask InvokeAsync(int invocation)
    {
        var run = MemoryFlat.RunAsync<Spinning>();
        var file = Environment.GetEnvironmentVariable(Spinning.FileVariable)!;
        if (!SpinWait.SpinUntil(() => File.Exists(file) || run.IsCompleted, TimeSpan.FromMinutes(1)) || run.IsCompleted)
        {
            throw new InvalidOperationException("The child does not spin.", run.Exception);
        }

        Process.GetCurrentProcess().Kill();
        return ValueTask.CompletedTask;
    }
}

internal sealed class Spinning : IMemoryScenario
{
    public const string FileVariable = "SPINNING_FILE";

    public ValueTask InvokeAsync(int invocation)
    {
        var file = Environment.GetEnvironmentVariable(FileVariable)!;
        File.WriteAllText(file + ".part", $"process {Environment.ProcessId}");
        File.Move(file + ".part", file);
        while (true)
        {
            Thread.SpinWait(1000);
        }
    }
}
