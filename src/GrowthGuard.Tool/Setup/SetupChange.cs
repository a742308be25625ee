using System.Text;

namespace GrowthGuard.Tool.Setup;

/// <summary>One file that is made, or added to.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Before">The text that is there; null for a file that is not.</param>
/// <param name="At">Where in that text something is added.</param>
/// <param name="Added">What is added.</param>
internal sealed record SetupChange(string Path, string? Before, int At, string Added)
{
    /// <summary>The encoding of a file that is there.</summary>
    public Encoding Encoding { get; init; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public static SetupChange NewFile(string path, string text) => new(path, null, 0, text);

    /// <exception cref="ToolException">The file has changed meanwhile, or cannot be written.</exception>
    public void Write()
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            if (Before is not null && SetupFile.Read(Path).Text != Before)
            {
                throw ToolException.Usage($"'{Path}' has changed meanwhile; start again.");
            }

            // What is there by now is somebody's.
            using var stream = new FileStream(Path, Before is null ? FileMode.CreateNew : FileMode.Create, FileAccess.Write);
            using var writer = new StreamWriter(stream, Encoding);
            writer.Write((Before ?? "").Insert(At, Added));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"'{Path}' cannot be written: {exception.Message}");
        }
    }
}

/// <summary>A text file with the encoding to write it in again.</summary>
internal sealed record SetupFile(string Path, string Text, Encoding Encoding)
{
    /// <exception cref="ToolException">It cannot be read.</exception>
    public static SetupFile Read(string path)
    {
        try
        {
            using var reader = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            var text = reader.ReadToEnd();
            return new SetupFile(path, text, reader.CurrentEncoding);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw ToolException.Usage($"'{path}' cannot be read: {exception.Message}");
        }
    }
}
