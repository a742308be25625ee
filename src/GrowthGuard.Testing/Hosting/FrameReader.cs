using System.Buffers.Binary;
using System.Text;

namespace GrowthGuard.Testing.Hosting;

/// <summary>Reads what a <see cref="FrameWriter"/> wrote.</summary>
internal sealed class FrameReader(Stream stream)
{
    private byte[] _buffer = new byte[1024];
    private int _position;

    /// <summary>Waits for the next frame.</summary>
    /// <returns>Its kind, or null at the end of the stream, in the middle of a frame too.</returns>
    public FrameKind? Next()
    {
        if (!Fill(sizeof(int)))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(_buffer);
        if (length > _buffer.Length)
        {
            _buffer = new byte[Math.Max(length, _buffer.Length * 2)];
        }

        if (!Fill(length))
        {
            return null;
        }

        _position = 1;
        return (FrameKind)_buffer[0];
    }

    public long Number()
    {
        var number = BinaryPrimitives.ReadInt64LittleEndian(_buffer.AsSpan(_position));
        _position += sizeof(long);
        return number;
    }

    public long[] Numbers()
    {
        var numbers = new long[Number()];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = Number();
        }

        return numbers;
    }

    public string? OptionalText()
    {
        var length = (int)Number();
        if (length < 0)
        {
            return null;
        }

        _position += length;
        return Encoding.UTF8.GetString(_buffer, _position - length, length);
    }

    public string Text() => OptionalText() ?? "";

    public List<string> Texts()
    {
        var texts = new List<string>();
        for (var left = Number(); left > 0; left--)
        {
            texts.Add(Text());
        }

        return texts;
    }

    public Dictionary<string, string> TextsByName()
    {
        var texts = new Dictionary<string, string>();
        for (var left = Number(); left > 0; left--)
        {
            var name = Text();
            texts[name] = Text();
        }

        return texts;
    }

    private bool Fill(int bytes) => stream.ReadAtLeast(_buffer.AsSpan(0, bytes), bytes, throwOnEndOfStream: false) == bytes;
}
