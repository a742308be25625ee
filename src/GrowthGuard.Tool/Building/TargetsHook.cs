namespace GrowthGuard.Tool.Building;

/// <summary>The global property by which MSBuild imports a targets file of the tool into every project of a build.</summary>
internal static class TargetsHook
{
    private const string Name = "CustomAfterMicrosoftCommonTargets";

    /// <summary>
    /// The properties that import a file, and behind it the one that was imported already, by the command line or the environment.
    /// </summary>
    /// <param name="targetsFile">The name of the file in the tool's folder <c>build</c>.</param>
    /// <param name="chosen">The properties of the command line, as <c>NAME=VALUE</c>.</param>
    public static IEnumerable<(string Name, string Value)> PropertiesFor(string targetsFile, IReadOnlyList<string> chosen)
    {
        yield return (Name, Path.Combine(AppContext.BaseDirectory, "build", targetsFile));
        var given = chosen.LastOrDefault(property => property.StartsWith(Name + "=", StringComparison.OrdinalIgnoreCase));
        var previous = given?[(Name.Length + 1)..] ?? Environment.GetEnvironmentVariable(Name);
        if (!string.IsNullOrEmpty(previous))
        {
            yield return ("GrowthGuardNextTargets", previous);
        }
    }
}
