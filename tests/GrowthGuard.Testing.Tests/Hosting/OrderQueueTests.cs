using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing.Tests.Hosting;

public sealed class OrderQueueTests
{
    /// <summary>On a busy machine the process took the later one twice, and its second answer for that to another order.</summary>
    [Fact]
    public void Orders_that_arrive_together_are_taken_one_by_one()
    {
        var sent = new MemoryStream();
        var writer = new FrameWriter(sent);
        writer.Begin(FrameKind.Describe).Write(ReadOnlySpan<long>.Empty).Send();
        writer.Begin(FrameKind.Run).Write(25).Send();
        writer.Begin(FrameKind.Run).Write(50).Send();
        writer.Begin(FrameKind.Trim).Send();
        var pipe = new OpenPipe(sent.ToArray());
        var queue = new OrderQueue(pipe);

        pipe.WaitUntilEmpty();
        var (first, roots) = queue.Next();
        var (second, batch) = queue.Next();
        var (third, nextBatch) = queue.Next();
        var (fourth, _) = queue.Next();

        Assert.Equal([FrameKind.Describe, FrameKind.Run, FrameKind.Run, FrameKind.Trim], [first, second, third, fourth]);
        Assert.Empty(roots.Numbers());
        Assert.Equal(25, batch.Number());
        Assert.Equal(50, nextBatch.Number());
    }

    /// <summary>Gives what was sent, and then waits for more for ever: at the end of its pipe a queue ends the process.</summary>
    private sealed class OpenPipe(byte[] sent) : MemoryStream(sent)
    {
        private readonly ManualResetEventSlim _isEmpty = new();

        public void WaitUntilEmpty() => _isEmpty.Wait(TestContext.Current.CancellationToken);

        public override int Read(Span<byte> buffer)
        {
            if (Position == Length)
            {
                _isEmpty.Set();
                Thread.Sleep(Timeout.Infinite);
            }

            return base.Read(buffer);
        }
    }
}
