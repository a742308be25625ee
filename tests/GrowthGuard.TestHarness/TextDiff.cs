using System.Text;

namespace GrowthGuard.TestHarness;

/// <summary>A unified diff by lines. Trailing blanks and carriage returns are made visible, since a fix is compared to the letter.</summary>
internal static class TextDiff
{
    private const int Context = 3;

    private enum Side
    {
        Both,
        Expected,
        Actual,
    }

    /// <summary>The diff, or <see langword="null"/> when the texts are equal.</summary>
    public static string? Unified(string expected, string actual)
    {
        if (expected == actual)
        {
            return null;
        }

        var lines = Align(expected.Split('\n'), actual.Split('\n'));
        var result = new StringBuilder("--- expected\n+++ actual\n");
        var lastShown = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            if (!IsNearChange(lines, i))
            {
                continue;
            }

            if (lastShown != i - 1)
            {
                result.Append("@@ ").Append(i - lastShown - 1).Append(" equal lines @@\n");
            }

            lastShown = i;
            var (side, text) = lines[i];
            result.Append(side switch { Side.Expected => '-', Side.Actual => '+', _ => ' ' });
            result.Append(side == Side.Both ? text.TrimEnd('\r') : Visible(text)).Append('\n');
        }

        return result.ToString();
    }

    private static bool IsNearChange(List<(Side Side, string Text)> lines, int index)
    {
        for (var i = Math.Max(0, index - Context); i <= Math.Min(lines.Count - 1, index + Context); i++)
        {
            if (lines[i].Side != Side.Both)
            {
                return true;
            }
        }

        return false;
    }

    // The longest common subsequence: the texts are those of tests, so quadratic is fine.
    private static List<(Side Side, string Text)> Align(string[] expected, string[] actual)
    {
        var common = new int[expected.Length + 1, actual.Length + 1];
        for (var e = expected.Length - 1; e >= 0; e--)
        {
            for (var a = actual.Length - 1; a >= 0; a--)
            {
                common[e, a] = expected[e] == actual[a] ? common[e + 1, a + 1] + 1 : Math.Max(common[e + 1, a], common[e, a + 1]);
            }
        }

        var lines = new List<(Side, string)>();
        int i = 0, j = 0;
        while (i < expected.Length || j < actual.Length)
        {
            if (i < expected.Length && j < actual.Length && expected[i] == actual[j])
            {
                lines.Add((Side.Both, expected[i++]));
                j++;
            }
            else if (i < expected.Length && (j == actual.Length || common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add((Side.Expected, expected[i++]));
            }
            else
            {
                lines.Add((Side.Actual, actual[j++]));
            }
        }

        return lines;
    }

    private static string Visible(string line)
    {
        var end = line.TrimEnd('\r', ' ', '\t').Length;
        return line[..end] + line[end..].Replace(' ', '·').Replace("\t", "→").Replace("\r", "␍");
    }
}
