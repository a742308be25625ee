using Amazon.Lambda.Core;

namespace LeakyOrders;

/// <summary>
/// The smallest demonstration. Each invocation fills four lists, two static and two local. The locals die with the invocation and
/// one static is emptied at its end; the other static keeps 400 KB of every invocation that the container has served.
/// </summary>
public sealed class FourArrays
{
    private const int BufferSize = 400 * 1024;

    // leak: the container keeps it, and nothing empties it
    private static readonly List<byte[]> Kept = [];

    // Fine: the handler empties it before it returns.
    private static readonly List<byte[]> Reset = [];

    public long Handle(string input, ILambdaContext context)
    {
        var received = new List<byte[]>();
        var computed = new List<byte[]>();

        Kept.Add(Fill(input));
        Reset.Add(Fill(input));
        received.Add(Fill(input));
        computed.Add(Fill(input));

        var bytes = Size(Kept) + Size(Reset) + Size(received) + Size(computed);
        context.Logger.LogInformation($"{bytes} bytes held");

        Reset.Clear();
        return bytes;
    }

    private static byte[] Fill(string input)
    {
        var buffer = new byte[BufferSize];
        Array.Fill(buffer, (byte)input.Length);
        return buffer;
    }

    private static long Size(List<byte[]> buffers) => buffers.Sum(buffer => (long)buffer.Length);
}
