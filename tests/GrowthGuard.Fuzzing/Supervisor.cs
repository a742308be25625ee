using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace GrowthGuard.Fuzzing;

/// <summary>
/// Runs workers, and goes on behind the mutant that ended one: a stack overflow cannot be caught, an endless loop neither.
/// </summary>
internal sealed class Supervisor(int seed, IReadOnlyList<string> folders, string output)
{
    /// <summary>Processor time, so that a busy machine is no time-out.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>What threads of the pool have on Windows, in hexadecimal; Linux would give them eight times as much.</summary>
    private const string StackSize = "100000";

    private const int MostKept = 8000;

    private readonly Lock _gate = new();
    private readonly List<(string Kind, int Mutant)> _faults = [];
    private string _compiler = "?";
    private int _current;
    private TimeSpan _startedAt;
    private long _findings;
    private long _fixes;
    private int _compilerCrashes;
    private bool _isOurCrash;
    private string _lastWords = "";

    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(int seed, int first, int count, IReadOnlyList<string> folders, string output) =>
        new Supervisor(seed, folders, output).RunAsync(first, count);

    private async Task<int> RunAsync(int first, int count)
    {
        var watch = Stopwatch.StartNew();
        for (var next = first; next < first + count;)
        {
            next = await RunWorkerAsync(next, first + count - next);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Roslyn {_compiler}, seed {seed}: {count} mutants, {_findings} findings, {_fixes} fixes, {watch.Elapsed.TotalSeconds:0} s: " +
            $"{Count("exception")}, {Count("time-out")}, {Count("crash")} ({_compilerCrashes} of the compiler by itself)"));
        return _faults.Count == 0 ? 0 : 1;

        string Count(string kind) => $"{_faults.Count(fault => fault.Kind == kind)} x {kind}";
    }

    /// <returns>The mutant to go on with.</returns>
    private async Task<int> RunWorkerAsync(int first, int count)
    {
        var isDotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        string[] program = isDotnet ? [typeof(Supervisor).Assembly.Location] : [];
        var start = new ProcessStartInfo(Environment.ProcessPath!, [
            .. program, "--worker", "--seed", Text(seed), "--first", Text(first), "--mutants", Text(count), .. folders])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_Thread_DefaultStackSize"] = StackSize;
        using var worker = Process.Start(start)!;
        _current = first - 1;
        var reading = Task.WhenAll(ReadAsync(worker), DrainAsync(worker));
        while (!worker.HasExited)
        {
            await Task.WhenAny(worker.WaitForExitAsync(), Task.Delay(Beat));
            if (IsStuck(worker))
            {
                worker.Kill(entireProcessTree: true);
                await worker.WaitForExitAsync();
                await reading;
                Add("time-out", _current, $"More than {Most.TotalSeconds} s of processor time.");
                return _current + 1;
            }
        }

        await reading;
        if (worker.ExitCode == 0)
        {
            return first + count;
        }

        if (_current < first)
        {
            throw new InvalidOperationException($"The worker ended with {worker.ExitCode} before its first mutant.");
        }

        if (_isOurCrash)
        {
            Add("crash", _current, $"The process ended with {worker.ExitCode}.\n{_lastWords}");
        }
        else
        {
            _compilerCrashes++;
        }

        return _current + 1;
    }

    private bool IsStuck(Process worker)
    {
        try
        {
            lock (_gate)
            {
                return worker.TotalProcessorTime - _startedAt > Most;
            }
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
            return false;
        }
    }

    private async Task ReadAsync(Process worker)
    {
        while (await worker.StandardOutput.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            switch (words[0])
            {
                case Report.Compiler:
                    _compiler = words[1];
                    break;
                case Report.Start:
                    lock (_gate)
                    {
                        _current = int.Parse(words[1], CultureInfo.InvariantCulture);
                        _startedAt = worker.HasExited ? TimeSpan.Zero : worker.TotalProcessorTime;
                    }

                    break;
                case Report.Fault:
                    Add("exception", _current, Encoding.UTF8.GetString(Convert.FromBase64String(words[1])));
                    break;
                case Report.Counts:
                    _findings += long.Parse(words[1], CultureInfo.InvariantCulture);
                    _fixes += long.Parse(words[2], CultureInfo.InvariantCulture);
                    break;
            }
        }
    }

    private async Task DrainAsync(Process worker)
    {
        // A stack overflow prints thousands of lines; the first ones say where.
        var text = new StringBuilder();
        _isOurCrash = false;
        while (await worker.StandardError.ReadLineAsync() is { } line)
        {
            // Some code is too deep for the compiler, whoever asks it.
            _isOurCrash |= line.Contains("GrowthGuard.Analyzers.", StringComparison.Ordinal)
                || line.Contains("GrowthGuard.CodeFixes.", StringComparison.Ordinal);
            if (text.Length < MostKept)
            {
                text.AppendLine(line);
            }
        }

        _lastWords = text.ToString();
    }

    private void Add(string kind, int mutant, string what)
    {
        _faults.Add((kind, mutant));
        Directory.CreateDirectory(output);
        var file = Path.Combine(output, $"{kind}-{Text(seed)}-{Text(mutant)}.txt");
        File.WriteAllText(file, $"{what}\n\n{Worker.Show(Corpus.Read(folders), seed, mutant)}");
        Console.WriteLine($"{kind} at mutant {Text(mutant)}: {what.Split('\n')[0].Trim()} ({file})");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
