namespace GrowthGuard.Tool.Findings;

/// <summary>A span of a file, by full path; lines and columns count from 1, and the end column is exclusive.</summary>
internal sealed record SourcePlace(string File, int Line, int Column, int EndLine, int EndColumn);
