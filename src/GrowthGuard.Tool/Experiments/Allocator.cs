namespace GrowthGuard.Tool.Experiments;

/// <summary>An allocator of native memory that is put in place of the system's.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Library">The file that is loaded before all others; null for the allocator of the system.</param>
/// <param name="Package">The package of Debian and Ubuntu that has it.</param>
internal sealed record Allocator(string Name, string? Library, string? Package)
{
    private static readonly Allocator[] All =
    [
        new("glibc", null, null),
        new("jemalloc", "libjemalloc.so.2", "libjemalloc2"),
        new("mimalloc", "libmimalloc.so.2", "libmimalloc2.0"),
    ];

    private static readonly string[] Folders =
    [
        "usr/local/lib", "usr/lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu", "usr/lib64", "usr/lib"
    ];

    public static string Names => string.Join(", ", All.Select(allocator => allocator.Name));

    /// <summary>The allocator with a name; null when there is none.</summary>
    public static Allocator? Named(string name) => Array.Find(All, allocator => allocator.Name == name);

    /// <summary>The path of its library; null when it is not installed.</summary>
    /// <param name="root">The root of the file system.</param>
    public string? Find(string root = "/") => Folders.Select(folder => Path.Combine(root, folder, Library!)).FirstOrDefault(File.Exists);
}
