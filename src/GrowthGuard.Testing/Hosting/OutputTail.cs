using System.Text;

namespace GrowthGuard.Testing.Hosting;

/// <summary>Keeps the last lines that a process writes, whatever it writes: endless lines and endless output too.</summary>
internal sealed class OutputTail
{
    private const int MostLines = 40;
    private const int LongestLine = 500;

    private readonly Queue<string> _lines = new();
    private readonly object _gate = new();

    /// <summary>The last lines, oldest first.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Reads to the end of a stream. Several streams can be read at the same time.</summary>
    public async Task ReadAsync(TextReader from)
    {
        var buffer = new char[4096];
        var line = new StringBuilder();
        int read;
        while ((read = await from.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            foreach (var character in buffer.AsSpan(0, read))
            {
                if (character == '\n')
                {
                    Add(line);
                }
                else if (character != '\r' && line.Length < LongestLine)
                {
                    line.Append(character);
                }
            }
        }

        if (line.Length > 0)
        {
            Add(line);
        }
    }

    private void Add(StringBuilder line)
    {
        lock (_gate)
        {
            if (_lines.Count == MostLines)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line.ToString());
        }

        line.Clear();
    }
}
