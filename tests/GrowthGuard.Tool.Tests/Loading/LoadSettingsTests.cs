using GrowthGuard.Tool.Loading;

namespace GrowthGuard.Tool.Tests.Loading;

public sealed class LoadSettingsTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly Dictionary<LoadSetting, string> _flags = [];
    private readonly Dictionary<string, string> _environment = [];

    [Fact]
    public void Flag_comes_before_address_environment_and_file()
    {
        _scratch.Write(".env", "# a server\nPORT=1\nWORKERS=2\nTRIES=30\nexport DURATION='4'\n");
        _environment["PORT"] = "5";
        _environment["WORKERS"] = "6";
        _environment["TRIES"] = "";
        _flags[LoadSetting.Workers] = "7";

        var settings = Resolve("http://localhost:5005/orders/{i}?q={i % 3}");

        Assert.Equal("http://localhost:5005/", settings.Address.AbsoluteUri);
        Assert.Equal((7, 30, TimeSpan.FromSeconds(4)), (settings.Workers, settings.Tries, settings.Duration));
        Assert.Equal(
            [
                "HOST localhost URL", "PORT 5005 URL", "PATHS /orders/{i}?q={i % 3} URL", "DURATION 4 .env", "TRIES 30 .env",
                "PAUSE 1 default", "WORKERS 7 --workers"
            ],
            settings.Values.Take(7).Select(value => $"{value.Setting.Name} {value.Text} {value.Source}"));
    }

    [Fact]
    public void Without_an_address_host_and_port_say_where()
    {
        _environment["HOST"] = "::1";
        _environment["PORT"] = "8080";

        Assert.Equal("http://[::1]:8080/", Resolve(null).Address.AbsoluteUri);
    }

    [Fact]
    public void Gap_is_that_of_one_worker_unless_more_are_wanted()
    {
        _flags[LoadSetting.Gap] = "0.6";
        Assert.Equal(1, Resolve(null).Workers);

        _environment["WORKERS"] = "3";
        Assert.Equal(3, Resolve(null).Workers);
    }

    [Theory]
    [InlineData("A=1\nTRIES\nB=2\n", 2, "TRIES")]
    [InlineData("TRIES=20\n=3\n", 2, "=3")]
    [InlineData("PATHS='/a\nB=2\n", 1, "PATHS='/a")]
    public void Line_of_the_file_that_is_not_understood_is_named(string text, int line, string quoted)
    {
        var file = _scratch.Write(".env", text);

        var error = Assert.Throws<ToolException>(() => Resolve(null));

        Assert.Equal(ExitCodes.Usage, error.ExitCode);
        Assert.StartsWith($"{file}({line}): this line is not understood: '{quoted}'.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PORT", "70000", "write a number from 1 to 65535")]
    [InlineData("DURATION", "0", "a number of seconds above 0")]
    [InlineData("TRIES", "9", "at least 10")]
    [InlineData("WORKERS", "many", "a whole number from 1 to 10000")]
    [InlineData("RATE", "-1", "requests per second above 0")]
    [InlineData("GAP", "soon", "write a number of seconds.")]
    [InlineData("HOST", "a b", "a name or an address")]
    [InlineData("CONNECTIONS", "none", "kept or new")]
    [InlineData("PATHS", "orders", "'orders' is no request")]
    public void Wrong_value_is_named_with_who_gave_it(string name, string value, string expected)
    {
        _environment[name] = value;

        var error = Assert.Throws<ToolException>(() => Resolve(null));

        Assert.Equal(ExitCodes.Usage, error.ExitCode);
        Assert.StartsWith($"'{value}' is not a value of {name} (environment): ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message);
    }

    [Theory]
    [InlineData("dotnet")]
    [InlineData("ftp://localhost/")]
    public void What_is_no_address_is_named(string typed) =>
        Assert.StartsWith(
            $"'{typed}' is no address: write http://",
            Assert.Throws<ToolException>(() => Resolve(typed)).Message,
            StringComparison.Ordinal);

    public void Dispose() => _scratch.Dispose();

    private LoadSettings Resolve(string? url) =>
        LoadSettings.Resolve(url, _flags.GetValueOrDefault, _environment.GetValueOrDefault, _scratch.Root);
}
