namespace GrowthGuard.Testing.Hosting;

/// <summary>Writes the command that makes a run again.</summary>
internal static class RepeatCommand
{
    /// <returns>Null for a scenario that only a test can make, since it is told something.</returns>
    public static string? Of(ScenarioReference scenario)
    {
        if (scenario.Arguments.Count > 0)
        {
            return null;
        }

        var file = Path.GetRelativePath(Environment.CurrentDirectory, scenario.AssemblyFile);
        var type = scenario.TypeName.Split(',')[0];
        return $"growthguard flat {Quoted(file)} {Quoted(type)}";
    }

    private static string Quoted(string text) => text.AsSpan().ContainsAny(" ;&|<>$`'+[") ? $"\"{text}\"" : text;
}
