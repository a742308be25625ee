using System.Text.RegularExpressions;
using GrowthGuard.Analyzers.Analysis.Queries.Linq;

namespace GrowthGuard.Analyzers.Analysis.Queries.Sql;

/// <summary>Reads the text of a query for what limits its rows. Not a parser: what it does not recognise is unknown.</summary>
internal static class SqlText
{
    /// <summary>Stands for a part of a text that is known at run time only.</summary>
    public const char Hole = '\uFFFC';

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly Regex Noise = new(@"--[^\n]*|/\*.*?(?:\*/|$)|'[^']*(?:'|$)", Options | RegexOptions.Singleline);
    private static readonly Regex Value = new(@"=\s*\uFFFC(?=\s|\)|;|$)", Options);
    private static readonly Regex ValueList = new(@"\bIN\s*\(?\s*\uFFFC\s*\)?", Options);
    private static readonly Regex Limit = new(@"\b(LIMIT|TOP|FETCH\s+(FIRST|NEXT)|ROWNUM|ROW_NUMBER)\b", Options);
    private static readonly Regex Change = new(@"^\s*(INSERT|UPDATE|DELETE|MERGE)\b", Options);
    private static readonly Regex Fold = new(@"\b(GROUP\s+BY|SELECT\s+DISTINCT)\b", Options);
    private static readonly Regex Aggregate = new(@"^SELECT\s+(COUNT|COUNT_BIG|MAX|MIN|SUM|AVG|EXISTS|COALESCE|ISNULL)\s*\(", Options);

    // The tables of the database about itself, functions that give rows, and names that are not known.
    private static readonly Regex NoTable = new(
        @"\bFROM\s+(INFORMATION_SCHEMA\b|SYS\.|\[?SYS\]?\.|PG_|SQLITE_|DUAL\b|[\w.]+\s*\(|\()",
        Options);
    private static readonly Regex Picked = new(@"(=|\bIN|\bANY\s*\()\s*(\(\s*){0,2}[@:?$]|[@:?$]\w*\s*(=|\bIN\b)|\(\s*[@:?$]", Options);

    /// <summary>Whether the text changes rows.</summary>
    public static bool Changes(string text) => Change.IsMatch(Noise.Replace(text, " "));

    /// <summary>How much of its tables a query gives; unknown for anything but a SELECT from a table.</summary>
    public static QueryExtent ExtentOf(string text)
    {
        // '{name}' and = {id}: values, put in by hand.
        var sql = ValueList
            .Replace(
                Value.Replace(
                    Noise.Replace(text, static match => match.Value[0] != '\'' ? " " : match.Value.IndexOf(Hole) >= 0 ? "@p" : "''"),
                    "= @p"),
                "IN (@p)").Trim();
        if (!sql.StartsWith("SELECT", StringComparison.OrdinalIgnoreCase))
            return QueryExtent.Unknown;
        if (Limit.IsMatch(sql))
            return QueryExtent.Limited;
        if (Fold.IsMatch(sql))
            return QueryExtent.Unknown;
        var from = IndexOfWord(sql, "FROM");
        if (from < 0 || Aggregate.IsMatch(sql))
            return sql.IndexOf(Hole) < 0 ? QueryExtent.Limited : QueryExtent.Unknown;
        var where = IndexOfWord(sql, "WHERE");
        if (NoTable.IsMatch(sql))
            return QueryExtent.Unknown;

        // What comes behind a condition mostly narrows it: WHERE owner = @owner {and}
        if (OpenEnd(sql, from, where) is { } end)
            return where >= 0 && where < end && Picked.IsMatch(sql.Substring(where, end - where))
                ? QueryExtent.ByData
                : QueryExtent.Unknown;
        return Picked.IsMatch(sql.Substring(from)) ? QueryExtent.ByData : QueryExtent.All;
    }

    // A hole in the place of a column or a table is a name. Anywhere else it may be a condition or a limit.
    private static int? OpenEnd(string sql, int from, int where)
    {
        for (var hole = sql.IndexOf(Hole, from); hole >= 0; hole = sql.IndexOf(Hole, hole + 1))
        {
            var before = sql.Substring(0, hole).TrimEnd('.', '[', '"', '`', '_').TrimEnd();
            if ((where >= 0 && hole > where) ||
                !(before.EndsWith("FROM", StringComparison.OrdinalIgnoreCase) ||
                    before.EndsWith("JOIN", StringComparison.OrdinalIgnoreCase) || before[before.Length - 1] == Hole))
                return hole;
        }

        return null;
    }

    private static int IndexOfWord(string sql, string word)
    {
        var match = Regex.Match(sql, $@"\b{word}\b", Options);
        return match.Success ? match.Index : -1;
    }
}
