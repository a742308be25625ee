using System.Runtime.InteropServices;

namespace GrowthGuard.Testing.Heap;

/// <summary>
/// Linux tells a process of each child that stops, as of each that ends. The runtime takes the one for the other when it was this process
/// that stopped the child, which it then believes to have ended, while the reader waits without an end for the news of the stop. So this
/// process asks to be told of ends only; nothing else here has a use for stops.
/// </summary>
internal static unsafe partial class StopSignals
{
    private const int ChildSignal = 17;
    private const int NoStops = 1;

    /// <summary>The size of a set of signals, in both C libraries.</summary>
    private const int MaskBytes = 128;

    private static readonly object Gate = new();

    /// <summary>Leaves out the news of stops from now on.</summary>
    public static void Silence()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        lock (Gate)
        {
            Action action;
            if (Change(ChildSignal, null, &action) == 0 && (action.Flags & NoStops) == 0)
            {
                action.Flags |= NoStops;
                _ = Change(ChildSignal, &action, null);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "sigaction")]
    private static partial int Change(int signal, Action* changed, Action* old);

    /// <summary><c>struct sigaction</c>.</summary>
    private struct Action
    {
        public nint Handler;
        public fixed byte Mask[MaskBytes];
        public int Flags;
        public nint Restorer;
    }
}
