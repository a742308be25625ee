using GrowthGuard.Diagnostics;
using Spectre.Console;

namespace GrowthGuard.Tool.Output;

/// <summary>A snapshot as text for a terminal.</summary>
internal static class CensusFormat
{
    public static void Write(CensusSnapshot snapshot, ToolConsole console)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Out) });
        if (!console.OutIsTerminal)
        {
            // For other programs: a line for each store, however long its name is.
            terminal.Profile.Width = 1000;
        }

        var process = snapshot.Process;
        terminal.WriteLine(
            $"{PlainText.Of(snapshot.App.Name)} {PlainText.Of(snapshot.App.BuildVersion ?? "")}, process {snapshot.App.ProcessId}, up {TimeSpan.FromSeconds(Math.Floor(snapshot.App.UptimeSeconds)):c}, {Quantities.Count(snapshot.App.Requests)} requests");
        terminal.WriteLine(
            $"resident {Quantities.Bytes(process.Rss)} (peak {Quantities.Bytes(process.VmHwm)}), limit " +
            $"{Quantities.Bytes(process.ControlGroup?.Limit)}, managed heap {Quantities.Bytes(snapshot.Gc.HeapSize)}, committed " +
            $"{Quantities.Bytes(snapshot.Gc.Committed)}, paused {Quantities.Percent(snapshot.Gc.PauseShare)}");
        var table = new Table().AddColumns("Section", "Store", "Count", "Bound", "Full");
        table.Border = console.OutIsTerminal ? TableBorder.Rounded : TableBorder.None;
        foreach (var section in snapshot.Sections)
        {
            AddRows(table, PlainText.Of(section.Name), section);
        }

        terminal.Write(table);
        foreach (var section in snapshot.Sections)
        {
            foreach (var note in section.Notes)
            {
                terminal.WriteLine(PlainText.Of($"{section.Name}: {note}"));
            }
        }
    }

    private static void AddRows(Table table, string path, SectionReading section)
    {
        foreach (var counter in section.Counters)
        {
            var style = counter.Utilization > 1 ? new Style(Color.Red) : Style.Plain;
            table.AddRow(
                new Text(path),
                new Text(PlainText.Of(counter.Name), style),
                new Text(
                    counter.Count is null ? $"({counter.State.ToString().ToLowerInvariant()})" : Quantities.Count(counter.Count),
                    style),
                new Text(Quantities.Count(counter.Bound)),
                new Text(Quantities.Percent(counter.Utilization), style));
        }

        foreach (var inner in section.Sections)
        {
            AddRows(table, $"{path}/{PlainText.Of(inner.Name)}", inner);
        }
    }
}
