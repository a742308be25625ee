using System.Globalization;

namespace GrowthGuard.Tool.Loading;

/// <summary>How a server is put under load.</summary>
internal sealed class LoadSettings
{
    private readonly Dictionary<LoadSetting, SettingValue> _values;

    private LoadSettings(string scheme, Dictionary<LoadSetting, SettingValue> values)
    {
        _values = values;
        Address = new UriBuilder(scheme, Text(LoadSetting.Host), int.Parse(Text(LoadSetting.Port), CultureInfo.InvariantCulture)).Uri;
        Mix = RequestMix.Parse(Text(LoadSetting.Paths));
    }

    public Uri Address { get; }

    public RequestMix Mix { get; }

    /// <summary>The mix as it was written.</summary>
    public string Paths => Text(LoadSetting.Paths);

    public TimeSpan Duration => Time(LoadSetting.Duration);

    public TimeSpan Pause => Time(LoadSetting.Pause);

    public TimeSpan Gap => Time(LoadSetting.Gap);

    public int Tries => LoadSetting.Count(Text(LoadSetting.Tries));

    public int Workers => LoadSetting.Count(Text(LoadSetting.Workers));

    /// <summary>Requests per second of an open loop; null for a closed one.</summary>
    public double? Rate => LoadSetting.Seconds(Text(LoadSetting.Rate));

    public bool KeepsConnections => Text(LoadSetting.Connections) == "kept";

    /// <summary>Requests until all caches are full.</summary>
    public int Fill => LoadSetting.Count(Text(LoadSetting.Fill));

    /// <summary>All values, with who gave them.</summary>
    public IEnumerable<SettingValue> Values => LoadSetting.All.Select(setting => _values[setting]);

    /// <summary>Takes each setting from the first that gives it.</summary>
    /// <param name="url">The address that was typed; null when none was.</param>
    /// <param name="flag">The value of a flag; null when it was not given.</param>
    /// <param name="environment">The value of a variable; null when it is not set.</param>
    /// <param name="folder">Where the file <c>.env</c> may be.</param>
    /// <exception cref="ToolException">A value is wrong, or the file cannot be read.</exception>
    public static LoadSettings Resolve(string? url, Func<LoadSetting, string?> flag, Func<string, string?> environment, string folder)
    {
        var typed = url is null ? [] : FromUrl(url, out _);
        var file = EnvFile.Read(Path.Combine(folder, EnvFile.Name));
        var values = LoadSetting.All.ToDictionary(setting => setting, setting =>
            flag(setting) is { } given ? new SettingValue(setting, given, setting.Flag)
            : typed.TryGetValue(setting, out var part) ? new SettingValue(setting, part, "URL")
            : environment(setting.Name) is { Length: > 0 } variable ? new SettingValue(setting, variable, "environment")
            : file.TryGetValue(setting.Name, out var line) ? new SettingValue(setting, line, EnvFile.Name)
            : new SettingValue(setting, setting.Default, "default"));
        if (values[LoadSetting.Workers].Source == "default" && LoadSetting.Seconds(values[LoadSetting.Gap].Text) > 0)
        {
            // Several workers that are idle in turn leave no gap.
            values[LoadSetting.Workers] = new SettingValue(LoadSetting.Workers, "1", "default with GAP");
        }

        if (values.Values.FirstOrDefault(value => value.Source != "default" && !value.Setting.IsRight(value.Text)) is { } wrong)
        {
            var problem = wrong.Setting == LoadSetting.Paths ? RequestMix.Problem(wrong.Text) : null;
            throw ToolException.Usage(
                $"'{wrong.Text}' is not a value of {wrong.Setting.Name} ({wrong.Source}): {problem ?? $"write {wrong.Setting.What}."}");
        }

        var scheme = "http";
        _ = url is null ? null : FromUrl(url, out scheme);
        return new LoadSettings(scheme, values);
    }

    /// <summary>The path is taken as it was written: an address would have its braces encoded.</summary>
    private static Dictionary<LoadSetting, string> FromUrl(string url, out string scheme)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw ToolException.Usage(
                $"'{url}' is no address: write http://127.0.0.1:5000/orders/{{i}}, and the command that starts the server after '--'.");
        }

        scheme = address.Scheme;
        var parts = new Dictionary<LoadSetting, string>
        {
            [LoadSetting.Host] = address.Host,
            [LoadSetting.Port] = address.Port.ToString(CultureInfo.InvariantCulture),
        };
        var behind = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..];
        if (behind.IndexOf('/') is >= 0 and var at && at < behind.Length - 1)
        {
            parts[LoadSetting.Paths] = behind[at..];
        }

        return parts;
    }

    /// <summary>The same with another value of a setting.</summary>
    public LoadSettings With(LoadSetting setting, string text, string source) =>
        new(Address.Scheme, new Dictionary<LoadSetting, SettingValue>(_values) { [setting] = new SettingValue(setting, text, source) });

    private string Text(LoadSetting setting) => _values[setting].Text;

    private TimeSpan Time(LoadSetting setting) => TimeSpan.FromSeconds(LoadSetting.Seconds(Text(setting))!.Value);
}
