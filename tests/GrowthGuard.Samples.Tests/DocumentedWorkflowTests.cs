using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace GrowthGuard.Samples.Tests;

/// <summary>The workflows in docs/ci.md against the action and the reusable workflow.</summary>
public sealed partial class DocumentedWorkflowTests
{
    private const string Action = ".github/actions/growthguard";
    private const string Workflow = ".github/workflows/growthguard.yml";
    private const string Used = "growthguard/growthguard/";
    private const string Branch = "@main";

    private static readonly string Page = File.ReadAllText(Path.Combine(Places.Repository, "docs/ci.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Inputs_and_outputs_of_the_action_are_all_in_the_table()
    {
        var action = Load(Action + "/action.yml");

        Assert.Equal(
            Names(action["inputs"]),
            Row().Matches(Section("GitHub")).Select(row => row.Groups["name"].Value));
        Assert.All(
            Names(action["outputs"]),
            output => Assert.Contains($"`{output}`", Section("GitHub").Split("Outputs: ")[1], StringComparison.Ordinal));
    }

    [Fact]
    public void Examples_use_inputs_that_there_are()
    {
        var known = new Dictionary<string, string[]>
        {
            [Action] = Names(Load(Action + "/action.yml")["inputs"]),
            [Workflow] = Names(Load(Workflow)["on"]["workflow_call"]["inputs"]),
        };

        var uses = Examples("GitHub")
            .SelectMany(Mappings)
            .Where(node => Value(node, "uses")?.StartsWith(Used, StringComparison.Ordinal) == true).ToArray();

        Assert.Equal(known.Keys.Order(StringComparer.Ordinal), uses.Select(Target).Distinct().Order(StringComparer.Ordinal));
        Assert.All(uses, use => Assert.Subset(known[Target(use)].ToHashSet(), Names(use["with"]).ToHashSet()));

        static string Target(YamlMappingNode use)
        {
            var path = Value(use, "uses")![Used.Length..];
            Assert.EndsWith(Branch, path, StringComparison.Ordinal);
            return path[..^Branch.Length];
        }
    }

    /// <summary>
    /// A tag of somebody else's can be moved; a commit cannot. What version it is stands beside it, for people and for Dependabot.
    /// </summary>
    [Fact]
    public void Actions_of_others_are_pinned_by_commit()
    {
        string[] files =
        [
            .. Directory.EnumerateFiles(Path.Combine(Places.Repository, ".github"), "*.yml", SearchOption.AllDirectories),
            Path.Combine(Places.Repository, "docs/ci.md")
        ];
        string[] uses =
        [
            .. files.SelectMany(File.ReadLines)
                .Select(line => Uses().Match(line).Groups["action"].Value)
                .Where(action => action.Length > 0 && !action.StartsWith(Used, StringComparison.Ordinal))
        ];

        Assert.Contains(uses, action => action.StartsWith("github/codeql-action/upload-sarif@", StringComparison.Ordinal));
        Assert.All(uses, action => Assert.Matches(@"^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", action));
        Assert.All(uses.GroupBy(action => action.Split('@')[0]), same => Assert.Single(same.Distinct()));
    }

    /// <summary>The shell lines of the others install the tool, and call it with options that it has.</summary>
    [Theory]
    [InlineData("Azure Pipelines")]
    [InlineData("GitLab")]
    public async Task Other_examples_call_the_tool_as_it_is(string section)
    {
        var scripts = Examples(section).SelectMany(Mappings).Where(node => Has(node, "script")).SelectMany(node => node["script"] switch
        {
            YamlSequenceNode lines => lines.Select(line => $"{line}"),
            var text => $"{text}".Split('\n'),
        }).ToArray();

        Assert.Contains(
            scripts,
            line => line.StartsWith("dotnet tool install ", StringComparison.Ordinal) &&
                line.EndsWith(" growthguard", StringComparison.Ordinal));
        var call = ToolCall().Match(Assert.Single(scripts, ToolCall().IsMatch));
        var help = (await ToolRun.OfAsync([call.Groups["verb"].Value, "--help"], TestContext.Current.CancellationToken)).Output;
        Assert.All(Option().Matches(call.Value), option => Assert.Contains(option.Value, help, StringComparison.Ordinal));
    }

    private static string Section(string title) => Page.Split($"\n## {title}\n")[1].Split("\n## ")[0];

    private static IEnumerable<YamlNode> Examples(string section) =>
        Example().Matches(Section(section)).Select(example => Parse(new StringReader(example.Groups["text"].Value)));

    private static YamlMappingNode Load(string path) => (YamlMappingNode)Parse(File.OpenText(Path.Combine(Places.Repository, path)));

    private static YamlNode Parse(TextReader text)
    {
        using (text)
        {
            var stream = new YamlStream();
            stream.Load(text);
            return stream.Documents[0].RootNode;
        }
    }

    private static IEnumerable<YamlMappingNode> Mappings(YamlNode node) => node.AllNodes.OfType<YamlMappingNode>();

    private static string[] Names(YamlNode mapping) => [.. ((YamlMappingNode)mapping).Select(pair => $"{pair.Key}")];

    private static bool Has(YamlMappingNode node, string key) => node.Children.ContainsKey(key);

    private static string? Value(YamlMappingNode node, string key) => Has(node, key) ? $"{node[key]}" : null;

    [GeneratedRegex("^```yaml\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^(?!#)\s*(?:- )?uses: (?<action>.+)$")]
    private static partial Regex Uses();

    [GeneratedRegex(@"^\| `(?<name>[\w-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"growthguard/growthguard""? (?<verb>\w+) .*")]
    private static partial Regex ToolCall();

    [GeneratedRegex(@"(?<= )--[\w-]+")]
    private static partial Regex Option();
}
