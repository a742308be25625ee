using System.Text;
using GrowthGuard.Analyzers.Baselines;

namespace GrowthGuard.Tool.Baselines;

/// <summary>A baseline on disk: its lines, and the encoding to write them in again.</summary>
internal sealed class BaselineFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The encodings that a byte order mark tells.</summary>
    private static readonly Encoding[] Marked = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode];

    private readonly Encoding _encoding;
    private readonly string _saved;

    private BaselineFile(string path, string text, Encoding encoding)
    {
        Path = path;
        Text = new BaselineText(text);
        _saved = text;
        _encoding = encoding;
    }

    public string Path { get; }

    public BaselineText Text { get; }

    /// <summary>Whether the file holds what is below its folder.</summary>
    public bool Covers(string file) => Covers(System.IO.Path.GetDirectoryName(Path)!, file);

    /// <summary>Whether one in a folder would.</summary>
    public static bool Covers(string folder, string file) =>
        !System.IO.Path.GetRelativePath(folder, file).StartsWith("..", StringComparison.Ordinal);

    /// <summary>A file that is still to be written.</summary>
    public static BaselineFile New(string path) => new(path, "", Utf8);

    /// <exception cref="ToolException">It cannot be read.</exception>
    public static BaselineFile Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            var encoding = Array.Find(Marked, marked => bytes.AsSpan().StartsWith(marked.Preamble)) ?? Utf8;
            return new BaselineFile(path, encoding.GetString(bytes.AsSpan(encoding.Preamble.Length)), encoding);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"The baseline cannot be read: {exception.Message}");
        }
        catch (DecoderFallbackException)
        {
            throw ToolException.Usage($"The baseline '{path}' is no UTF-8 text. Save it as such.");
        }
    }

    /// <summary>Writes the file when it has changed: whole or not at all.</summary>
    /// <exception cref="ToolException">It cannot be written.</exception>
    public void Save()
    {
        var text = Text.ToString();
        if (text == _saved)
        {
            return;
        }

        var beside = $"{Path}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            File.WriteAllText(beside, text, _encoding);
            File.Move(beside, Path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(beside);
            throw ToolException.Usage($"The baseline cannot be written: {exception.Message}");
        }
    }
}
