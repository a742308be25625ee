using GrowthGuard.Analyzers.AdditionalFiles;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Bounds;

/// <summary>Reads <c>GrowthGuard.bounds.txt</c>: lines such as <c>F:Shop.PriceCache._prices = 1000  # LRU in Trim</c>.</summary>
internal static class BoundsFile
{
    /// <summary>The files: <c>GrowthGuard.bounds.txt</c> and <c>GrowthGuard.bounds.*.txt</c>.</summary>
    public static PolicyFiles Files { get; } = new("bounds");

    /// <summary>The lines that are neither blank nor a comment.</summary>
    public static IEnumerable<BoundsFileLine> Read(PolicyFile file) =>
        file.Lines().Where(static line => line.Text[0] != '#').Select(line => Read(file, line.Span, line.Text));

    private static BoundsFileLine Read(PolicyFile file, TextSpan span, string text)
    {
        var location = file.LocationOf(span);
        if (text.Length > LineScanner.LongestLine)
            return Wrong("is longer than any bound needs to be");

        // An id may hold '#' (an explicit implementation) but no blank; a value holds no '#'.
        var scanner = new LineScanner(text);
        var id = scanner.Take(static character => character != '=' && !char.IsWhiteSpace(character));
        scanner.SkipBlanks();
        if (id.Length == 0 || !scanner.Skip('='))
            return Wrong("is not understood; write 'ID = VALUE  # reason', for example 'F:Shop.Cache._prices = 1000  # LRU in Trim'");
        scanner.SkipBlanks();
        var start = scanner.Position;
        var value = scanner.Take(static character => character != '#').TrimEnd();
        var reason = scanner.Skip('#') ? scanner.Rest : null;
        var claim = IsStoreId(id)
            ? BoundText.ReadValue(value, reason)
            : BoundClaim.Wrong("is of no field, property or event; write a documentation id that begins with 'F:', 'P:' or 'E:'");
        var number = claim.Maximum is null
            ? null
            : file.LocationOf(new TextSpan(span.Start + start + claim.Number.Start, claim.Number.Length));
        return new BoundsFileLine(
            id,
            file.LocationOf(new TextSpan(span.Start, id.Length)),
            new DocumentedBound(claim, BoundForm.File, location, number));

        BoundsFileLine Wrong(string error) =>
            new(LineScanner.Quoted(text), location, new DocumentedBound(BoundClaim.Wrong(error), BoundForm.File, location, null));
    }

    private static bool IsStoreId(string id) => id.Length > 2 && id[1] == ':' && id[0] is 'F' or 'P' or 'E';
}
