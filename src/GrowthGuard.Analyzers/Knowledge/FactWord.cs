namespace GrowthGuard.Analyzers.Knowledge;

/// <summary>What members a line of a facts file names behind its type.</summary>
internal enum FactMembers
{
    None,

    /// <summary>Members that add or remove, if any.</summary>
    Optional,

    /// <summary>Members that add, and those that remove, if any.</summary>
    Adding,

    /// <summary>What the named thing is called where it is handed on.</summary>
    Feeding,
}

/// <summary>A word that begins a line of a facts file: what the line is about and what it may say.</summary>
/// <param name="word">The word.</param>
/// <param name="kind">The kind of fact.</param>
/// <param name="subject">What stands behind the word: a type's metadata name, a method's name or a part of one.</param>
/// <param name="members">The members that the line names.</param>
/// <param name="meaning">What the line says, for documents.</param>
/// <param name="example">A line, for documents.</param>
internal sealed class FactWord(string word, FactKind kind, string subject, FactMembers members, string meaning, string example)
{
    public string Word { get; } = word;

    public FactKind Kind { get; } = kind;

    public string Subject { get; } = subject;

    public FactMembers Members { get; } = members;

    public string Meaning { get; } = meaning;

    public string Example { get; } = example;
}
