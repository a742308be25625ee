namespace GrowthGuard.Tool;

/// <summary>Where a command writes: results to one stream, progress and messages to the other.</summary>
internal sealed record ToolConsole(TextWriter Out, TextWriter Error, bool OutIsTerminal, bool ErrorIsTerminal)
{
    public static ToolConsole OfProcess()
    {
        // Paths and symbols are Unicode, and a redirected stream on Windows would otherwise take the console's code page.
        if (Console.IsOutputRedirected)
        {
            Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }

        return new ToolConsole(Console.Out, Console.Error, IsTerminal(Console.IsOutputRedirected), IsTerminal(Console.IsErrorRedirected));
    }

    private static bool IsTerminal(bool redirected) => !redirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
