using System.Globalization;
using System.Text.Json.Nodes;

namespace GrowthGuard.Testing.Hosting;

/// <summary>A runtime configuration with some settings changed, in a file of its own that goes with this.</summary>
internal sealed class ChangedRuntimeConfig : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("growthguard-");

    /// <param name="file">The configuration as it is.</param>
    /// <param name="knobs">The settings.</param>
    public ChangedRuntimeConfig(string file, IReadOnlyDictionary<string, string> knobs)
    {
        var config = JsonNode.Parse(System.IO.File.ReadAllText(file))!;
        var options = (config["runtimeOptions"] ??= new JsonObject()).AsObject();
        var properties = (options["configProperties"] ??= new JsonObject()).AsObject();
        foreach (var (name, value) in knobs)
        {
            properties[name] = ValueOf(value);
        }

        File = Path.Combine(_folder.FullName, Path.GetFileName(file));
        System.IO.File.WriteAllText(File, config.ToJsonString());
    }

    public string File { get; }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>As the SDK writes it: switches and numbers are not in quotes.</summary>
    private static JsonNode ValueOf(string text) =>
        bool.TryParse(text, out var flag) ? JsonValue.Create(flag)
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
        : JsonValue.Create(text)!;
}
