using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Retention;

namespace GrowthGuard.Testing.Hosting;

/// <summary>Measures a scenario in a process of its own.</summary>
/// <param name="scenario">Which scenario.</param>
/// <param name="options">How it is run.</param>
internal sealed class ChildSubject(ScenarioReference scenario, MemoryFlatOptions options) : ISubject
{
    private static readonly TimeSpan TimeToDrain = TimeSpan.FromSeconds(1);

    /// <summary>A set-up that starts a server may take longer than a batch.</summary>
    private static readonly TimeSpan TimeToSetUp = TimeSpan.FromMinutes(1);

    private ChildProcess? _child;
    private int _invocations;
    private bool _isMade;

    public string AssemblyFile => scenario.AssemblyFile;

    public IReadOnlyList<string> OutputTail => _child?.OutputTail ?? [];

    public int? ProcessId => _child?.Id;

    public async Task<RunEnvironment> StartAsync(CancellationToken cancellation)
    {
        var environment = new Dictionary<string, string>(options.EnvironmentVariables);
        foreach (var (name, value) in ChildDump.Settings(scenario.DisplayName ?? scenario.TypeName, options, scenario.AssemblyFile))
        {
            environment.TryAdd(name, value);
        }

        _child = ChildProcess.Start(scenario.AssemblyFile, environment, scenario.RuntimeKnobs);
        Send(orders => orders.SendStart(scenario, options));
        await ExpectAsync(FrameKind.Started, "the scenario was set up", cancellation).ConfigureAwait(false);
        _isMade = true;
        return _child.Answers.ReadStarted();
    }

    public async Task<BatchReport> RunAsync(int count, CancellationToken cancellation)
    {
        Order(FrameKind.Run, count);
        var what = count == 0 ? "the first reading" : $"invocations {_invocations} to {_invocations + count - 1}";
        var newRoots = new List<CensusRoot>();
        while (await NextAsync(what, cancellation).ConfigureAwait(false) is FrameKind.Root)
        {
            newRoots.Add(_child!.Answers.ReadRoot());
        }

        _invocations += count;
        return _child!.Answers.ReadSample(newRoots);
    }

    public Task ConfirmAloneAsync(IReadOnlyList<int> grown, CancellationToken cancellation) => Task.CompletedTask;

    public async Task<IReadOnlyList<CensusRoot>> DescribeAsync(IReadOnlyList<int> roots, CancellationToken cancellation)
    {
        Send(orders => orders.Begin(FrameKind.Describe).Write([.. roots.Select(root => (long)root)]).Send());
        var described = new List<CensusRoot>(roots.Count);
        while (described.Count < roots.Count)
        {
            await ExpectAsync(FrameKind.Root, "more was found out about its stores", cancellation).ConfigureAwait(false);
            described.Add(_child!.Answers.ReadRoot());
        }

        return described;
    }

    public async Task<long?> TrimAsync(CancellationToken cancellation)
    {
        Order(FrameKind.Trim);
        await ExpectAsync(FrameKind.Trimmed, "memory was trimmed", cancellation).ConfigureAwait(false);
        return _child!.Answers.Number() is >= 0 and var bytes ? bytes : null;
    }

    public Task FinishAsync(CancellationToken cancellation)
    {
        Order(FrameKind.Finish);
        return ExpectAsync(FrameKind.Finished, "the scenario was torn down", cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_child is not null)
        {
            await _child.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Order(FrameKind kind, long? number = null) => Send(orders =>
    {
        orders.Begin(kind);
        (number is { } value ? orders.Write(value) : orders).Send();
    });

    private void Send(Action<FrameWriter> send)
    {
        try
        {
            send(_child!.Orders);
        }
        catch (IOException)
        {
            // The process is gone; waiting for its answer tells how.
        }
    }

    private async Task ExpectAsync(FrameKind expected, string what, CancellationToken cancellation)
    {
        if (await NextAsync(what, cancellation).ConfigureAwait(false) is var said && said != expected)
        {
            throw new InvalidOperationException($"The child process did not say that {what}, but {said}.");
        }
    }

    /// <summary>Waits for the next frame; every way in which there is none is a failure of its own.</summary>
    private async Task<FrameKind> NextAsync(string what, CancellationToken cancellation)
    {
        var limit = options.BatchTimeLimit + (options.Gap * options.BatchSize);
        limit = _isMade || limit > TimeToSetUp ? limit : TimeToSetUp;
        var next = Task.Run(_child!.Answers.Next, CancellationToken.None);
        try
        {
            // A process that the scenario has started may hold the pipe open beyond the end of the child.
            var exit = _child.WaitForExitAsync(cancellation);
            if (await Task.WhenAny(next, exit).WaitAsync(limit, cancellation).ConfigureAwait(false) == exit)
            {
                await Task.WhenAny(next, Task.Delay(TimeToDrain, cancellation)).ConfigureAwait(false);
            }
        }
        catch (TimeoutException)
        {
            throw Failure(
                RunFailure.Hang,
                FormattableString.Invariant(
                    $"it hangs: {(_isMade ? what : "its set-up")} took more than {limit.TotalSeconds:0.#} s. Fix what blocks, or allow more with TimeLimit(run, batch)."));
        }

        switch (next.IsCompletedSuccessfully ? next.Result : null)
        {
            case FrameKind.Failed:
                var (failure, message) = _child.Answers.ReadFailed();
                throw Failure(failure, message);
            case { } kind:
                return kind;
            default:
                throw Ended(what, await _child.WaitForExitAsync(cancellation).ConfigureAwait(false));
        }
    }

    private MemoryRunException Ended(string what, int exitCode)
    {
        var when = _isMade ? $"during {what}" : "before the scenario was set up";
        var (failure, how) = ExitCode.Explain(exitCode, _isMade);
        return Failure(_isMade ? failure : failure == RunFailure.Exited ? RunFailure.Start : failure, $"{how} {when}.");
    }

    private MemoryRunException Failure(RunFailure failure, string message)
    {
        var output = OutputTail;
        var tail = output.Count == 0 ? "It wrote nothing." : $"Its last output:\n  {string.Join("\n  ", output)}";
        return new MemoryRunException(failure, $"{scenario.DisplayName ?? scenario.TypeName}: {message}\n{tail}");
    }
}
