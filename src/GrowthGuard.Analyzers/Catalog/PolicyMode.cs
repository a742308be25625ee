namespace GrowthGuard.Analyzers.Catalog;

/// <summary>The modes of the policy pack (MSBuild property <c>GrowthGuardMode</c>, option <c>--mode</c> of the tool).</summary>
public enum PolicyMode
{
    /// <summary>No rule reports.</summary>
    Off,

    /// <summary>Every rule of the default mode reports, as information only.</summary>
    Advisory,

    /// <summary>What is proven warns.</summary>
    Default,

    /// <summary>What is proven fails the build, and bounds must be documented.</summary>
    Strict,
}
