using System.Collections.Concurrent;

namespace GrowthGuard.Analyzers.Analysis.Execution;

/// <summary>
/// Finds the phase of a member, the worst that its callers give it, and remembers it for each member on the way. Members that call one
/// another in a circle have the same phase (the circle is a strongly connected component, found as Tarjan does), so each is looked at once,
/// however many ask. Not recursive: a generated chain of calls may be longer than a stack.
/// </summary>
/// <param name="reasonsOf">The reasons for the phase of a member, found one by one: the first that proves the steady state ends the
/// search.</param>
/// <param name="known">What earlier searches have found.</param>
internal sealed class PhaseSearch(Func<PhaseSubject, PhaseReasons> reasonsOf, ConcurrentDictionary<PhaseSubject, ExecutionPhase> known)
{
    private readonly Dictionary<PhaseSubject, Node> _open = [];
    private readonly Stack<Node> _path = new();
    private readonly Stack<Node> _component = new();

    /// <summary>The phase of a member.</summary>
    public ExecutionPhase PhaseOf(PhaseSubject subject)
    {
        if (known.TryGetValue(subject, out var found))
            return found;
        Enter(subject);
        while (_path.Count > 0)
        {
            if (_path.Peek().Phase == ExecutionPhase.SteadyState)
            {
                // Nothing is worse, and whatever is still open is called by what is on the path.
                foreach (var node in _component)
                    known[node.Subject] = ExecutionPhase.SteadyState;
                return ExecutionPhase.SteadyState;
            }

            if (!Advance(_path.Peek()))
                Leave(_path.Pop());
        }

        return known[subject];
    }

    /// <summary>Whether there was another reason to look at.</summary>
    private bool Advance(Node node)
    {
        if (!node.Reasons.MoveNext())
            return false;
        var reason = node.Reasons.Current;
        if (reason.Phase is { } certain)
            node.Add(certain);
        else if (known.TryGetValue(reason.Caller, out var phase))
            node.Add(reason.Translate(phase));
        else if (_open.TryGetValue(reason.Caller, out var open))
        {
            // A circle adds nothing to what the other callers say.
            node.Lowest = Math.Min(node.Lowest, open.Index);
            node.Add(reason.Translate(ExecutionPhase.Initialisation, isCircle: true));
        }
        else
        {
            node.Pending = reason;
            Enter(reason.Caller);
        }

        return true;
    }

    private void Enter(PhaseSubject subject)
    {
        var node = new Node(subject, reasonsOf(subject), _open.Count);
        _open.Add(subject, node);
        _path.Push(node);
        _component.Push(node);
    }

    private void Leave(Node node)
    {
        var isClosed = node.Lowest == node.Index;
        node.Phase ??= node.PhaseWithoutReason;
        if (isClosed)
            Close(node);
        if (_path.Count == 0)
            return;
        var asker = _path.Peek();
        if (!isClosed)
            asker.Lowest = Math.Min(asker.Lowest, node.Lowest);
        asker.Add(asker.Pending.Translate(node.Phase.Value, isCircle: !isClosed));
    }

    private void Close(Node root)
    {
        var members = new List<Node>();
        do
            members.Add(_component.Pop());
        while (members[members.Count - 1] != root);
        if (root.Phase == ExecutionPhase.Unknown && members.Exists(static member => member.IsOpenWhenUnknown))
            root.Phase = ExecutionPhase.SteadyState;
        foreach (var member in members)
        {
            _open.Remove(member.Subject);
            known[member.Subject] = root.Phase!.Value;
        }
    }

    private sealed class Node(PhaseSubject subject, PhaseReasons reasons, int index)
    {
        public PhaseSubject Subject { get; } = subject;

        public IEnumerator<PhaseReason> Reasons { get; } = reasons.Reasons.GetEnumerator();

        public ExecutionPhase PhaseWithoutReason { get; } = reasons.PhaseWithoutReason;

        public bool IsOpenWhenUnknown { get; } = reasons.IsOpenWhenUnknown;

        public int Index { get; } = index;

        public int Lowest { get; set; } = index;

        /// <summary>The worst so far.</summary>
        public ExecutionPhase? Phase { get; set; }

        /// <summary>The reason whose caller is being looked at.</summary>
        public PhaseReason Pending { get; set; }

        public void Add(ExecutionPhase? phase)
        {
            if (phase is { } given && (Phase is not { } worst || given > worst))
                Phase = given;
        }
    }
}
