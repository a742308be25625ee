using System.Globalization;

namespace GrowthGuard.Tool.Loading;

/// <summary>
/// A setting of a load: a flag, a variable of the environment or of the file <c>.env</c> gives it, or else it has its default.
/// </summary>
/// <param name="Name">The name of the variable; the flag is the same in small letters.</param>
/// <param name="HelpName">What the value is, for the help.</param>
/// <param name="Default">The value when nobody gives one; empty for none.</param>
/// <param name="Description">What it sets.</param>
/// <param name="IsRight">Whether a text is a value.</param>
/// <param name="What">What to write, for the one who wrote something else.</param>
internal sealed record LoadSetting(
    string Name,
    string HelpName,
    string Default,
    string Description,
    Func<string, bool> IsRight,
    string What)
{
    public static readonly LoadSetting Host = new("HOST", "NAME", "127.0.0.1", "The server.",
        text => Uri.CheckHostName(text.Trim('[', ']')) != UriHostNameType.Unknown, "a name or an address");
    public static readonly LoadSetting Port = new("PORT", "N", "5000", "The port that it listens on.",
        text => Count(text) is > 0 and < 65536, "a number from 1 to 65535");
    public static readonly LoadSetting Paths = new("PATHS", "MIX", "/",
        "What is requested: [WEIGHT] [METHOD] PATH [BODY], several with | between them; {i} is the number of the request, {i % n} its " +
        "remainder.",
        text => RequestMix.Problem(text) is null, "[WEIGHT] [METHOD] PATH [BODY]");
    public static readonly LoadSetting Duration = new("DURATION", "SECONDS", "5", "Length of an iteration.",
        text => Seconds(text) is > 0 and < 1e6, "a number of seconds above 0");
    public static readonly LoadSetting Tries = new("TRIES", "N", "20", "Number of iterations.",
        text => Count(text) is >= LeastTries and < 100_000, "a whole number, at least 10: fewer iterations prove nothing");
    public static readonly LoadSetting Pause = new("PAUSE", "SECONDS", "1",
        "Time between the end of an iteration and the reading of memory.", text => Seconds(text) is < 1e6, "a number of seconds");
    public static readonly LoadSetting Workers = new("WORKERS", "N", "8", "Requests at the same time; 1 with GAP.",
        text => Count(text) is > 0 and <= 10_000, "a whole number from 1 to 10000");
    public static readonly LoadSetting Rate = new("RATE", "N", "",
        "Requests per second, whether or not the server keeps up; without it each worker sends the next request when the last is answered.",
        text => Seconds(text) is > 0 and < 1e6, "a number of requests per second above 0");
    public static readonly LoadSetting Gap = new("GAP", "SECONDS", "0", "How long a worker is idle between two requests.",
        text => Seconds(text) is < 1e6, "a number of seconds");
    public static readonly LoadSetting Connections = new("CONNECTIONS", "kept|new", "kept",
        "Whether connections are kept, or each request makes a new one.", text => text is "kept" or "new", "kept or new");
    public static readonly LoadSetting Fill = new("FILL", "N", "0", "Requests until all caches are full: growth before that is not judged.",
        text => Count(text) >= 0, "a whole number of requests");

    private const int LeastTries = 10;

    public static IReadOnlyList<LoadSetting> All { get; } =
    [
        Host, Port, Paths, Duration, Tries, Pause, Workers, Rate, Gap, Connections, Fill
    ];

    public string Flag => "--" + Name.ToLowerInvariant();

    /// <summary>A whole number; -1 when the text is none.</summary>
    public static int Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : -1;

    /// <summary>A number; null when the text is none.</summary>
    public static double? Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
