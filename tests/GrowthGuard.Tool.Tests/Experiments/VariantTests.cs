using GrowthGuard.Tool.Experiments;

namespace GrowthGuard.Tool.Tests.Experiments;

public sealed class VariantTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void Variant_has_variables_and_what_is_known_by_name()
    {
        var variant = Variant.Parse("all of it:Toggles__cache=a=b,DOTNET_gcServer=1,arenas=2,workers=3,allocator=jemalloc");

        Assert.Equal(("all of it", "3", "jemalloc"), (variant.Name, variant.Workers, variant.Allocator!.Name));
        Assert.Equal(
            ["DOTNET_gcServer=1", "MALLOC_ARENA_MAX=2", "Toggles__cache=a=b"],
            variant.Environment.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Build_and_runtime_can_be_changed()
    {
        var variant = Variant.Parse("a:configuration=Debug,System.GC.RetainVM=true,System.Shop.Name=x");

        Assert.Equal("Debug", variant.Configuration);
        Assert.Equal(["System.GC.RetainVM=true", "System.Shop.Name=x"], variant.Knobs.Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Empty(variant.Environment);
    }

    [Theory]
    [InlineData("cache", "'cache' is no variant. Write --variant NAME:KEY=VALUE")]
    [InlineData(":A=1", "':A=1' is no variant")]
    [InlineData("a:A", "'A' in the variant 'a' has no value")]
    [InlineData("a:A=1,", "'' in the variant 'a' has no value")]
    [InlineData(
        "a:alocator=jemalloc",
        "'alocator' is no key of a variant: there are allocator, arenas, workers and configuration, settings of the runtime, which start with 'System.', and variables")]
    [InlineData("a:configuration=", "'' is not a value of configuration: write Debug or Release")]
    [InlineData("a:Shop.Name=x", "'Shop.Name' is no key of a variant")]
    [InlineData("a:9A=1", "'9A' is no key of a variant")]
    [InlineData("a:allocator=tcmalloc", "'tcmalloc' is no allocator that is known: choose one of glibc, jemalloc, mimalloc.")]
    [InlineData("a:arenas=two", "'two' is not a value of arenas")]
    [InlineData("a:workers=0", "'0' is not a value of workers")]
    public void What_is_no_variant_is_named(string text, string expected)
    {
        var error = Assert.Throws<ToolException>(() => Variant.Parse(text));

        Assert.Equal(ExitCodes.Usage, error.ExitCode);
        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Allocator_that_is_not_installed_is_said_with_its_package()
    {
        Assert.Equal(
            "jemalloc is not installed: apt-get install libjemalloc2",
            Variant.Parse("a:allocator=jemalloc").Missing(_scratch.Root));
        Assert.Null(Variant.Parse("a:allocator=glibc").Missing(_scratch.Root));
        Assert.Null(Variant.Parse("a:A=1").Missing(_scratch.Root));
    }

    [Fact]
    public void Allocator_that_is_installed_is_loaded_before_all_others()
    {
        var file = _scratch.Write("usr/lib/aarch64-linux-gnu/libmimalloc.so.2", "");
        var variant = Variant.Parse("a:allocator=mimalloc,A=1");

        Assert.Null(variant.Missing(_scratch.Root));
        Assert.Equal(["A=1", $"LD_PRELOAD={file}"], variant.VariablesWith(_scratch.Root).Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Empty(Variant.Parse("a:allocator=glibc").VariablesWith(_scratch.Root));
    }

    [Theory]
    [InlineData("There is nothing to compare: give --variant", "load", "http://127.0.0.1:1", "--", "true")]
    [InlineData("Each variant needs a process of its own: give the command", "load", "http://127.0.0.1:1", "--variant", "a:A=1")]
    [InlineData("Two variants are called 'a'.", "load", "http://127.0.0.1:1", "--variant", "a:A=1", "--variant", "a:B=1", "--", "true")]
    [InlineData(
        "Two variants are called 'baseline', which is what runs without a change are called.",
        "load",
        "http://127.0.0.1:1",
        "--variant",
        "baseline:A=1",
        "--",
        "true")]
    [InlineData("'none' is not a value of --runs", "load", "http://127.0.0.1:1", "--runs", "none", "--variant", "a:A=1", "--", "true")]
    [InlineData(
        "The variant 'a' has a configuration, and the command that starts the server does not say where it goes",
        "load",
        "http://127.0.0.1:1",
        "--variant",
        "a:configuration=Debug",
        "--",
        "true")]
    [InlineData(
        "'System.GC.Server' in the variant 'a' is a setting of the runtime's configuration file",
        "load",
        "http://127.0.0.1:1",
        "--variant",
        "a:System.GC.Server=true",
        "--",
        "true")]
    [InlineData("'0' is not a value of --memory", "load", "http://127.0.0.1:1", "--memory", "0", "--variant", "a:A=1", "--", "true")]
    [InlineData("'free' is not a value of --price", "load", "http://127.0.0.1:1", "--price", "free", "--variant", "a:A=1", "--", "true")]
    [InlineData("'workers' in the variant 'a' is how many requests a load makes", "flat", "{this}", "Keeping", "--variant", "a:workers=2")]
    [InlineData(
        "The variant 'a' has a configuration, and '{this}' is built already: name the project.",
        "flat",
        "{this}",
        "Keeping",
        "--variant",
        "a:configuration=Debug")]
    [InlineData("has no scenario 'None'", "flat", "{this}", "None", "--variant", "a:A=1")]
    [InlineData("does not exist", "flat", "none.csproj", "Keeping", "--variant", "a:A=1")]
    [InlineData("There is nothing to compare", "flat", "{this}", "Keeping")]
    [InlineData("'shop.example.com' is not this machine", "load", "http://shop.example.com", "--variant", "a:A=1", "--", "true")]
    public async Task Wrong_words_are_named(string expected, params string[] words)
    {
        var result = await Tool.RunAsync(["compare", .. words.Select(Placed)]);

        Assert.Equal((ExitCodes.Usage, ""), (result.ExitCode, result.Out));
        Assert.Contains(Placed(expected), result.Error);

        static string Placed(string text) => text.Replace("{this}", typeof(VariantTests).Assembly.Location, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();
}
