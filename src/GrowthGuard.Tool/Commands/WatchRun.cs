using System.Diagnostics;
using System.Globalization;
using GrowthGuard.Diagnostics;
using GrowthGuard.Testing.Reporting;
using GrowthGuard.Tool.Diagnosing;
using GrowthGuard.Tool.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace GrowthGuard.Tool.Commands;

/// <summary>Takes snapshots again and again: on a terminal a table that changes in place, elsewhere a line for each.</summary>
internal sealed class WatchRun(WatchOptions options, ICensusSource source, ToolConsole console)
{
    /// <summary>What the curve shows.</summary>
    private const int MostPoints = 60;

    private const int MostRows = 15;
    private const string CsvHead = "takenAt,rss,vmHwm,heapSize,committed,requests,section,store,count,bound";

    private readonly Queue<long> _rss = new();
    private CensusSnapshot? _first;
    private CensusSnapshot? _last;

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        using var csv = options.CsvFile is { } file ? Open(file) : null;
        csv?.WriteLine(CsvHead);
        if (console.OutIsTerminal)
        {
            var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Out) });
            await terminal.Live(new Text("Waiting for the first snapshot …")).StartAsync(live => ReadAsync(csv, () =>
            {
                live.UpdateTarget(View());
                live.Refresh();
            }, cancellation));
        }
        else
        {
            await ReadAsync(csv, () => console.Out.WriteLine(Line()), cancellation);
        }

        return ExitCodes.Clean;
    }

    private async Task ReadAsync(StreamWriter? csv, Action show, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(options.Interval);
        do
        {
            var snapshot = await source.TakeAsync(cancellation);
            if (snapshot.App.StartedAt != _first?.App.StartedAt)
            {
                // The process is another: what is shown starts again.
                _first = snapshot;
                _rss.Clear();
            }

            _last = snapshot;
            _rss.Enqueue(snapshot.Process.Rss ?? 0);
            if (_rss.Count > MostPoints)
            {
                _rss.Dequeue();
            }

            Log(csv, snapshot);
            show();
        }
        while ((options.Duration is not { } duration || Stopwatch.GetElapsedTime(began) + options.Interval <= duration) &&
            await timer.WaitForNextTickAsync(cancellation));
    }

    private static StreamWriter Open(string file)
    {
        try
        {
            return new StreamWriter(file) { AutoFlush = true };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"{file} cannot be written: {e.Message}");
        }
    }

    private IEnumerable<CounterChange> Changes() => CensusDiff.Between(_first!, _last!).Counters;

    private string Line()
    {
        var growing = Changes().FirstOrDefault(change => change.Delta > 0 && change.Section[0] != "runtime");
        var grew = growing is null ? "" : $"  {Name(growing)} {Quantities.Count(growing.After)} ({Quantities.SignedCount(growing.Delta)})";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{_last!.TakenAt:HH:mm:ss}  resident {Quantities.Bytes(_last.Process.Rss)} " +
            $"({Quantities.SignedBytes(_last.Process.Rss - _first!.Process.Rss)})  heap {Quantities.Bytes(_last.Gc.HeapSize)}{grew}");
    }

    private IRenderable View()
    {
        var table = new Table().RoundedBorder().AddColumns("Store", "Count", "Grew by", "Per hour", "Bound");
        foreach (var change in Changes().Where(change => change.After is not null).Take(MostRows))
        {
            var style = change.IsOverBound ? new Style(Color.Red) : change.Delta > 0 ? new Style(Color.Yellow) : Style.Plain;
            table.AddRow(
                new Text(Name(change), style),
                new Text(Quantities.Count(change.After)),
                new Text(Quantities.SignedCount(change.Delta), style),
                new Text(Quantities.SignedCount(change.PerHour)),
                new Text(Quantities.Count(change.Bound)));
        }

        return new Rows(new Text($"{Line()}\n{Sparkline.Of([.. _rss], flat: 1 << 20, MostPoints)}"), table);
    }

    private static string Name(CounterChange change) => PlainText.Of(string.Join('/', change.Section.Append(change.Name)));

    private static void Log(StreamWriter? csv, CensusSnapshot snapshot)
    {
        if (csv is null)
        {
            return;
        }

        var memory = string.Create(
            CultureInfo.InvariantCulture,
            $"{snapshot.TakenAt:O},{snapshot.Process.Rss},{snapshot.Process.VmHwm},{snapshot.Gc.HeapSize},{snapshot.Gc.Committed},{snapshot.App.Requests}");
        foreach (var section in snapshot.Sections)
        {
            Log(csv, memory, section.Name, section);
        }
    }

    private static void Log(StreamWriter csv, string memory, string path, SectionReading section)
    {
        foreach (var counter in section.Counters)
        {
            csv.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{memory},{Quoted(path)},{Quoted(counter.Name)},{counter.Count},{counter.Bound}"));
        }

        foreach (var inner in section.Sections)
        {
            Log(csv, memory, $"{path}/{inner.Name}", inner);
        }
    }

    /// <summary>In quotes; and what a spreadsheet would take for a formula begins with an apostrophe.</summary>
    private static string Quoted(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? "'" + text : text;
        return $"\"{PlainText.Of(safe).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
