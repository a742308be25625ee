using GrowthGuard.Tool.Git;

namespace GrowthGuard.Tool.Tests.Git;

/// <summary>A repository for one test.</summary>
internal sealed class ScratchRepository : IDisposable
{
    private readonly Scratch _scratch = new();

    private ScratchRepository() => Repository = new GitRepository(_scratch.Root);

    public GitRepository Repository { get; }

    public string Root => _scratch.Root;

    public static async Task<ScratchRepository> CreateAsync()
    {
        var made = new ScratchRepository();
        await made.GitAsync("init", "--quiet", "--initial-branch=main");
        await made.GitAsync("config", "user.name", "Somebody");
        await made.GitAsync("config", "user.email", "somebody@example.com");
        await made.GitAsync("config", "commit.gpgsign", "false");
        return made;
    }

    public string Write(string relative, string text) => _scratch.Write(relative, text);

    /// <summary>Commits all that there is, or nothing.</summary>
    /// <returns>The commit.</returns>
    public async Task<string> CommitAsync(string subject)
    {
        await GitAsync("add", "--all");
        await GitAsync("commit", "--quiet", "--allow-empty", "-m", subject);
        return await GitAsync("rev-parse", "HEAD");
    }

    public Task<string> GitAsync(params string[] arguments) => Repository.RunAsync(TestContext.Current.CancellationToken, arguments);

    public void Dispose() => _scratch.Dispose();
}
