using GrowthGuard.Testing.Hosting;
using GrowthGuard.Testing.Reporting;

namespace GrowthGuard.Testing.Retention;

/// <summary>The dump of a child, beside the files of the report.</summary>
/// <param name="subject">The process.</param>
/// <param name="options">How it is run.</param>
/// <param name="name">The name of the run.</param>
internal sealed class ChildDump(ISubject subject, MemoryFlatOptions options, string name)
{
    private static readonly TimeSpan TimeToWrite = TimeSpan.FromMinutes(2);

    private string File => FileOf(name, options, subject.AssemblyFile);

    /// <summary>What the runtime of a child must be told so that it leaves a dump when it crashes, and where.</summary>
    public static IEnumerable<(string Name, string Value)> Settings(string name, MemoryFlatOptions options, string assemblyFile)
    {
        if (options.KeepsDump)
        {
            var file = FileOf(name, options, assemblyFile);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            System.IO.File.Delete(file);
            yield return ("DOTNET_DbgEnableMiniDump", "1");
            yield return ("DOTNET_DbgMiniDumpType", "2");
            yield return ("DOTNET_DbgMiniDumpName", file);
        }
    }

    /// <summary>Writes the dump.</summary>
    /// <returns>Its file, or why there is none.</returns>
    public async Task<(string? File, string? Failure)> KeepAsync(Func<string, IHeapReader?> find, CancellationToken cancellation)
    {
        if (subject.ProcessId is not { } process)
        {
            return (null, "run it in a process of its own (RunAsync).");
        }

        var look = await LateLook<string>.TakeAsync(TimeToWrite, limit => Task.Run(Write, limit), cancellation).ConfigureAwait(false);
        var missing = look.Seen is null ? $"reference the package {HeapReaders.Package} in the test project." : null;
        return (look.Seen, look.Failure ?? missing);

        string? Write()
        {
            if (find(subject.AssemblyFile) is not { } reader)
            {
                return null;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            System.IO.File.Delete(File);
            reader.WriteDump(process, File);
            return File;
        }
    }

    /// <summary>Writes the dump, and says in the result where it is.</summary>
    public async Task<MemoryFlatResult> AddToAsync(
        MemoryFlatResult result,
        Func<string, IHeapReader?> find,
        CancellationToken cancellation)
    {
        var (file, failure) = await KeepAsync(find, cancellation).ConfigureAwait(false);
        return failure is null ? result with { Dump = file } : result.WithNote($"No dump was kept: {failure}");
    }

    /// <summary>The dump that the runtime has left; null when it left none.</summary>
    public string? OfCrash() => System.IO.File.Exists(File) ? File : null;

    private static string FileOf(string name, MemoryFlatOptions options, string assemblyFile) =>
        ReportWriter.FileOf(name, options.ReportFolder, Path.GetDirectoryName(assemblyFile)) + ReportWriter.DumpExtension;
}
