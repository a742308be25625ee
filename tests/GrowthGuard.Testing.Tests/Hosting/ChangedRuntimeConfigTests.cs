using System.Text.Json.Nodes;
using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing.Tests.Hosting;

public sealed class ChangedRuntimeConfigTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Settings_are_replaced_and_added_and_the_rest_stays()
    {
        var file = _folder.Write(
            "Shop.runtimeconfig.json",
            """{ "runtimeOptions": { "tfm": "net10.0", "configProperties": { "System.GC.Server": true, "System.GC.Concurrent": true } } }""");
        string changed;
        using (var config = new ChangedRuntimeConfig(
            file,
            new Dictionary<string, string>
            {
                ["System.GC.Server"] = "false",
                ["System.GC.HeapHardLimit"] = "1000",
                ["System.Shop.Name"] = "x"
            }))
        {
            changed = config.File;
            Assert.True(JsonNode.DeepEquals(
                JsonNode.Parse(
                    """{ "runtimeOptions": { "tfm": "net10.0", "configProperties": { "System.GC.Server": false, "System.GC.Concurrent": true, "System.GC.HeapHardLimit": 1000, "System.Shop.Name": "x" } } }"""),
                JsonNode.Parse(File.ReadAllText(changed))));
        }

        Assert.False(File.Exists(changed));
        Assert.Contains("\"System.GC.Server\": true", File.ReadAllText(file));
    }

    [Fact]
    public void Configuration_without_settings_gets_some()
    {
        using var config = new ChangedRuntimeConfig(
            _folder.Write("Shop.runtimeconfig.json", "{}"),
            new Dictionary<string, string> { ["System.GC.Server"] = "true" });

        Assert.True(JsonNode
            .Parse(File.ReadAllText(config.File))!["runtimeOptions"]!["configProperties"]!["System.GC.Server"]!.GetValue<bool>());
    }

    public void Dispose() => _folder.Dispose();
}
