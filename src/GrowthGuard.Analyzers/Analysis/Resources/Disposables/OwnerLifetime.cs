namespace GrowthGuard.Analyzers.Analysis.Resources.Disposables;

/// <summary>How long what keeps a registration lives.</summary>
internal enum OwnerLifetime
{
    /// <summary>As long as the process.</summary>
    Process,

    /// <summary>Longer than the loop or the call that registers with it again and again.</summary>
    Longer,

    /// <summary>As the caller has it: for one call, or for good.</summary>
    OfCaller,
}
