namespace GrowthGuard.Census;

/// <summary>
/// What a count could not read, and why: a store that is missing without a word looks like one that does not grow. Names of types only;
/// messages of exceptions may hold data.
/// </summary>
internal sealed class CensusNotes
{
    /// <summary>What fails seldom fails alone, and more of the same would say no more.</summary>
    private const int Most = 20;

    private readonly List<(bool IsStatic, string Text)> _kept = []; // bound: 20 (Most)
    private readonly List<(bool IsStatic, string Text)> _added = []; // bound: 20 (Most)
    private readonly Dictionary<int, string> _stores = [];

    /// <summary>The types of the exceptions that stores threw when they were counted, by the places of their roots.</summary>
    public IReadOnlyDictionary<int, string> Stores => _stores;

    /// <summary>One line per note.</summary>
    /// <param name="isStatic">Whether those about statics are asked for, or those about objects that were given.</param>
    public IEnumerable<string> Lines(bool isStatic) =>
        _kept.Concat(_added).Where(note => note.IsStatic == isStatic).Select(note => note.Text);

    /// <summary>A count begins, which may be luckier than the one before.</summary>
    public void Begin()
    {
        _added.Clear();
        _stores.Clear();
    }

    /// <summary>Something could not be read this time.</summary>
    public void Add(bool isStatic, string name, Exception e) => Add(_added, isStatic, Text(name, e));

    /// <summary>A store could not be counted this time.</summary>
    public void AddStore(int root, Exception e) => _stores[root] = TypeOf(e);

    /// <summary>Something could not be read and is not tried again.</summary>
    public void Keep(bool isStatic, string name, Exception e) => Keep(isStatic, Text(name, e));

    /// <summary>Something that is true of all counts to come.</summary>
    public void Keep(bool isStatic, string text) => Add(_kept, isStatic, text);

    private static void Add(List<(bool IsStatic, string Text)> notes, bool isStatic, string text)
    {
        if (notes.Count < Most && !notes.Contains((isStatic, text)))
        {
            notes.Add((isStatic, text));
        }
    }

    private static string Text(string name, Exception e) => $"{(name.Length == 0 ? "service provider" : name)}: not read, {TypeOf(e)}";

    private static string TypeOf(Exception e) => e.GetType().FullName ?? e.GetType().Name;
}
