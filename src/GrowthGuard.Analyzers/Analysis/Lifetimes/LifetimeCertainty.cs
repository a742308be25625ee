namespace GrowthGuard.Analyzers.Analysis.Lifetimes;

/// <summary>How sure it is that an object lives as long as the process.</summary>
internal enum LifetimeCertainty
{
    /// <summary>The code says so.</summary>
    Certain,

    /// <summary>It does if another project registers its class as a singleton.</summary>
    IfRegistered,
}
