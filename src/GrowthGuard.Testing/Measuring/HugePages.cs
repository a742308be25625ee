namespace GrowthGuard.Testing.Measuring;

/// <summary>Reads whether the kernel backs memory with huge pages: with <c>always</c>, resident memory grows in steps of 2 MB.</summary>
internal static class HugePages
{
    private const string File = "/sys/kernel/mm/transparent_hugepage/enabled";

    /// <summary>The mode in use, or null when there is none.</summary>
    public static string? Mode() => System.IO.File.Exists(File) ? Chosen(System.IO.File.ReadAllText(File)) : null;

    /// <summary>The word in brackets of <c>always [madvise] never</c>.</summary>
    public static string? Chosen(string text) => text.Split('[', ']') is [_, var chosen, _] ? chosen : null;
}
