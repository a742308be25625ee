namespace GrowthGuard.Analyzers.Options;

/// <summary>
/// A list of documentation ids: <c>F:Shop.PriceCache._prices|T:Shop.Legacy|N:Shop.Generated</c>. A type stands for its members and
/// nested types too, a namespace for all that is in it.
/// </summary>
internal static class SymbolList
{
    /// <summary>Whether the list has the symbol, or what the symbol is in.</summary>
    public static bool Includes(string list, string symbol) => Entries(list).Any(entry => Includes((Kind: entry[0], entry), symbol));

    /// <summary>The first entry that is no documentation id, or <see langword="null"/>.</summary>
    public static string? Wrong(string list) => Entries(list).FirstOrDefault(entry => !IsId(entry));

    private static bool IsId(string entry) =>
        entry.Length > 2 && entry[0] is 'N' or 'T' or 'F' or 'P' or 'E' or 'M' && entry[1] == ':' &&
            entry.Skip(2).All(static character => character != ':' && !char.IsWhiteSpace(character));

    private static bool Includes((char Kind, string Id) entry, string symbol) =>
        symbol == entry.Id ||
        (entry.Kind is 'T' or 'N' && symbol.Length > entry.Id.Length && symbol[entry.Id.Length] == '.' &&
            string.CompareOrdinal(symbol, 1, entry.Id, 1, entry.Id.Length - 1) == 0);

    private static IEnumerable<string> Entries(string list) =>
        list.Split('|').Select(entry => entry.Trim()).Where(entry => entry.Length > 0);
}
