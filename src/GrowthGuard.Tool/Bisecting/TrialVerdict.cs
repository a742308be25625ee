namespace GrowthGuard.Tool.Bisecting;

/// <summary>What a commit is to a search.</summary>
internal enum TrialVerdict
{
    /// <summary>Its memory stays flat.</summary>
    Flat,

    /// <summary>It grows.</summary>
    Grows,

    /// <summary>It cannot be built, or the run says neither: it is passed over.</summary>
    Undecided,
}
