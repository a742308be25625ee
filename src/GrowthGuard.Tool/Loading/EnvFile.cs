using DotNetEnv;
using Sprache;

namespace GrowthGuard.Tool.Loading;

/// <summary>A file of variables, as <c>NAME=VALUE</c>.</summary>
internal static class EnvFile
{
    public const string Name = ".env";

    /// <summary>The variables; none when there is no file.</summary>
    /// <exception cref="ToolException">The file cannot be read, or a line is not understood.</exception>
    public static IReadOnlyDictionary<string, string> Read(string file)
    {
        if (!File.Exists(file))
        {
            return new Dictionary<string, string>();
        }

        string[] lines;
        try
        {
            lines = File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"{file} cannot be read: {e.Message}");
        }

        if (Parsed(lines) is { } variables)
        {
            return variables;
        }

        // The parser stops at the end of the file when a quote is not closed. What it understands ends where the mistake begins.
        var understood = Enumerable.Range(0, lines.Length).Last(count => Parsed(lines.Take(count)) is not null);
        throw ToolException.Usage(
            $"{file}({understood + 1}): this line is not understood: '{lines[understood]}'. Write NAME=VALUE, with quotes around a value " +
            "that has blanks or a #.");
    }

    /// <summary>The last of several lines for one variable counts, as in a shell. Null when a line is not understood.</summary>
    private static Dictionary<string, string>? Parsed(IEnumerable<string> lines)
    {
        try
        {
            return Env.LoadContents(string.Join('\n', lines), LoadOptions.NoEnvVars())
                .GroupBy(pair => pair.Key)
                .ToDictionary(pairs => pairs.Key, pairs => pairs.Last().Value);
        }
        catch (ParseException)
        {
            return null;
        }
    }
}
