using System.Globalization;

namespace GrowthGuard.Analyzers.Censuses;

/// <summary>What a census counted of one store.</summary>
/// <param name="before">Entries at first.</param>
/// <param name="after">Entries at last.</param>
/// <param name="work">How many invocations or requests lie between; 0 when that is not known.</param>
/// <param name="unit">What they are called, or how much time has passed.</param>
/// <param name="source">The census, as a reader knows it.</param>
internal sealed class SeenCounts(long before, long after, double work, string unit, string source)
{
    /// <summary>Fewer new entries than this are what a program needs to warm up.</summary>
    private const long LeastGrowth = 100;

    /// <summary>A store is said to be flat only after as much work as this.</summary>
    private const double LeastWork = 1000;

    /// <summary>Whether it grew: by 100 entries or more, and by a tenth of what there were.</summary>
    public bool HasGrown => after - before >= LeastGrowth && (after - before) * 10 >= before;

    /// <summary>Whether it had the chance to grow and did not: not by one entry in a thousand invocations.</summary>
    public bool IsFlat => work >= LeastWork && (after - before) * LeastWork < work;

    /// <summary>What was seen, as a clause; null when it says neither.</summary>
    public string? Clause => HasGrown ? $"seen growing from {Words(before)} to {Words(after)} entries {Work("in")}, {source}"
        : IsFlat ? $"seen flat at {Words(after)} entries {Work("over")}, {source}"
        : null;

    private string Work(string preposition) => work > 0 ? $"{preposition} {Words(work)} {unit}" : $"{preposition} {unit}";

    private static string Words(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
