namespace GrowthGuard.Tool.Experiments;

/// <summary>Measures variants of one thing.</summary>
internal interface IExperiment : IDisposable
{
    /// <summary>What is compared.</summary>
    ExperimentSubject Subject { get; }

    /// <summary>How it is measured, to be shown before the first run; empty for nothing.</summary>
    string Settings { get; }

    /// <summary>Sees before the first run whether all variants can be measured.</summary>
    /// <exception cref="ToolException">One cannot.</exception>
    void Refuse(IReadOnlyList<Variant> variants);

    /// <summary>Measures a variant once, in a new process.</summary>
    /// <returns>What came of it, and the same in a sentence.</returns>
    /// <exception cref="ToolException">There is no result.</exception>
    Task<(VariantRun Run, string InWords)> MeasureAsync(Variant variant, CancellationToken cancellation);
}
