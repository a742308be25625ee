using System.Runtime.InteropServices;

namespace GrowthGuard.Testing.Experiments;

/// <summary>Holds an object where no census finds it, as a local of a loop that never ends does.</summary>
internal sealed class Hidden<T>(T value)
    where T : class
{
    private readonly GCHandle _handle = GCHandle.Alloc(value);

    public T Value => (T)_handle.Target!;
}
