using System.Net;
using System.Text;
using GrowthGuard.Diagnostics;
using GrowthGuard.Tool.Diagnosing;

namespace GrowthGuard.Tool.Tests;

public sealed class CensusTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly GrowthCensus _census = GrowthCensus.Create(options => options.Patient());
    private long _count = 12;

    public CensusTests() =>
        _census.Section("orders").Section("eu").Count("cache", () => _count, bound: 1000).Count("\u001b[31mred\n", () => 1);

    [Fact]
    public async Task Snapshot_is_shown()
    {
        await using var service = new SmallServer(_census);

        var result = await Tool.RunAsync("census", service.Address);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("orders/eu", result.Out);
        Assert.Contains("cache", result.Out);
        Assert.Contains("1.2 %", result.Out);
        Assert.DoesNotContain('\u001b', result.Out);
    }

    [Fact]
    public async Task Snapshot_is_written_as_it_was_answered()
    {
        await using var service = new SmallServer(_census);
        var file = _scratch.PathOf("census.json");

        var result = await Tool.RunAsync("census", service.Address + "/_growthguard/", "-o", file);

        Assert.Equal((0, ""), (result.ExitCode, result.Out));
        Assert.Equal(service.Answered, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("http://localhost:5000", "http://localhost:5000/_growthguard/debug/objects")]
    [InlineData("http://localhost:5000/", "http://localhost:5000/_growthguard/debug/objects")]
    [InlineData("https://shop.example.com/growth/", "https://shop.example.com/growth/debug/objects")]
    [InlineData("http://localhost:5000/growth/debug/objects", "http://localhost:5000/growth/debug/objects")]
    public void Address_may_be_that_of_the_application_the_page_or_the_endpoint(string typed, string endpoint) =>
        Assert.Equal(endpoint, CensusClient.EndpointOf(new Uri(typed)).AbsoluteUri);

    [Fact]
    public async Task Process_is_found_by_its_id()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Ports of processes are found on Linux.");
        await using var service = new SmallServer(_census);

        var result = await Tool.RunAsync("census", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("cache", result.Out);
    }

    [Theory]
    [InlineData("999999999", 2, "There is no process 999999999.")]
    [InlineData("no-such-program-runs-here", 2, "part of no process's command line")]
    [InlineData("http://127.0.0.1:1", 3, "cannot be reached")]
    public async Task What_cannot_be_asked_is_named(string target, int exitCode, string message)
    {
        var result = await Tool.RunAsync("census", target);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(message, result.Error);
    }

    [Fact]
    public async Task Refusal_is_shown_with_its_reason()
    {
        await using var service = new SmallServer(_census)
        {
            Status = HttpStatusCode.Forbidden,
            Body = Encoding.UTF8.GetBytes("callers on the same machine only\u001b[2J")
        };

        var result = await Tool.RunAsync("census", service.Address);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("answered 403. callers on the same machine only", result.Error);
        Assert.DoesNotContain('\u001b', result.Error);
    }

    [Fact]
    public async Task Answer_that_is_no_census_is_named()
    {
        await using var service = new SmallServer(_census) { Body = "<html>"u8.ToArray() };

        var result = await Tool.RunAsync("census", service.Address);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("did not answer with a census: line 1", result.Error);
    }

    [Fact]
    public void Process_of_which_there_are_several_is_not_picked()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Command lines are read on Linux.");
        var name = $"growthguard-test-{Guid.NewGuid():N}";
        var processes = Enumerable
            .Range(0, 2)
            .Select(_ => System.Diagnostics.Process.Start("/bin/sh", ["-c", "sleep 60; true", name])).ToList();
        try
        {
            var error = Assert.Throws<ToolException>(() => CensusTarget.ProcessOf(name));

            Assert.All(processes, process => Assert.Contains($" {process.Id} ", error.Message));
            Assert.StartsWith("2 processes match", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            processes.ForEach(process => process.Kill());
        }
    }

    [Fact]
    public async Task Diff_names_what_grew_first()
    {
        var before = Take("before.json", minutes: 0);
        _count = 1200;
        var after = Take("after.json", minutes: 30);

        var result = await Tool.RunAsync("census", "diff", before, after);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(
            result.Lines,
            line => line.StartsWith("orders/eu/cache", StringComparison.Ordinal) && line.Contains("+1,188") && line.Contains("+2,376") &&
                line.EndsWith("1,000 passed", StringComparison.Ordinal));
        Assert.Contains("00:30:00", result.Lines[0]);
        Assert.DoesNotContain('\u001b', result.Out);
    }

    [Theory]
    [InlineData("json", "\"delta\":1188")]
    [InlineData("markdown", "| orders/eu/cache | 12 | 1,200 | +1,188 |")]
    public async Task Diff_has_other_forms(string format, string expected)
    {
        var before = Take("before.json", minutes: 0);
        _count = 1200;

        var result = await Tool.RunAsync("census", "diff", before, Take("after.json", minutes: 30), "--format", format);

        Assert.Contains(expected, result.Out);
    }

    [Fact]
    public async Task Files_in_the_wrong_order_are_named()
    {
        var result = await Tool.RunAsync("census", "diff", Take("late.json", minutes: 5), Take("early.json", minutes: 0));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Give the earlier file first.", result.Error);
    }

    [Fact]
    public async Task File_that_is_no_census_is_named_with_the_place()
    {
        var file = _scratch.PathOf("wrong.json");
        await File.WriteAllTextAsync(file, "{\n\"version\": }", TestContext.Current.CancellationToken);

        var result = await Tool.RunAsync("census", "diff", file, file);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("wrong.json is no census: line 2", result.Error);
    }

    [Fact]
    public async Task Watch_writes_a_line_for_each_reading_and_a_log()
    {
        await using var service = new SmallServer(_census);
        service.BeforeAnswer = () => _count += 100;
        var log = _scratch.PathOf("watch.csv");

        var result = await Tool.RunAsync("watch", service.Address, "--interval", "0.05", "--duration", "4", "--csv", log);

        Assert.Equal(0, result.ExitCode);
        Assert.True(result.Lines.Count >= 2);
        Assert.Contains("orders/eu/cache", result.Lines[^1]);
        var lines = await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken);
        Assert.StartsWith("takenAt,rss,", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.EndsWith(",\"orders/eu\",\"cache\",112,1000", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Process_without_an_endpoint_is_watched_by_its_runtime()
    {
        var log = _scratch.PathOf("runtime.csv");
        var own = Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);

        var result = await Tool.RunAsync("watch", own, "--interval", "0.2", "--duration", "1", "--csv", log);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains($"Process {own} answers at no endpoint", result.Error);
        Assert.Matches(@"resident \d+\.\d MB .* heap [1-9]", result.Lines[0]);
        var lines = await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken);
        Assert.Contains(lines, line => System.Text.RegularExpressions.Regex.IsMatch(line, "\"runtime\",\"assemblies\",[1-9][0-9]+,$"));
        Assert.Contains(lines, line => System.Text.RegularExpressions.Regex.IsMatch(line, "\"runtime\",\"threads\",[1-9][0-9]*,$"));
    }

    [Fact]
    public async Task Process_that_is_no_dotnet_process_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The program is there on Linux.");
        using var process = System.Diagnostics.Process.Start("/bin/sleep", "60");
        try
        {
            var result = await Tool.RunAsync("watch", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));

            Assert.Equal(3, result.ExitCode);
            Assert.Contains($"Process {process.Id} does not answer at an endpoint of GrowthGuard, and is no .NET process", result.Error);
        }
        finally
        {
            process.Kill();
        }
    }

    [Theory]
    [InlineData("--interval", "0")]
    [InlineData("--duration", "soon")]
    public async Task Wrong_times_are_named(string option, string value)
    {
        var result = await Tool.RunAsync("watch", "http://localhost:1", option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"'{value}' is not a value of {option}", result.Error);
    }

    public void Dispose()
    {
        _census.Dispose();
        _scratch.Dispose();
    }

    private string Take(string name, int minutes)
    {
        var file = _scratch.PathOf(name);
        File.WriteAllBytes(
            file,
            (_census.TakeSnapshot() with { TakenAt = new DateTimeOffset(2026, 11, 30, 6, minutes, 0, TimeSpan.Zero) }).ToJson());
        return file;
    }

    /// <summary>Answers each request with a snapshot, or as it was told.</summary>
    private sealed class SmallServer : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly GrowthCensus _census;
        private readonly Task _serving;

        public SmallServer(GrowthCensus census)
        {
            _census = census;
            using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
            }

            _listener.Prefixes.Add(Address + "/");
            _listener.Start();
            _serving = ServeAsync();
        }

        public string Address { get; }

        public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

        public byte[]? Body { get; init; }

        public Action? BeforeAnswer { get; set; }

        public byte[]? Answered { get; private set; }

        public async ValueTask DisposeAsync()
        {
            _listener.Close();
            await _serving;
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    BeforeAnswer?.Invoke();
                    Answered = Body ?? _census.TakeSnapshot().ToJson();
                    context.Response.StatusCode = (int)Status;
                    await context.Response.OutputStream.WriteAsync(Answered);
                    context.Response.Close();
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // Closed.
            }
        }
    }
}
