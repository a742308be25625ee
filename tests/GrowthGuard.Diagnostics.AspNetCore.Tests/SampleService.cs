using System.Diagnostics;
using System.Text.RegularExpressions;

namespace GrowthGuard.Diagnostics.AspNetCore.Tests;

/// <summary>The sample service, as a process of its own.</summary>
internal sealed partial class SampleService : IAsyncDisposable
{
    private readonly Process _process;

    private SampleService(Process process, Uri address)
    {
        _process = process;
        Address = address;
        Client = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    public HttpClient Client { get; }

    /// <param name="settings">Settings of the service, as <c>Toggles:cache=true</c>.</param>
    public static async Task<SampleService> StartAsync(params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(Places.Sample),
            ArgumentList =
            {
                "exec",
                Places.Sample,
                "--urls",
                "http://127.0.0.1:0",
                "--Logging:LogLevel:Microsoft.Hosting.Lifetime",
                "Information"
            },
        };
        // Code that is compiled again takes memory for a minute.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        // On a busy machine no counter counts as slow, and the stores are found at the first look.
        string[] patience =
        [
            "GrowthGuard:CounterTimeLimit=00:01:00",
            "GrowthGuard:SlowCounter=00:01:00",
            "GrowthGuard:SnapshotTimeLimit=00:05:00"
        ];
        foreach (var setting in patience.Concat(settings))
        {
            start.ArgumentList.Add("--" + setting);
        }

        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                // A pipe that nobody reads would stop the service when it is full.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new SampleService(process, new Uri(match.Value));
            }
        }

        throw new InvalidOperationException("The sample service ended before it listened.");
    }

    /// <summary>How many snapshots were asked for: requests too, to the service.</summary>
    public int SnapshotsAsked { get; private set; }

    public async Task<CensusSnapshot> TakeSnapshotAsync()
    {
        SnapshotsAsked++;
        return CensusSnapshot.FromJson(await Client.GetByteArrayAsync("_growthguard/debug/objects", TestContext.Current.CancellationToken));
    }

    /// <summary>A snapshot that was begun after the last request: the endpoint keeps one for its interval.</summary>
    public async Task<CensusSnapshot> TakeNewSnapshotAsync(CensusSnapshot last)
    {
        CensusSnapshot snapshot;
        do
        {
            snapshot = await TakeSnapshotAsync();
        }
        while (snapshot.TakenAt == last.TakenAt);

        return snapshot;
    }

    /// <summary>A snapshot with the stores that are found, which takes a while the first time.</summary>
    public async Task<CensusSnapshot> TakeSnapshotWithStoresAsync()
    {
        CensusSnapshot snapshot;
        do
        {
            snapshot = await TakeSnapshotAsync();
        }
        while (!snapshot.Sections.Any(section => section.Source == SectionSource.Singletons));

        return snapshot;
    }

    public async Task SendOrdersAsync(int number)
    {
        for (var i = 0; i < number; i++)
        {
            using var response = await Client.GetAsync($"orders/{i}", TestContext.Current.CancellationToken);
            response.EnsureSuccessStatusCode();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Listening();
}
