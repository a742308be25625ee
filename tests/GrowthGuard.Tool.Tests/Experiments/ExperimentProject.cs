using GrowthGuard.Tool.Building;

namespace GrowthGuard.Tool.Tests.Experiments;

/// <summary>A project with scenarios that grow for one reason each.</summary>
public sealed class ExperimentProject : IAsyncLifetime
{
    private readonly Scratch _scratch = new();

    /// <summary>The project.</summary>
    public string Folder => _scratch.PathOf("Shop.Scenarios");

    /// <summary>What was built of it, as Release.</summary>
    public string Assembly { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var project = _scratch.WriteProject(
            "Shop.Scenarios",
            "<ImplicitUsings>enable</ImplicitUsings><AllowUnsafeBlocks>true</AllowUnsafeBlocks><GenerateRuntimeConfigurationFiles>true</GenerateRuntimeConfigurationFiles>",
            $"""<ItemGroup><Reference Include="GrowthGuard.Testing" HintPath="{Path.Combine(AppContext.BaseDirectory, "GrowthGuard.Testing.dll")}" /></ItemGroup>""");
        _scratch.Write("Shop.Scenarios/Scenarios.cs", """
            using System.Runtime.InteropServices;
            using GrowthGuard.Testing;

            namespace Shop;

            internal sealed class Resolve : IMemoryScenario
            {
                private static readonly List<byte[]> Kept = [];
                private readonly bool _keeps = Environment.GetEnvironmentVariable("Features__Resolver") == "true" || (AppContext.TryGetSwitch("System.Shop.Resolver", out var on) && on);

                public ValueTask InvokeAsync(int invocation)
                {
                    if (_keeps)
                    {
                        Kept.Add(new byte[240]);
                    }

                    return ValueTask.CompletedTask;
                }
            }

            internal sealed class Trace : IMemoryScenario
            {
                private static readonly List<string> Lines = [];

                public ValueTask InvokeAsync(int invocation)
                {
                    Remember($"invocation {invocation}");
                    return ValueTask.CompletedTask;
                }

                [System.Diagnostics.Conditional("DEBUG")]
                private static void Remember(string line) => Lines.Add(line);
            }

            internal sealed unsafe class Convert : IMemoryScenario
            {
                private void* _last;

                // Of each picture 8 bytes are kept. The next one is a little larger, and fits in none of the holes that those before have left.
                public ValueTask InvokeAsync(int invocation)
                {
                    var size = (nuint)(16_000 + (64 * invocation));
                    var picture = NativeMemory.Alloc(size);
                    NativeMemory.Fill(picture, size, 1);
                    if (_last is not null)
                    {
                        _ = NativeMemory.Realloc(_last, 8);
                    }

                    _last = picture;
                    return ValueTask.CompletedTask;
                }
            }
            """);
        Assembly = await new ScenarioBuild("Release", null).RunAsync(project, Folder, shownRoot: null, _scratch.PathOf("built"), TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }
}
