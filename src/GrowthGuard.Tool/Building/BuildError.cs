using System.Text.RegularExpressions;

namespace GrowthGuard.Tool.Building;

/// <summary>One error that the build printed, in MSBuild's canonical form.</summary>
internal sealed record BuildError(string Origin, string Code, string Text)
{
    // Between the colon and 'error' there may be a category ('Solution file error MSB5010'); the code may be missing.
    // A line of a build can be anything, so it is matched in linear time.
    private static readonly Regex Canonical = new(
        @"^\s*(?<origin>.*?)\s*:\s+(?:[\w ]+\s)?error(?:\s+(?<code>[A-Za-z]+\d+))?\s*:\s*(?<text>.*?)(?:\s+\[[^\[\]]+\])?\s*$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    /// <summary>Reads a line of build output; null when it is not an error.</summary>
    public static BuildError? Parse(string line)
    {
        var match = Canonical.Match(line);
        return match.Success
            ? new BuildError(match.Groups["origin"].Value, match.Groups["code"].Value, match.Groups["text"].Value)
            : null;
    }

    public override string ToString() => $"{Origin}: {string.Join(' ', "error", Code).TrimEnd()}: {Text}";
}
