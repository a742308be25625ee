using System.Security.Cryptography;
using System.Text;

namespace GrowthGuard.Tool.Bisecting;

/// <summary>What was built of commits, for the next search. Only whole builds are in it, and no more than a number of them.</summary>
/// <param name="folder">Where.</param>
internal sealed class BuildCache(string folder)
{
    /// <summary>Builds that are kept; the ones that were not used for longest go.</summary>
    private const int MostKept = 64;

    private const int NameOfSettings = 12;

    /// <summary>Where builds are kept when nobody says otherwise.</summary>
    public static string DefaultFolder =>
        Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "growthguard",
            "builds");

    /// <summary>The folder of a build.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="settings">What else the build depends on.</param>
    /// <param name="build">Builds into the folder that it is given.</param>
    /// <returns>The folder, and whether it was there.</returns>
    public async Task<(string Folder, bool WasThere)> GetAsync(string commit, string settings, Func<string, Task> build)
    {
        var kept = Path.Combine(
            folder,
            $"{commit}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(settings)))[..NameOfSettings]}");
        if (Directory.Exists(kept))
        {
            Directory.SetLastWriteTimeUtc(kept, DateTime.UtcNow);
            return (kept, true);
        }

        var unfinished = $"{kept}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(unfinished);
            await build(unfinished);
            Directory.Move(unfinished, kept);
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }

        Forget(kept);
        return (kept, false);
    }

    private void Forget(string newest)
    {
        foreach (var old in new DirectoryInfo(folder).GetDirectories()
            .Where(build => build.FullName != newest)
            .OrderByDescending(build => build.LastWriteTimeUtc)
            .Skip(MostKept - 1))
        {
            old.Delete(recursive: true);
        }
    }
}
