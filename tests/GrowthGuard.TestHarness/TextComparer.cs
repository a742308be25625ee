using System.Text;

namespace GrowthGuard.TestHarness;

/// <summary>Compares the files after a fix with those that a test expects.</summary>
internal static class TextComparer
{
    /// <summary>The report of what differs, or <see langword="null"/>.</summary>
    public static string? Compare(ParsedSolution expected, AnalyzedSolution actual)
    {
        var report = new StringBuilder();
        foreach (var expectedProject in expected.Projects)
        {
            var texts = new Dictionary<string, string>();
            foreach (var (_, path, text) in actual.Texts.Where(t => t.Project.Name == expectedProject.State.Name))
            {
                if (!texts.TryAdd(path, text.ToString()))
                {
                    report.Append("The fix added a second ").Append(path).Append(".\n");
                }
            }

            foreach (var file in expectedProject.AllFiles)
            {
                if (!texts.Remove(file.Path, out var text))
                {
                    report.Append(file.Path).Append(" is expected but does not exist after the fix.\n");
                }
                else if (TextDiff.Unified(file.Text.ToString(), text) is { } diff)
                {
                    report.Append(file.Path).Append(" differs:\n").Append(diff);
                }
            }

            foreach (var (path, text) in texts.OrderBy(t => t.Key, StringComparer.Ordinal))
            {
                report.Append(path).Append(" is not expected, list it in FixedState:\n").Append(text).Append('\n');
            }
        }

        return report.Length == 0 ? null : report.ToString();
    }
}
