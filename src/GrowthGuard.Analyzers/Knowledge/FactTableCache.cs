using GrowthGuard.Analyzers.AdditionalFiles;

namespace GrowthGuard.Analyzers.Knowledge;

/// <summary>
/// Tables of facts by the texts that they are read from: one for the same texts, in whatever compilation. What is known of referenced
/// assemblies by the words of a table is kept with the table, and would be read again for each compilation. Tables hold names, never
/// symbols.
/// </summary>
internal sealed class FactTableCache
{
    // The projects of a solution have few facts files, and somebody who types in one leaves a table behind at each keystroke.
    private const int MostTables = 8;

    private readonly List<(string Text, FactTable Table)> _tables = [];

    /// <summary>The pack's facts and those of the facts files.</summary>
    public FactTable TableOf(IReadOnlyList<PolicyFile> files)
    {
        if (files.Count == 0)
            return FactTable.BuiltIn;

        // What is between two texts ends a line.
        var text = string.Join("\n\0", files.Select(static file => file.Text.ToString()));
        lock (_tables)
        {
            var at = _tables.FindIndex(known => known.Text == text);
            var found = at < 0 ? (text, FactTable.BuiltIn.With([.. files.SelectMany(FactsFile.Read)])) : _tables[at];
            if (at >= 0)
                _tables.RemoveAt(at);
            else if (_tables.Count >= MostTables)
                _tables.RemoveAt(0);
            _tables.Add(found);
            return found.Item2;
        }
    }
}
