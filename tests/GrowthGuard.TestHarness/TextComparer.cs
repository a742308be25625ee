using System.Text;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.TestHarness;

/// <summary>Compares the files after a fix with those that a test expects.</summary>
internal static class TextComparer
{
    /// <summary>The report of what differs, or <see langword="null"/>.</summary>
    public static async Task<string?> CompareAsync(ParsedSolution expected, Solution actual)
    {
        var report = new StringBuilder();
        foreach (var expectedProject in expected.Projects)
        {
            var project = actual.Projects.Single(p => p.Name == expectedProject.State.Name);
            var texts = new Dictionary<string, string>();
            foreach (var document in Documents.All(project))
            {
                if (!texts.TryAdd(document.FilePath!, (await document.GetTextAsync()).ToString()))
                {
                    report.Append("The fix added a second ").Append(document.FilePath).Append(".\n");
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
