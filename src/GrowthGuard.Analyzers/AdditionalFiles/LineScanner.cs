namespace GrowthGuard.Analyzers.AdditionalFiles;

/// <summary>Reads a line from left to right, each character once: a regular expression can take minutes for a line of blanks.</summary>
internal struct LineScanner(string text)
{
    /// <summary>The longest line that is read, in characters.</summary>
    public const int LongestLine = 4000;

    private const int LongestQuoted = 200;

    /// <summary>Where it is.</summary>
    public int Position { get; private set; }

    /// <summary>What is left.</summary>
    public readonly string Rest => text.Substring(Position);

    /// <summary>Whether nothing is left.</summary>
    public readonly bool IsAtEnd => Position == text.Length;

    /// <summary>A text as messages quote it.</summary>
    public static string Quoted(string text) => text.Length <= LongestQuoted ? text : text.Substring(0, LongestQuoted) + "...";

    /// <summary>Goes behind blanks, and says whether there were any.</summary>
    public bool SkipBlanks() => Take(char.IsWhiteSpace).Length > 0;

    /// <summary>Goes behind a character, if it is next.</summary>
    public bool Skip(char character)
    {
        if (IsAtEnd || text[Position] != character)
            return false;
        Position++;
        return true;
    }

    /// <summary>Takes characters as long as they are wanted.</summary>
    public string Take(Func<char, bool> isWanted)
    {
        var start = Position;
        while (!IsAtEnd && isWanted(text[Position]))
            Position++;
        return text.Substring(start, Position - start);
    }

    /// <summary>Takes what is not blank.</summary>
    public string TakeWord() => Take(static character => !char.IsWhiteSpace(character));
}
