using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.TestHarness;

/// <summary>
/// Takes <c>[|x|]</c>, <c>{|GG1001:x|}</c> and <c>{|#0:x|}</c> out of a text. Spans may nest, and spans of the two kinds of
/// brackets may overlap; a closing bracket closes the latest open one of its kind.
/// </summary>
internal static partial class MarkupParser
{
    public static ParsedFile Parse(string path, string markup)
    {
        var text = new StringBuilder(markup.Length);
        var spans = new List<MarkedSpan>();
        var openPlain = new Stack<int>();
        var openNamed = new Stack<(string Name, int Start)>();

        for (var i = 0; i < markup.Length;)
        {
            var two = markup.AsSpan(i, Math.Min(2, markup.Length - i));
            switch (two)
            {
                case "[|":
                    openPlain.Push(text.Length);
                    i += 2;
                    break;
                case "|]":
                    if (!openPlain.TryPop(out var start))
                    {
                        throw Unbalanced(path, markup, i, "'|]' closes nothing");
                    }

                    spans.Add(new MarkedSpan("", TextSpan.FromBounds(start, text.Length)));
                    i += 2;
                    break;
                case "{|":
                    var name = NamedStart().Match(markup, i);
                    if (!name.Success)
                    {
                        throw Unbalanced(path, markup, i, "'{|' is not followed by a diagnostic id or '#' and a number, and ':'");
                    }

                    openNamed.Push((name.Groups[1].Value, text.Length));
                    i += name.Length;
                    break;
                case "|}":
                    if (!openNamed.TryPop(out var named))
                    {
                        throw Unbalanced(path, markup, i, "'|}' closes nothing");
                    }

                    spans.Add(new MarkedSpan(named.Name, TextSpan.FromBounds(named.Start, text.Length)));
                    i += 2;
                    break;
                default:
                    text.Append(markup[i++]);
                    break;
            }
        }

        if (openPlain.Count + openNamed.Count > 0)
        {
            throw new VerificationException($"Markup of {path}: {openPlain.Count} '[|' and {openNamed.Count} '{{|' are never closed.");
        }

        // In the order of their starts, outer before inner, so that reports read like the source.
        spans.Sort((a, b) => a.Span.Start != b.Span.Start ? a.Span.Start.CompareTo(b.Span.Start) : b.Span.End.CompareTo(a.Span.End));
        return new ParsedFile(path, SourceText.From(text.ToString(), Encoding.UTF8), [.. spans]);
    }

    private static VerificationException Unbalanced(string path, string markup, int position, string problem)
    {
        var at = SourceText.From(markup).Lines.GetLinePosition(position);
        return new VerificationException($"Markup of {path}, line {at.Line + 1}, column {at.Character + 1}: {problem}.");
    }

    [GeneratedRegex(@"\G\{\|(#\d+|\w+):")]
    private static partial Regex NamedStart();
}
