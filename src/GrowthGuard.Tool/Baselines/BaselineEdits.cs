namespace GrowthGuard.Tool.Baselines;

/// <summary>What holds for all changes of baselines.</summary>
internal static class BaselineEdits
{
    /// <exception cref="ToolException">A line is not understood: what it was to say cannot be kept.</exception>
    public static void RefuseFaulty(BaselineSet baselines)
    {
        foreach (var file in baselines.Files)
        {
            foreach (var (number, line) in file.Text.Entries)
            {
                if (line.Error is { } error)
                {
                    throw ToolException.Usage($"{file.Path}({number}): line '{line.Text}' {error}. Nothing was changed.");
                }
            }
        }
    }
}
