using System.Runtime.InteropServices;

namespace GrowthGuard.Diagnostics.Processes;

/// <summary>
/// Counts the entries of a directory of the system again and again, without garbage: <see cref="Directory"/> makes a string for each.
/// </summary>
/// <param name="path">The directory.</param>
/// <param name="isOwn">Whether it lists what this process has open, the directory itself included.</param>
internal sealed partial class DirectoryCounter(string path, bool isOwn = true) : IDisposable
{
    private readonly int _notCounted = isOwn ? 3 : 2;
    private nint _directory = Open(path);

    /// <summary>The number of entries; <see cref="ProcessFigures.Unknown"/> when the directory cannot be read.</summary>
    public long Count()
    {
        if (_directory == 0)
        {
            return ProcessFigures.Unknown;
        }

        Rewind(_directory);
        var count = 0L;
        while (Next(_directory) != 0)
        {
            count++;
        }

        // Not counted: itself, its parent, and the open directory.
        return Math.Max(0, count - _notCounted);
    }

    public void Dispose()
    {
        if (_directory != 0)
        {
            _ = Close(_directory);
            _directory = 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "opendir", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path);

    [LibraryImport("libc", EntryPoint = "readdir")]
    private static partial nint Next(nint directory);

    [LibraryImport("libc", EntryPoint = "rewinddir")]
    private static partial void Rewind(nint directory);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int Close(nint directory);
}
