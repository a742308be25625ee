using System.Reflection;

namespace GrowthGuard.Census;

/// <summary>
/// Counts the callbacks registered with a cancellation token source: a linked source or a registration that is never disposed
/// stays in this list, and nothing public tells its length.
/// </summary>
internal static class CancellationCallbacks
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly FieldInfo? Registrations = typeof(CancellationTokenSource).GetField("_registrations", Any);
    private static readonly FieldInfo? Callbacks = Registrations?.FieldType.GetField("Callbacks", Any);
    private static readonly FieldInfo? Next = Callbacks?.FieldType.GetField("Next", Any);

    /// <summary>Whether this runtime has the list where it was looked for.</summary>
    public static bool IsReadable => Next is not null;

    public static long CountOf(object source)
    {
        long count = 0;
        for (var node = First(source); node is not null; node = Next!.GetValue(node))
        {
            count++;
        }

        return count;
    }

    /// <summary>The callbacks, the newest first.</summary>
    public static IEnumerable<Delegate> Of(CancellationTokenSource source)
    {
        for (var node = First(source); node is not null; node = Next!.GetValue(node))
        {
            if (PrivateFields.Read(node, "Callback") is Delegate callback)
            {
                yield return PrivateFields.Read(node, "CallbackState") as Delegate ?? callback;
            }
        }
    }

    private static object? First(object source) =>
        IsReadable && Registrations!.GetValue(source) is { } registrations ? Callbacks!.GetValue(registrations) : null;
}
