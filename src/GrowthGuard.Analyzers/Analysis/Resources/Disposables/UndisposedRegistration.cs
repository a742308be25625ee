using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Resources.Disposables;

/// <summary>Something that a long-lived owner keeps until it is ended.</summary>
/// <param name="operation">The call or creation that makes it.</param>
/// <param name="noun">What it is, in words.</param>
/// <param name="ending">What should be done to it, as a participle.</param>
/// <param name="owner">The expression that keeps it; none when the runtime does.</param>
internal sealed class UndisposedRegistration(IOperation operation, string noun, string ending, IOperation? owner)
{
    public IOperation Operation { get; } = operation;

    public string Noun { get; } = noun;

    public string Ending { get; } = ending;

    public IOperation? Owner { get; } = owner;

    /// <summary>How long the owner lives, as far as can be seen.</summary>
    public OwnerLifetime Lifetime { get; set; }
}
