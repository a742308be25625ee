using System.Diagnostics;

namespace GrowthGuard.Diagnostics.AspNetCore.Tests;

/// <summary>Tests of a page in a browser, which are written in JavaScript: in page/test, one file for each page.</summary>
internal static class BrowserTest
{
    private static readonly string Page = Places.InRepository("src/GrowthGuard.Diagnostics.AspNetCore/page");

    private static readonly string? Browser = Installed.Find("chromium", "chromium-browser", "google-chrome");

    /// <summary>Skips the test where there is no browser; fails it there where one must be.</summary>
    public static void NeedsBrowser()
    {
        var missing = Browser is null ? "No browser is installed: on Debian, apt-get install chromium."
            : Installed.Find("node") is null ? "Node.js is not installed."
            : !Directory.Exists(Path.Combine(
                Page,
                "node_modules",
                "playwright-core")) ? "Playwright is not installed: npm ci in src/GrowthGuard.Diagnostics.AspNetCore/page."
            : null;
        Assert.SkipUnless(missing is null || Installed.MustBeThere, missing ?? "");
        Assert.Null(missing);
    }

    /// <summary>Runs the tests of a file on an address.</summary>
    /// <returns>What they wrote; all of them passed.</returns>
    public static async Task<string> RunAsync(string script, string address)
    {
        var start = new ProcessStartInfo(
            "node",
            [Path.Combine(Page, "test", script), address])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true
            };
        start.Environment["CHROMIUM"] = Browser;
        if (Environment.GetEnvironmentVariable("GROWTHGUARD_SCREENSHOTS") is { Length: > 0 } folder)
        {
            start.ArgumentList.Add("--screenshots");
            start.ArgumentList.Add(folder);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await errors;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output);
        return output;
    }
}
