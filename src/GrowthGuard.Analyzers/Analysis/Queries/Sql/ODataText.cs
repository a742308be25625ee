using System.Text.RegularExpressions;

namespace GrowthGuard.Analyzers.Analysis.Queries.Sql;

/// <summary>Reads a filter of OData, as tables of Azure and many services take it.</summary>
internal static class ODataText
{
    // PartitionKey eq '{id}', owner eq {id}, day ge {first} and day lt {last}
    private static readonly Regex Equality = new(@"\beq\s+(\w*')?(\uFFFC|@p)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Whether the filter picks what is equal to a value that is known at run time only.</summary>
    public static bool Picks(string filter) => Equality.IsMatch(filter);
}
