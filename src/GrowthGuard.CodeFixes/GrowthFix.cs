using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes;

/// <summary>One way to fix a finding.</summary>
internal abstract class GrowthFix
{
    /// <summary>What the fixes of one kind have in common under Fix All.</summary>
    public abstract string EquivalenceKey { get; }

    /// <summary>
    /// Whether the fix decides something that only the author can know, and its title says what. Such fixes have a provider of their own.
    /// </summary>
    public virtual bool IsDecision => false;

    /// <summary>What the fix of many findings is called.</summary>
    public abstract string FixAllTitle { get; }

    /// <summary>
    /// The fix of a finding, or <see langword="null"/> when there is none. Finds out everything that could go wrong; changes nothing.
    /// </summary>
    public abstract Task<PreparedFix?> PrepareAsync(Finding finding, CancellationToken cancellationToken);

    /// <summary>
    /// The fix, made and checked in a solution; <see langword="null"/> when there is none, or when the code is too deep to be followed.
    /// </summary>
    public async Task<(string Title, Solution Changed)?> MakeAsync(Finding finding, Solution solution, CancellationToken cancellationToken)
    {
        try
        {
            return await PrepareAsync(finding, cancellationToken).ConfigureAwait(false) is { } prepared &&
                await CheckedChange.MakeAsync(prepared, solution, cancellationToken).ConfigureAwait(false) is { } changed
                ? (prepared.Title, changed)
                : null;
        }
        catch (InsufficientExecutionStackException)
        {
            return null;
        }
    }
}

/// <summary>A fix that has been found possible.</summary>
/// <param name="title">What it is called.</param>
/// <param name="change">Makes the change in the solution of the finding.</param>
internal sealed class PreparedFix(string title, Func<CancellationToken, Task<Solution>> change)
{
    public string Title { get; } = title;

    public Func<CancellationToken, Task<Solution>> Change { get; } = change;
}
