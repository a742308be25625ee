using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;

namespace GrowthGuard.Testing.Tests.Attribution;

/// <summary>A census of this assembly, of the statics of one class only, and of what is given.</summary>
internal sealed class Counting
{
    private readonly StoreCensus _census;

    private Counting(StoreCensus census) => _census = census;

    public IReadOnlyList<CensusRoot> Roots => _census.Roots;

    /// <summary>Counts everything in this assembly.</summary>
    public static Counting All(params string[] ignored) => Made([], ignored);

    /// <summary>Counts what the objects hold.</summary>
    public static Counting Held(params object[] roots) => Made(roots, []);

    /// <summary>Counts what the objects hold, without the names that fit the pattern.</summary>
    public static Counting HeldBut(string ignored, params object[] roots) => Made(roots, [ignored]);

    /// <summary>The count of a root now; null when there is no such root.</summary>
    public long? this[string name]
    {
        get
        {
            var counts = _census.Take();
            var index = IndexOf(name);
            return index < 0 ? null : counts[index];
        }
    }

    public CensusRoot Root(string name) => _census.Roots[IndexOf(name)];

    public CensusRoot Described(string name)
    {
        _ = this[name];
        return _census.Look([IndexOf(name)], new RootDescriber().Describe)[0];
    }

    public IReadOnlyList<CensusRoot> Described(params string[] names)
    {
        _census.Take();
        return _census.Look([.. names.Select(IndexOf)], new RootDescriber().Describe);
    }

    public int Allocated(int times)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < times; i++)
        {
            _census.Take();
        }

        return (int)((GC.GetAllocatedBytesForCurrentThread() - before) / times);
    }

    private static Counting Made(IReadOnlyList<object> roots, IReadOnlyList<string> ignored)
    {
        var counting = new Counting(new StoreCensus(new CensusRequest(typeof(Counting).Assembly, roots, ignored)));
        counting._census.Take();
        return counting;
    }

    private int IndexOf(string name) => _census.Roots.ToList().FindIndex(root => root.Name == name);
}
