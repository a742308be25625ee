using Amazon.Lambda.Core;
using GrowthGuard;

namespace SteadyOrders;

/// <summary>
/// The smallest demonstration, fixed. Each invocation fills four lists, two static and two local. One static is emptied at the end of
/// the invocation, the other keeps the buffers of the last four, so the container stays at its size however long it lives.
/// </summary>
public sealed class FourArrays
{
    private const int BufferSize = 400 * 1024;
    private const int MaxKept = 4;

    [Bounded(MaxKept, By = "the oldest goes in Keep()")]
    private static readonly List<byte[]> Kept = [];

    [Bounded(By = "the handler empties it before it returns")]
    private static readonly List<byte[]> Reset = [];

    public long Handle(string input, ILambdaContext context)
    {
        var received = new List<byte[]>();
        var computed = new List<byte[]>();

        Keep(Fill(input));
        Reset.Add(Fill(input));
        received.Add(Fill(input));
        computed.Add(Fill(input));

        var bytes = Size(Kept) + Size(Reset) + Size(received) + Size(computed);
        context.Logger.LogInformation($"{bytes} bytes held");

        Reset.Clear();
        return bytes;
    }

    private static void Keep(byte[] buffer)
    {
        if (Kept.Count >= MaxKept)
        {
            Kept.RemoveAt(0);
        }

        Kept.Add(buffer);
    }

    private static byte[] Fill(string input)
    {
        var buffer = new byte[BufferSize];
        Array.Fill(buffer, (byte)input.Length);
        return buffer;
    }

    private static long Size(List<byte[]> buffers) => buffers.Sum(buffer => (long)buffer.Length);
}
