namespace GrowthGuard.Tool.Output;

/// <summary>Text from elsewhere, made safe for a terminal.</summary>
internal static class PlainText
{
    /// <summary>Control characters could move the cursor or change colours; each is shown as one visible character.</summary>
    public static string Of(string text) =>
        text.Any(IsControl) ? string.Create(text.Length, text, (shown, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                shown[i] = IsControl(from[i]) ? '\uFFFD' : from[i];
            }
        }) : text;

    /// <summary>Control and format characters: escape sequences, line ends, marks that turn the direction of writing.</summary>
    private static bool IsControl(char character) =>
        char.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator;
}
