using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;

namespace GrowthGuard.Testing.Hosting;

/// <summary>A child process with its pipes. Ended, with all that it has started, when this is disposed.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    /// <summary>The variable of the environment that marks a child and all that it starts.</summary>
    public const string RunVariable = "GROWTHGUARD_RUN";

    private static readonly TimeSpan TimeToDrain = TimeSpan.FromSeconds(2);

    /// <summary>Two processes that start at once would inherit each other's ends of the pipes, and hold them open.</summary>
    private static readonly SemaphoreSlim Starting = new(1);

    /// <summary>
    /// Would change what is measured, or how: recompilation of code in the middle of a run, profilers, code that others bring in.
    /// </summary>
    private static readonly (string Name, string? Value)[] Settings =
    [
        ("DOTNET_TieredCompilation", "0"),
        ("COMPlus_TieredCompilation", null),
        ("CORECLR_ENABLE_PROFILING", "0"),
        ("DOTNET_STARTUP_HOOKS", null),
    ];

    private readonly string _run = Guid.NewGuid().ToString("N");
    private readonly AnonymousPipeServerStream _orders = new(PipeDirection.Out, HandleInheritability.Inheritable);
    private readonly AnonymousPipeServerStream _answers = new(PipeDirection.In, HandleInheritability.Inheritable);
    private readonly Process _process;
    private readonly OutputTail _output = new();
    private readonly Task _reading;
    private readonly ChangedRuntimeConfig? _config;
    private bool _isDisposed;

    private ChildProcess(ProcessStartInfo start, ChangedRuntimeConfig? config)
    {
        _config = config;
        start.ArgumentList.Add(_orders.GetClientHandleAsString());
        start.ArgumentList.Add(_answers.GetClientHandleAsString());
        start.Environment[RunVariable] = _run;
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            _orders.Dispose();
            _answers.Dispose();
            _config?.Dispose();
            throw new MemoryRunException(RunFailure.Start, $"'{start.FileName}' cannot be started: {e.Message}");
        }

        _orders.DisposeLocalCopyOfClientHandle();
        _answers.DisposeLocalCopyOfClientHandle();
        _process.StandardInput.Close();
        _reading = Task.WhenAll(_output.ReadAsync(_process.StandardOutput), _output.ReadAsync(_process.StandardError));
        Orders = new FrameWriter(_orders);
        Answers = new FrameReader(_answers);
    }

    /// <summary>Its number in the system.</summary>
    public int Id => _process.Id;

    /// <summary>What the process is told.</summary>
    public FrameWriter Orders { get; }

    /// <summary>What the process answers.</summary>
    public FrameReader Answers { get; }

    /// <summary>The last lines of its output.</summary>
    public IReadOnlyList<string> OutputTail => _output.Lines;

    /// <summary>Starts a child that hosts scenarios of an assembly.</summary>
    /// <exception cref="MemoryRunException">It cannot be started.</exception>
    public static ChildProcess Start(
        string assemblyFile,
        IReadOnlyDictionary<string, string> environment,
        IReadOnlyDictionary<string, string> knobs)
    {
        var files = TestedAssembly.Find(assemblyFile);
        var start = new ProcessStartInfo(DotnetLocation.Find())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add("exec");
        if (files.DependencyFile is { } dependencies)
        {
            start.ArgumentList.Add("--depsfile");
            start.ArgumentList.Add(dependencies);
        }

        start.ArgumentList.Add("--runtimeconfig");
        var config = knobs.Count == 0 ? null : new ChangedRuntimeConfig(files.RuntimeConfig, knobs);
        start.ArgumentList.Add(config?.File ?? files.RuntimeConfig);
        start.ArgumentList.Add(typeof(ChildProgram).Assembly.Location);
        start.ArgumentList.Add(assemblyFile);
        foreach (var (name, value) in Settings)
        {
            start.Environment[name] = value;
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        Starting.Wait();
        try
        {
            return new ChildProcess(start, config);
        }
        finally
        {
            Starting.Release();
        }
    }

    /// <summary>Waits for the process to end and for the rest of its output.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        await Task.WhenAny(_reading, Task.Delay(TimeToDrain, cancellation)).ConfigureAwait(false);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _process.Kill(entireProcessTree: !OperatingSystem.IsLinux());
        if (OperatingSystem.IsLinux())
        {
            Descendants.Kill(RunVariable, _run);
        }

        await WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        _process.Dispose();
        _config?.Dispose();
        await _orders.DisposeAsync().ConfigureAwait(false);
        await _answers.DisposeAsync().ConfigureAwait(false);
    }
}
