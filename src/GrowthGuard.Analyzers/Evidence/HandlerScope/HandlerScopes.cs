namespace GrowthGuard.Analyzers.Evidence.HandlerScope;

/// <summary>What the rules about handlers ask of one compilation.</summary>
internal sealed class HandlerScopes
{
    public HandlerScopes(EvidenceContext context)
    {
        Handlers = new Handlers(context);
        Entries = new HandlerEntries(context, Handlers);
        Types = new InvocationTypes(context.Facts);
        Keepers = new Keepers(context, Types);
        Values = new HandlerValues(context, Handlers, Types);
        Reach = new HandlerReach(context, Handlers);
        Captures = new Captures(context, Handlers);
        Kept = new KeptValues(context, this);
    }

    public Handlers Handlers { get; }

    public HandlerEntries Entries { get; }

    public InvocationTypes Types { get; }

    public Keepers Keepers { get; }

    public HandlerValues Values { get; }

    public HandlerReach Reach { get; }

    public Captures Captures { get; }

    public KeptValues Kept { get; }
}
