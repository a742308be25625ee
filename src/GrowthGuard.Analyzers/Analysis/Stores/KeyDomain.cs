namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>The set of keys that a growth site can use.</summary>
internal enum KeyDomain
{
    /// <summary>Fixed by the program: types and other metadata, constants, enums.</summary>
    Closed,

    /// <summary>As large as the data.</summary>
    Open,
}
