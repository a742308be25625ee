using System.Text.RegularExpressions;

namespace GrowthGuard.Testing.Hosting;

/// <summary>Writes the command that makes a run again: the same scenario with the same settings.</summary>
internal static partial class RepeatCommand
{
    /// <summary>The option for what a scenario is told, as NAME=VALUE.</summary>
    public const string Argument = "--argument";

    /// <summary>As it is typed into a shell.</summary>
    public static string Of(ScenarioReference scenario, MemoryFlatOptions options) =>
        string.Join(' ', Words(scenario, options).Select(Quoted).Prepend("growthguard"));

    /// <summary>The words after the name of the tool.</summary>
    public static IEnumerable<string> Words(ScenarioReference scenario, MemoryFlatOptions options)
    {
        var name = scenario.Arguments.Count > 0 && options.Name is null ? scenario.DisplayName : null;
        return
        [
            "flat",
            Path.GetRelativePath(Environment.CurrentDirectory, scenario.AssemblyFile),
            NameOf(scenario),
            .. scenario.Arguments.SelectMany(argument => new[] { Argument, $"{argument.Key}={argument.Value}" }),
            .. name is null ? [] : new[] { "--name", name },
            .. RunSetting.All.SelectMany(setting => setting.Written(options)
                .SelectMany(value => setting.Value is null ? [setting.Name] : new[] { setting.Name, value })),
        ];
    }

    /// <summary>A type of the tested assembly needs no more than its name; others are found by those of their assemblies.</summary>
    private static string NameOf(ScenarioReference scenario) => scenario.Arguments.Count == 0 && !scenario.TypeName.Contains('[')
        ? scenario.TypeName.Split(',')[0]
        : Version().Replace(scenario.TypeName, "");

    private static string Quoted(string word)
    {
        if (word.Length > 0 && !word.AsSpan().ContainsAny(" ;&|<>$`'\"+[](){}*?!#~=\\\n"))
        {
            return word;
        }

        return OperatingSystem.IsWindows() ? $"\"{word}\"" : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }

    [GeneratedRegex(@", (Version|Culture|PublicKeyToken)=[^,\]]+")]
    private static partial Regex Version();
}
