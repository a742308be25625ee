using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool;

/// <summary>Where a command writes: results to one stream, progress and messages to the other.</summary>
internal sealed record ToolConsole(TextWriter Out, TextWriter Error, bool OutIsTerminal, bool ErrorIsTerminal)
{
    /// <summary>Where answers come from; null when nobody can be asked.</summary>
    public TextReader? In { get; init; }

    public static ToolConsole OfProcess()
    {
        // Paths and symbols are Unicode, and a redirected stream on Windows would otherwise take the console's code page.
        if (Console.IsOutputRedirected)
        {
            Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }

        return new ToolConsole(Console.Out, Console.Error, IsTerminal(Console.IsOutputRedirected), IsTerminal(Console.IsErrorRedirected))
        {
            In = Console.IsInputRedirected ? null : Console.In,
        };
    }

    /// <summary>Writes text for people, in which names of files and words of the code may be quoted.</summary>
    public void Say(string text) => Out.WriteLine(SafeText.Lines(text));

    /// <summary>The same for progress and messages.</summary>
    public void SayError(string text) => Error.WriteLine(SafeText.Lines(text));

    private static bool IsTerminal(bool redirected) => !redirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
