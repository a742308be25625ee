using System.Buffers.Binary;
using System.Text;

namespace GrowthGuard.Testing.Hosting;

/// <summary>
/// Writes frames: their length, their kind, and numbers and texts. One buffer is used again and again, so that a frame of a size seen
/// before makes no garbage.
/// </summary>
internal sealed class FrameWriter(Stream stream)
{
    private const int HeaderSize = sizeof(int) + 1;

    private byte[] _buffer = new byte[1024];
    private int _length;

    /// <summary>Begins a frame.</summary>
    public FrameWriter Begin(FrameKind kind)
    {
        _buffer[sizeof(int)] = (byte)kind;
        _length = HeaderSize;
        return this;
    }

    public FrameWriter Write(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), number);
        return this;
    }

    public FrameWriter Write(ReadOnlySpan<long> numbers)
    {
        Write(numbers.Length);
        foreach (var number in numbers)
        {
            Write(number);
        }

        return this;
    }

    /// <summary>Writes a text; null is told from the empty one.</summary>
    public FrameWriter Write(string? text)
    {
        Write(text is null ? -1 : Encoding.UTF8.GetByteCount(text));
        if (text is not null)
        {
            Encoding.UTF8.GetBytes(text, Take(Encoding.UTF8.GetByteCount(text)));
        }

        return this;
    }

    public FrameWriter Write(IReadOnlyCollection<string> texts)
    {
        Write(texts.Count);
        foreach (var text in texts)
        {
            Write(text);
        }

        return this;
    }

    public FrameWriter Write(IReadOnlyDictionary<string, string> texts)
    {
        Write(texts.Count);
        foreach (var (key, value) in texts)
        {
            Write(key).Write(value);
        }

        return this;
    }

    /// <summary>Ends the frame and sends it.</summary>
    public void Send()
    {
        BinaryPrimitives.WriteInt32LittleEndian(_buffer, _length - sizeof(int));
        stream.Write(_buffer, 0, _length);
        stream.Flush();
    }

    private Span<byte> Take(int bytes)
    {
        if (_length + bytes > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
        }

        _length += bytes;
        return _buffer.AsSpan(_length - bytes, bytes);
    }
}
