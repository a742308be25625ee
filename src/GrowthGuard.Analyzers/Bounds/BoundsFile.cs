using System.Text.RegularExpressions;
using GrowthGuard.Analyzers.AdditionalFiles;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Bounds;

/// <summary>Reads <c>GrowthGuard.bounds.txt</c>: lines such as <c>F:Shop.PriceCache._prices = 1000  # LRU in Trim</c>.</summary>
internal static class BoundsFile
{
    // An id may hold '#' (an explicit implementation) but no blank; a value holds no '#'.
    private static readonly Regex Form = new(@"^(?<id>[^\s=]+)\s*=\s*(?<value>[^#]*?)\s*(#(?<reason>.*))?$", RegexOptions.CultureInvariant);

    /// <summary>The files: <c>GrowthGuard.bounds.txt</c> and <c>GrowthGuard.bounds.*.txt</c>.</summary>
    public static PolicyFiles Files { get; } = new("bounds");

    /// <summary>The lines that are neither blank nor a comment.</summary>
    public static IEnumerable<BoundsFileLine> Read(PolicyFile file)
    {
        foreach (var line in file.Text.Lines)
        {
            var span = file.TrimmedSpan(line);
            if (!span.IsEmpty && file.Text[span.Start] != '#')
                yield return Read(file, span);
        }
    }

    private static BoundsFileLine Read(PolicyFile file, TextSpan span)
    {
        var text = file.Text.ToString(span);
        var location = file.LocationOf(span);
        if (Form.Match(text) is not { Success: true } match)
            return new BoundsFileLine(text, location, new DocumentedBound(BoundClaim.Wrong("is not understood; write 'ID = VALUE  # reason', for example 'F:Shop.Cache._prices = 1000  # LRU in Trim'"), BoundForm.File, location, null));
        var id = match.Groups["id"].Value;
        var value = match.Groups["value"];
        var claim = IsStoreId(id)
            ? BoundText.ReadValue(value.Value, match.Groups["reason"].Success ? match.Groups["reason"].Value : null)
            : BoundClaim.Wrong("is of no field, property or event; write a documentation id that begins with 'F:', 'P:' or 'E:'");
        var number = claim.Maximum is null ? null : file.LocationOf(new TextSpan(span.Start + value.Index + claim.Number.Start, claim.Number.Length));
        return new BoundsFileLine(id, file.LocationOf(new TextSpan(span.Start, id.Length)), new DocumentedBound(claim, BoundForm.File, location, number));
    }

    private static bool IsStoreId(string id) => id.Length > 2 && id[1] == ':' && id[0] is 'F' or 'P' or 'E';
}
