using System.Diagnostics;

namespace GrowthGuard.Diagnostics.AspNetCore.Tests;

/// <summary>
/// The page of the sample service in a browser, by real clicks. What is clicked, and what must come of it, is in page/test/page.mjs.
/// </summary>
public sealed class PageTests
{
    private static readonly string Page = Places.InRepository("src/GrowthGuard.Diagnostics.AspNetCore/page");

    [Fact]
    public async Task Page_keeps_its_promises_in_a_browser()
    {
        var browser = Installed.Find("chromium", "chromium-browser", "google-chrome");
        var missing = browser is null ? "No browser is installed: on Debian, apt-get install chromium."
            : Installed.Find("node") is null ? "Node.js is not installed."
            : !Directory.Exists(Path.Combine(
                Page,
                "node_modules",
                "playwright-core")) ? "Playwright is not installed: npm ci in src/GrowthGuard.Diagnostics.AspNetCore/page."
            : null;
        Assert.SkipUnless(missing is null || Installed.MustBeThere, missing ?? "");
        Assert.Null(missing);
        await using var service = await SampleService.StartAsync("Toggles:cache=true", "Toggles:event=true");
        await service.SendOrdersAsync(150);

        var start = new ProcessStartInfo(
            "node",
            [Path.Combine(Page, "test", "page.mjs"), service.Address.AbsoluteUri])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true
            };
        start.Environment["CHROMIUM"] = browser;
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
        Assert.Contains("ok - growth is seen within one poll", output);
    }
}
