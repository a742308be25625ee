using GrowthGuard.Diagnostics;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Diagnosing;

/// <summary>Reads and writes files of snapshots.</summary>
internal static class CensusFile
{
    /// <exception cref="ToolException">It cannot be read, or is no snapshot.</exception>
    public static CensusSnapshot Read(string file)
    {
        try
        {
            return CensusSnapshot.FromJson(File.ReadAllBytes(file));
        }
        catch (FormatException e)
        {
            throw ToolException.Usage($"{file} is no census: {PlainText.Of(e.Message)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"{file} cannot be read: {e.Message}");
        }
    }

    /// <exception cref="ToolException">It cannot be written.</exception>
    public static void Write(string file, ReadOnlySpan<byte> content)
    {
        try
        {
            File.WriteAllBytes(file, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"{file} cannot be written: {e.Message}");
        }
    }
}
