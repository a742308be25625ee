using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GrowthGuard.Tool.Loading;

/// <summary>Which requests are sent, in turn and each as often as its weight says.</summary>
internal sealed partial class RequestMix
{
    private const int LargestWeight = 10_000;
    private const string Form = "Write [WEIGHT] [METHOD] PATH [BODY], as '3 GET /orders/{i % 100} | POST /orders {\"id\":{i}}'.";

    /// <summary>One turn: which request, and how many of its kind come before it in the turn.</summary>
    private readonly (Part Part, int Before)[] _turn;

    private RequestMix(IEnumerable<Part> parts) =>
        _turn = [.. parts.SelectMany(part => Enumerable.Range(0, part.Weight).Select(before => (part, before)))];

    /// <summary>What is wrong with a text; null when nothing is.</summary>
    public static string? Problem(string text)
    {
        foreach (var entry in text.Split('|'))
        {
            if (Entry().Match(entry) is not { Success: true } match)
            {
                return $"'{entry.Trim()}' is no request. {Form}";
            }

            if (match.Groups["weight"] is { Success: true, Value: var weight } && LoadSetting.Count(weight) is < 1 or > LargestWeight)
            {
                return $"the weight {weight} is not from 1 to {LargestWeight}.";
            }

            // A brace of a path is nothing else; a body may be JSON.
            if (Number().Replace(match.Groups["path"].Value, "").AsSpan().IndexOfAny('{', '}') >= 0)
            {
                return $"the braces in '{match.Groups["path"].Value}' are not understood: write {{i}} for the number of the request, or {{i % 100}} for its remainder.";
            }

            if (Number().Matches(entry).Any(number => number.Groups["n"] is { Success: true, Value: var n } && LoadSetting.Count(n) < 1))
            {
                return "a remainder is taken of 1 or more.";
            }
        }

        return null;
    }

    /// <exception cref="FormatException">The text has a problem.</exception>
    public static RequestMix Parse(string text) =>
        Problem(text) is { } problem ? throw new FormatException(problem) : new RequestMix(text.Split('|').Select(entry =>
        {
            var match = Entry().Match(entry);
            var body = match.Groups["body"] is { Success: true } given ? given.Value.Trim() : null;
            return new Part(
                match.Groups["weight"] is { Success: true } weight ? LoadSetting.Count(weight.Value) : 1,
                new HttpMethod(match.Groups["method"] is { Success: true } method ? method.Value : body is null ? "GET" : "POST"),
                match.Groups["path"].Value,
                body);
        }));

    /// <summary>The request with a number, from 0 on.</summary>
    /// <param name="number">The number of the request among all.</param>
    /// <param name="address">The server.</param>
    public HttpRequestMessage Request(long number, Uri address)
    {
        var (part, before) = _turn[number % _turn.Length];
        var i = (number / _turn.Length * part.Weight) + before;
        var request = new HttpRequestMessage(part.Method, new Uri(address, Filled(part.Path, i)));
        if (part.Body is { } body)
        {
            request.Content = new StringContent(
                Filled(body, i),
                Encoding.UTF8,
                body.StartsWith('{') || body.StartsWith('[') ? "application/json" : "text/plain");
        }

        return request;
    }

    private static string Filled(string text, long i) => !text.Contains('{') ? text : Number().Replace(text, match =>
        (match.Groups["n"] is { Success: true } n ? i % LoadSetting.Count(n.Value) : i).ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex(
        @"^\s*(?:(?<weight>\d+)\s+)?(?:(?<method>[A-Z]+)\s+)?(?<path>/(?:\{[^}]*\}|\S)*)(?:\s+(?<body>.*\S))?\s*$",
        RegexOptions.Singleline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"\{\s*i\s*(?:%\s*(?<n>\d+)\s*)?\}")]
    private static partial Regex Number();

    private sealed record Part(int Weight, HttpMethod Method, string Path, string? Body);
}
