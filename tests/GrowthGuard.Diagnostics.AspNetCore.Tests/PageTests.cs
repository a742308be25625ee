namespace GrowthGuard.Diagnostics.AspNetCore.Tests;

/// <summary>
/// The page of the sample service in a browser, by real clicks. What is clicked, and what must come of it, is in page/test/page.mjs.
/// </summary>
public sealed class PageTests
{
    [Fact]
    public async Task Page_keeps_its_promises_in_a_browser()
    {
        BrowserTest.NeedsBrowser();
        await using var service = await SampleService.StartAsync("Toggles:cache=true", "Toggles:event=true");
        await service.SendOrdersAsync(150);

        Assert.Contains("ok - growth is seen within one poll", await BrowserTest.RunAsync("page.mjs", service.Address.AbsoluteUri));
    }
}
