using System.Runtime.Loader;
using Microsoft.Win32.SafeHandles;

namespace GrowthGuard.Testing.Hosting;

/// <summary>
/// The entry point of a child process: does what the frames on one pipe say, and answers on another. Standard output is left to the
/// scenario. All policy is in the parent, so that little but the scenario runs here.
/// </summary>
internal static class ChildProgram
{
    public static int Main(string[] arguments)
    {
        if (arguments is not [var assembly, var orders, var answers] || !nint.TryParse(orders, out var ordersHandle) ||
            !nint.TryParse(answers, out var answersHandle))
        {
            Console.Error.WriteLine(
                "GrowthGuard.Testing starts this by itself, to run a scenario in a process of its own. Call MemoryFlat.RunAsync in a " +
                "test, or run 'growthguard flat'.");
            return 2;
        }

        // A library that was not published has what it needs next to it, but its dependency file need not say so.
        var folder = Path.GetDirectoryName(assembly)!;
        AssemblyLoadContext.Default.Resolving += (context, name) => Path.Combine(folder, $"{name.Name}.dll") is var file &&
            File.Exists(file)
            ? context.LoadFromAssemblyPath(file)
            : null;

        InheritedHandles.Keep(ordersHandle, answersHandle);
        using var from = Open(ordersHandle, FileAccess.Read);
        using var to = Open(answersHandle, FileAccess.Write);
        new ChildHost(new OrderQueue(from), new FrameWriter(to)).Run();
        return 0;
    }

    private static FileStream Open(nint handle, FileAccess access) =>
        new(new SafeFileHandle(handle, ownsHandle: true), access, bufferSize: 0);
}
