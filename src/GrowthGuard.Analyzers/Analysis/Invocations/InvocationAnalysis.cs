using GrowthGuard.Analyzers.Analysis.EntryPoints;

namespace GrowthGuard.Analyzers.Analysis.Invocations;

/// <summary>What the rules about handlers ask of one compilation.</summary>
internal sealed class InvocationAnalysis
{
    public InvocationAnalysis(CompilationAnalysis context)
    {
        Handlers = new HandlerDetector(context);
        Entries = new HandlerEntryFinder(context, Handlers);
        Types = new InvocationTypeClassifier(context.Facts);
        Keepers = new RetentionAnalysis(context, Types);
        Values = new InvocationDataFlow(context, Handlers, Types);
        Reach = new HandlerCallGraph(context, Handlers);
        Chains = new CallChainFinder(context);
        Captures = new CapturedVariableFinder(context, Handlers);
        Kept = new RetainedStateFinder(context, this);
    }

    public HandlerDetector Handlers { get; }

    public HandlerEntryFinder Entries { get; }

    public InvocationTypeClassifier Types { get; }

    public RetentionAnalysis Keepers { get; }

    public InvocationDataFlow Values { get; }

    public HandlerCallGraph Reach { get; }

    public CallChainFinder Chains { get; }

    public CapturedVariableFinder Captures { get; }

    public RetainedStateFinder Kept { get; }
}
