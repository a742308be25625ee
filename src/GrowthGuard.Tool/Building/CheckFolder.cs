namespace GrowthGuard.Tool.Building;

/// <summary>The temporary folder of one check: what the build is given and what it writes. Always removed.</summary>
internal sealed class CheckFolder : IDisposable
{
    private const int AttemptsToDelete = 5;

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(200);

    private readonly string _root;

    public CheckFolder(string parent)
    {
        _root = Path.Combine(parent, $"growthguard-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Logs);
    }

    /// <summary>Where the compilations leave their logs.</summary>
    public string Logs => Path.Combine(_root, "logs");

    public string PathOf(string name) => Path.Combine(_root, name);

    public string Write(string name, string text)
    {
        var file = PathOf(name);
        File.WriteAllText(file, text);
        return file;
    }

    public void Dispose()
    {
        // A compiler that was just stopped may still hold its log open on Windows.
        for (var attempt = 1; Directory.Exists(_root); attempt++)
        {
            try
            {
                Directory.Delete(_root, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                if (attempt == AttemptsToDelete)
                {
                    return;
                }

                Thread.Sleep(BetweenAttempts);
            }
        }
    }
}
