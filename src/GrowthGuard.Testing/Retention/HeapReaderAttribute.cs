namespace GrowthGuard.Testing;

/// <summary>
/// Names the reader of heaps that an assembly brings: a class with a constructor without parameters that implements
/// <see cref="IHeapReader"/>.
/// </summary>
/// <param name="type">The class.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class HeapReaderAttribute(Type type) : Attribute
{
    /// <summary>The class.</summary>
    public Type Type { get; } = type;
}
