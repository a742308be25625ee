namespace GrowthGuard.Testing;

/// <summary>
/// Objects of a heap that are held in the same way: by the same field of objects that are held in the same way, up to the root. Chains of
/// objects of one type, as the nodes of a linked list, are one node.
/// </summary>
public sealed class HeapNode
{
    private Dictionary<(string Name, string Type), HeapNode>? _children;

    internal HeapNode(string name, string type, HeapNode? parent) => (Name, Type, Parent) = (name, type, parent);

    /// <summary>
    /// The field that holds the objects, <see cref="HeapSnapshot.Element"/>, <see cref="HeapSnapshot.WeakTable"/>, or what the root is.
    /// </summary>
    public string Name { get; }

    /// <summary>The type of the objects, as the runtime writes it.</summary>
    public string Type { get; }

    /// <summary>What holds the objects; null for the top, which is above all roots.</summary>
    public HeapNode? Parent { get; }

    /// <summary>How many objects.</summary>
    public long Count { get; private set; }

    /// <summary>The bytes that the objects take themselves, without what they hold.</summary>
    public long Bytes { get; private set; }

    /// <summary>What the objects hold.</summary>
    public IReadOnlyCollection<HeapNode> Children => _children is null ? [] : _children.Values;

    /// <summary>Whether objects of the node hold others of it.</summary>
    internal bool IsChain { get; private set; }

    /// <summary>Adds an object that is held by one of this node.</summary>
    /// <param name="name">The field that holds it.</param>
    /// <param name="type">Its type.</param>
    /// <param name="bytes">The bytes that it takes itself.</param>
    /// <returns>The node that the object belongs to.</returns>
    public HeapNode Add(string name, string type, long bytes)
    {
        var node = Ancestor(name, type) ?? Child(name, type);
        node.Count++;
        node.Bytes += bytes;
        return node;
    }

    /// <summary>The node of a child; null when there is none.</summary>
    internal HeapNode? Find(string name, string type) => _children?.GetValueOrDefault((name, type));

    private HeapNode Child(string name, string type)
    {
        _children ??= [];
        if (!_children.TryGetValue((name, type), out var child))
        {
            _children.Add((name, type), child = new HeapNode(name, type, this));
        }

        return child;
    }

    private HeapNode? Ancestor(string name, string type)
    {
        for (var node = this; node.Parent is not null; node = node.Parent)
        {
            if (node.Type == type && node.Name == name)
            {
                node.IsChain = true;
                return node;
            }
        }

        return null;
    }
}
