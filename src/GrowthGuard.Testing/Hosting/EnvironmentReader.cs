using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime;
using System.Runtime.InteropServices;
using GrowthGuard.Diagnostics.Processes;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Hosting;

/// <summary>Reads where and how this process runs.</summary>
internal static class EnvironmentReader
{
    private const string TieredCompilation = "TieredCompilation";

    /// <param name="assembly">The tested assembly.</param>
    /// <param name="systemIsProven">Whether decisions on the figures of this operating system were proven.</param>
    public static RunEnvironment Read(Assembly assembly, bool systemIsProven) => new()
    {
        Runtime = RuntimeInformation.FrameworkDescription,
        System = RuntimeInformation.OSDescription,
        Architecture = RuntimeInformation.ProcessArchitecture.ToString(),
        Processors = Environment.ProcessorCount,
        IsChildProcess = false,
        TieredCompilation = (RuntimeSetting(TieredCompilation) ??
            AppSetting($"System.Runtime.{TieredCompilation}")) is not ("0" or "false" or "False"),
        ServerGc = GCSettings.IsServerGC,
        GcSettings = GcSettings(),
        MemoryLimit = ControlGroup.Read()?.Limit,
        TransparentHugePages = HugePages.Mode(),
        SystemIsProven = systemIsProven,
        Notes = [.. Notes(assembly, systemIsProven)],
    };

    private static IEnumerable<string> Notes(Assembly assembly, bool systemIsProven)
    {
        if (assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
        {
            yield return $"{assembly.GetName().Name} is a debug build: its locals live to the end of their methods, and what is measured is not what is deployed. Prefer a release build.";
        }

        if (Debugger.IsAttached)
        {
            yield return "A debugger is attached: it keeps objects alive.";
        }

        if (!systemIsProven)
        {
            yield return "The figures of this operating system are shown but do not decide: their error rates have only been measured on Linux, with a process for each run.";
        }

        if (systemIsProven && NativeAllocator.Current is null)
        {
            yield return "The allocator of native code does not tell how much of its memory is in use: a native leak shows when it has used up what start-up has freed.";
        }

        if (HugePages.Mode() == "always")
        {
            yield return "Transparent huge pages are always on: private memory grows in steps of 2 MB, and small native leaks may be called rare.";
        }
    }

    /// <summary>What the collector was told, without what it is not.</summary>
    private static Dictionary<string, string> GcSettings()
    {
        var settings = new Dictionary<string, string>();
        foreach (var (name, setting) in GC.GetConfigurationVariables())
        {
            if (Convert.ToString(setting, CultureInfo.InvariantCulture) is { } value and not ("" or "0" or "-1" or "False"))
            {
                settings[name] = value;
            }
        }

        return settings;
    }

    private static string? RuntimeSetting(string name) =>
        Environment.GetEnvironmentVariable($"DOTNET_{name}") ?? Environment.GetEnvironmentVariable($"COMPlus_{name}");

    private static string? AppSetting(string name) => AppContext.GetData(name)?.ToString();
}
