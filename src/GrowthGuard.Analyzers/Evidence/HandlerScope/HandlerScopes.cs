namespace GrowthGuard.Analyzers.Evidence.HandlerScope;

/// <summary>What the rules about handlers ask of one compilation.</summary>
internal sealed class HandlerScopes
{
    public HandlerScopes(EvidenceContext context)
    {
        Handlers = new Handlers(context);
        Types = new InvocationTypes(context.Facts);
        Values = new HandlerValues(context, Handlers, Types);
        Reach = new HandlerReach(context, Handlers);
        Captures = new Captures(context, Handlers);
        Kept = new KeptValues(context, this);
    }

    public Handlers Handlers { get; }

    public InvocationTypes Types { get; }

    public HandlerValues Values { get; }

    public HandlerReach Reach { get; }

    public Captures Captures { get; }

    public KeptValues Kept { get; }
}
