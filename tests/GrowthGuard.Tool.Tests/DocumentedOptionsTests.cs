using System.CommandLine;
using System.Text.RegularExpressions;

namespace GrowthGuard.Tool.Tests;

/// <summary>The table of options in docs/ci.md against those that the verbs have.</summary>
public sealed partial class DocumentedOptionsTests
{
    /// <summary>Documented with the test kit.</summary>
    private const string Elsewhere = "flat";

    [Fact]
    public void Each_option_of_each_verb_is_in_the_table_and_no_other() =>
        Assert.Equal(Options().Order(StringComparer.Ordinal), Table().Order(StringComparer.Ordinal));

    private static IEnumerable<string> Options() =>
        from verb in Verbs()
        from option in verb.Command.Options
        from name in (string[])[option.Name, .. option.Aliases]
        select $"{verb.Name} {name}";

    private static IEnumerable<(string Name, Command Command)> Verbs() =>
        CommandLine.Verbs(new ToolConsole(TextWriter.Null, TextWriter.Null, OutIsTerminal: false, ErrorIsTerminal: false))
            .Subcommands
            .Where(command => command.Name != Elsewhere)
            .SelectMany(command => command.Subcommands
                .Select(inner => ($"{command.Name} {inner.Name}", inner))
                .Concat(command.Action is null ? [] : [(command.Name, command)]));

    private static IEnumerable<string> Table() =>
        from row in Rows()
        from verb in Code().Matches(row[1]).Select(match => match.Groups["text"].Value)
        from name in Verbs().Select(known => known.Name)
            .Where(known => known == verb || known.StartsWith(verb + " ", StringComparison.Ordinal))
        from option in OptionName().Matches(row[0]).Select(match => match.Value)
        select $"{name} {option}";

    private static IEnumerable<string[]> Rows() => File.ReadAllLines(Documents.PathOf("docs/ci.md"))
        .SkipWhile(line => line != "## Options of the tool")
        .SkipWhile(line => !line.StartsWith("| --- ", StringComparison.Ordinal)).Skip(1)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Trim('|').Split('|'));

    [GeneratedRegex("`(?<text>[^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("(?<=`)--?[a-z-]+")]
    private static partial Regex OptionName();
}
