using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.FixChecker.Checking;

/// <summary>
/// The lines that differ between two texts, by the longest common subsequence of what is between their common start and end.
/// </summary>
internal static class LineDiff
{
    public static IEnumerable<(char Sign, string Text)> Of(SourceText before, SourceText after)
    {
        var (old, made) = (Lines(before), Lines(after));
        var start = old.Zip(made).TakeWhile(pair => pair.First == pair.Second).Count();
        var end = old.Skip(start).Reverse().Zip(made.Skip(start).Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        old = old[start..^end];
        made = made[start..^end];
        var common = new int[old.Length + 1, made.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = made.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == made[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        for (int i = 0, j = 0; i < old.Length || j < made.Length;)
        {
            if (i < old.Length && j < made.Length && old[i] == made[j])
            {
                (i, j) = (i + 1, j + 1);
            }
            else if (j == made.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                yield return ('-', old[i++]);
            }
            else
            {
                yield return ('+', made[j++]);
            }
        }
    }

    private static string[] Lines(SourceText text) =>
        [
            .. text.Lines.Select(line => text
                .ToString(line.SpanIncludingLineBreak)
                .TrimEnd('\n')
                .Replace("\r", "\\r", StringComparison.Ordinal))
        ];
}
