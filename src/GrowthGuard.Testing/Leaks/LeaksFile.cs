using System.Globalization;
using System.Text.RegularExpressions;

namespace GrowthGuard.Testing.Leaks;

/// <summary>
/// Accepted leaks, one a line: <c>Shop.Tests.Checkout: heap:Shop.AuditLog.Lines = 320  # why</c>. A line that begins with '#' is a comment.
/// </summary>
internal static partial class LeaksFile
{
    /// <summary>Its name; it is found in the folder of the tested assembly or the nearest one above.</summary>
    public const string Name = "GrowthGuard.leaks.txt";

    private const string Form = "write SCENARIO: FINGERPRINT = RATE  # REASON";

    /// <summary>The nearest file from a folder upwards, to the root of the repository; null when there is none.</summary>
    public static string? Find(string? folder)
    {
        for (; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            if (Path.Combine(folder, Name) is var file && File.Exists(file))
            {
                return file;
            }

            if (Path.Exists(Path.Combine(folder, ".git")))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="MemoryRunException">It cannot be read, or a line is not understood: nothing is accepted by mistake.</exception>
    public static IReadOnlyList<AcceptedLeak> Read(string file)
    {
        try
        {
            return [.. File.ReadLines(file).Select((line, index) => Parse(line.Trim(), $"{file}({index + 1})")).OfType<AcceptedLeak>()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MemoryRunException(RunFailure.Setup, $"The accepted leaks in '{file}' cannot be read: {e.Message}");
        }
    }

    private static AcceptedLeak? Parse(string line, string place)
    {
        if (line.Length == 0 || line[0] == '#')
        {
            return null;
        }

        var match = Line().Match(line);
        if (!match.Success)
        {
            var what = WithoutReason().IsMatch(line) ? "says no reason" : "is not understood";
            throw new MemoryRunException(RunFailure.Setup, $"{place}: line '{line}' {what}: {Form}.");
        }

        var rate = double.Parse(match.Groups["rate"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return new AcceptedLeak(
            match.Groups["scenario"].Value,
            match.Groups["fingerprint"].Value,
            rate,
            match.Groups["reason"].Value,
            place);
    }

    [GeneratedRegex(@"^(?<scenario>.+): (?<fingerprint>\S.*?) = (?<rate>[0-9]+(\.[0-9]+)?)\s+#\s*(?<reason>\S.*)$")]
    private static partial Regex Line();

    [GeneratedRegex(@"^.+: \S.* = [0-9]+(\.[0-9]+)?\s*#?\s*$")]
    private static partial Regex WithoutReason();
}
