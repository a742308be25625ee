using System.Numerics;
using GrowthGuard.Tool.Git;

namespace GrowthGuard.Tool.Bisecting;

/// <summary>
/// Looks for the first commit that grows. Git says which commit halves what is left, in histories with merges too; one that cannot be
/// decided is passed over.
/// </summary>
/// <param name="repository">The repository.</param>
/// <param name="judge">Tries a commit.</param>
internal sealed class CommitSearch(GitRepository repository, Func<Commit, CancellationToken, Task<TrialVerdict>> judge)
{
    /// <summary>How many commits are tried at most between two, when each can be decided.</summary>
    /// <param name="commits">The commits behind the flat one, up to the one that grows.</param>
    public static int MostTrials(int commits) => commits <= 1 ? 0 : BitOperations.Log2((uint)commits - 1) + 1;

    /// <summary>The commits that are behind one and not behind another: what a search starts with.</summary>
    public static async Task<int> CountAsync(GitRepository repository, Commit flat, Commit growing, CancellationToken cancellation) =>
        int.Parse(
            await repository.RunAsync(cancellation, "rev-list", "--count", growing.Hash, "^" + flat.Hash),
            System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Looks for the commit.</summary>
    /// <param name="flat">A commit that is flat.</param>
    /// <param name="growing">One behind it that grows.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The commits of which the first growing one is one, that one first when nothing is left open.</returns>
    public async Task<IReadOnlyList<Commit>> RunAsync(Commit flat, Commit growing, CancellationToken cancellation)
    {
        var excluded = new List<string> { "^" + flat.Hash };
        var undecided = new HashSet<string>();
        while (true)
        {
            var left = await LeftAsync(growing, excluded, cancellation);
            var open = left.Where(commit => !undecided.Contains(commit)).ToList();
            if (open.Count == 0)
            {
                return [growing, .. await Task.WhenAll(left.Select(commit => Commit.OfAsync(repository, commit, cancellation)))];
            }

            var commit = await Commit.OfAsync(repository, open[Place(open.Count, left.Count - open.Count)], cancellation);
            switch (await judge(commit, cancellation))
            {
                case TrialVerdict.Flat:
                    excluded.Add("^" + commit.Hash);
                    break;
                case TrialVerdict.Grows:
                    growing = commit;
                    break;
                default:
                    undecided.Add(commit.Hash);
                    break;
            }
        }
    }

    /// <summary>
    /// What cannot be built is often beside what cannot be built either: each one that was passed over leads farther away from the middle.
    /// </summary>
    private static int Place(int open, int passedOver) => open * passedOver / (passedOver + 1);

    /// <summary>
    /// The commits that may be the first, but for the one that is known to grow; the one that halves them best comes first.
    /// </summary>
    private async Task<IReadOnlyList<string>> LeftAsync(Commit growing, IEnumerable<string> excluded, CancellationToken cancellation)
    {
        var lines = (await repository.RunAsync(cancellation, ["rev-list", "--bisect-all", growing.Hash, .. excluded])).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => line.Split(' ')[0]).Where(hash => hash != growing.Hash)];
    }
}
