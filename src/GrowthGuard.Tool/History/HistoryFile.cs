using System.Text;
using System.Text.Json;

namespace GrowthGuard.Tool.History;

/// <summary>A file with a line for each scenario and commit, the oldest first.</summary>
internal static class HistoryFile
{
    private const int MostShown = 60;

    /// <summary>All lines; blank ones are passed over.</summary>
    /// <exception cref="ToolException">The file cannot be read or is empty, or a line is not understood.</exception>
    public static IReadOnlyList<HistoryLine> Read(string file)
    {
        var lines = Opened(file, () => File.ReadAllLines(file), "read");
        var history = new List<HistoryLine>(lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!string.IsNullOrWhiteSpace(lines[i]))
            {
                history.Add(Parsed(file, i + 1, lines[i]));
            }
        }

        return history.Count > 0
            ? history
            : throw ToolException.Usage(
                $"The history '{file}' is empty: 'growthguard flat ASSEMBLY --history {file}' adds a line for each scenario.");
    }

    /// <summary>Sees before anything is measured that the file can be written. It is made when it is not there.</summary>
    /// <exception cref="ToolException">It cannot be written.</exception>
    public static void MakeWritable(string file) => Opened(
        file,
        () =>
        {
            using var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
            return stream.CanWrite;
        },
        "written");

    /// <exception cref="ToolException">The file cannot be written.</exception>
    public static void Append(string file, HistoryLine line) => Opened(
        file,
        () =>
        {
            using var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            stream.Write(Encoding.UTF8.GetBytes((EndsInALine(stream) ? "" : "\n") + line.ToJson() + "\n"));
            return true;
        },
        "written");

    /// <summary>A line that was added by hand may have no end. Leaves the position at the end.</summary>
    private static bool EndsInALine(FileStream stream)
    {
        if (stream.Length == 0)
        {
            return true;
        }

        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() == '\n';
    }

    private static HistoryLine Parsed(string file, int number, string line)
    {
        try
        {
            return HistoryLine.VersionOf(line) is { } version && version != HistoryLine.FormatVersion
                ? throw ToolException.Usage(
                    $"{file}({number}): this line has version {version}, and this tool reads {HistoryLine.FormatVersion}: update it.")
                : HistoryLine.Parse(line);
        }
        catch (JsonException)
        {
            throw ToolException.Usage(
                $"{file}({number}): this line of the history is not understood: '{(line.Length <= MostShown ? line : line[..MostShown] + "…")}'. Take it out: each line is a run as 'growthguard flat' or 'load' writes it with --history.");
        }
    }

    private static T Opened<T>(string file, Func<T> open, string what)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"The history '{file}' cannot be {what}: {e.Message}");
        }
    }
}
