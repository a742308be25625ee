using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Catalog;

/// <summary>
/// Every implemented rule, in one place: id, title, message, description, category, level per mode and help link.
/// Documents, release notes, configuration files and the tool are generated from or checked against this table.
/// </summary>
public static class RuleCatalog
{
    private const string StaticGrowth = "GrowthGuard.StaticGrowth";
    private const string HandlerScope = "GrowthGuard.HandlerScope";
    private const string Queries = "GrowthGuard.Queries";
    private const string Policy = "GrowthGuard.Policy";

    /// <summary>Category of the rules about the build and the tests of a project.</summary>
    internal const string Build = "GrowthGuard.Build";

    /// <summary>Static collection grows with no documented bound.</summary>
    public static readonly DiagnosticDescriptor StaticCollectionGrows = new(
        "GG1001",
        "Static collection grows with no documented bound",
        "Static '{0}' grows in {1}; {2} and it has no documented bound",
        StaticGrowth,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A static collection lives as long as the process. One that gains entries in the steady state, under keys from an open domain, " +
        "with nothing that evicts and no limit on its size, grows until the process dies. Give it a bound, and document the bound where " +
        "it is declared.",
        HelpLink("GG1001"));

    /// <summary>Store is bounded by code but its bound is not documented.</summary>
    public static readonly DiagnosticDescriptor BoundIsNotDocumented = new(
        "GG1002",
        "Store is bounded by code but its bound is not documented",
        "{0} {1}, and its bound is not documented",
        StaticGrowth,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        "A long-lived collection that grows in the steady state is kept small by code that stands elsewhere, or by callers that cannot " +
        "be seen. Document its bound where it is declared, so that the next reader, the analyzers and a test at run time can hold the " +
        "code to it.",
        HelpLink("GG1002"));

    /// <summary>Documented bound is not enforced by any code.</summary>
    public static readonly DiagnosticDescriptor BoundIsNotEnforced = new(
        "GG1003",
        "Documented bound is not enforced by any code",
        "{0} is documented to hold at most {3}, but no code enforces that: it grows in {1}; {2}",
        StaticGrowth,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The declaration promises a largest size, but the collection gains entries in the steady state, under keys from an open domain, " +
        "and nothing evicts from it or limits its size. Enforce the number, or document the reason why none is needed.",
        HelpLink("GG1003"));

    /// <summary>Documented bound is malformed, contradictory or out of date.</summary>
    public static readonly DiagnosticDescriptor BoundIsWrong = new(
        "GG1004",
        "Documented bound is malformed, contradictory or out of date",
        "Documented bound of '{0}' {1}",
        StaticGrowth,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A documented bound is the word that analyzers, tests and readers go by. This one cannot be understood, contradicts another one " +
        "or the code that enforces it, or is about something that does not exist or holds no entries.",
        HelpLink("GG1004"));

    /// <summary>Long-lived cache has no size limit or entries without expiry and size.</summary>
    public static readonly DiagnosticDescriptor CacheIsUnbounded = new(
        "GG1005",
        "Long-lived cache has no size limit or entries without expiry and size",
        "Cache '{0}' {1}",
        StaticGrowth,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An IMemoryCache limits nothing by itself: without a size limit, an entry that has no expiry stays until the process dies. " +
        "Give the cache a size limit and every entry a size, or give the entries an expiry. " +
        "A cache that has a size limit throws when an entry without a size is added.",
        HelpLink("GG1005"));

    /// <summary>Long-lived channel or queue is created unbounded.</summary>
    public static readonly DiagnosticDescriptor QueueIsUnbounded = new(
        "GG1006",
        "Long-lived channel or queue is created unbounded",
        "{0} is created without a capacity and written to in {1}; nothing makes the writer wait for the reader",
        StaticGrowth,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A queue between a producer and a consumer grows for as long as the producer is faster. A channel, BlockingCollection or " +
        "dataflow block takes a capacity that makes the producer wait; without it, a slow or stopped consumer fills the memory of the " +
        "process.",
        HelpLink("GG1006"));

    /// <summary>Subscription to a static or process-lifetime event is never removed.</summary>
    public static readonly DiagnosticDescriptor SubscriptionNeverRemoved = new(
        "GG1007",
        "Subscription to a static or process-lifetime event is never removed",
        "'{0}' lives as long as the process; {1} {2} again and again, and nothing unsubscribes it",
        StaticGrowth,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An event keeps its subscribers. A static event, or one of an object that lives as long as the process, keeps each of them until " +
        "the process dies unless it is unsubscribed; subscribed to again and again, it grows, keeps every subscriber alive and calls all " +
        "of them.",
        HelpLink("GG1007"));

    /// <summary>Collection held by a singleton grows with no documented bound.</summary>
    public static readonly DiagnosticDescriptor SingletonCollectionGrows = new(
        "GG1008",
        "Collection held by a singleton grows with no documented bound",
        "{0} grows in {1}; {2} and it has no documented bound",
        StaticGrowth,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "What a singleton, a hosted service or a static object holds lives as long as the process, as a static does. A collection in it " +
        "that gains entries in the steady state, with nothing that evicts and no limit on its size, grows until the process dies.",
        HelpLink("GG1008"));

    /// <summary>Registration, started timer or linked token source on a long-lived owner is never disposed.</summary>
    public static readonly DiagnosticDescriptor RegistrationNeverDisposed = new(
        "GG1009",
        "Registration, started timer or linked token source on a long-lived owner is never disposed",
        "The {0} made in '{1}' is never {2}, and {3}",
        StaticGrowth,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A registration with a token, a change token, an options monitor or an observable is kept by it until the registration is " +
        "disposed; so is a linked token source by the tokens it is linked to, and a started timer by the runtime. Made in the steady " +
        "state and never disposed, they pile up.",
        HelpLink("GG1009"));

    /// <summary>Call makes process-lifetime code or data each time.</summary>
    public static readonly DiagnosticDescriptor CallMakesProcessCode = new(
        "GG1010",
        "Call makes process-lifetime code or data each time",
        "'{0}' in '{1}' makes {2} that stays until the process ends, and makes it again for each {3}",
        StaticGrowth,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Some calls make code or data that the runtime never gives back: most constructors of XmlSerializer emit an assembly, an " +
        "assembly that is loaded or defined is not unloaded, and the intern pool keeps its strings. Made once, that is fine; made in the " +
        "steady state, the process grows until it dies.",
        HelpLink("GG1010"));

    /// <summary>Store was seen growing at run time.</summary>
    public static readonly DiagnosticDescriptor StoreWasSeenGrowing = new(
        "GG1011",
        "Store was seen growing at run time",
        "{0} {1}",
        StaticGrowth,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A census of a running process, GrowthGuard.census.json, shows a store that gained entries while the process worked. The code " +
        "alone does not tell whether it grows without a bound, or how long it lives; the process did. Bound it, or document its bound " +
        "where it is declared.",
        HelpLink("GG1011"));

    /// <summary>Metric, label or instrument name comes from invocation data.</summary>
    public static readonly DiagnosticDescriptor MetricFromData = new(
        "GG1012",
        "Metric, label or instrument name comes from invocation data",
        "'{0}' makes a time series for each value of '{1}', which comes from {2}; use a value of which there are few",
        StaticGrowth,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A metrics library keeps a time series for each instrument and each combination of the values of its tags or labels, until the " +
        "process ends; so does the system that collects them. A path, an id or a name that an invocation brings makes series without " +
        "end. Route templates, status codes and enums make few.",
        HelpLink("GG1012"));

    /// <summary>Handler-scoped state is left in static state.</summary>
    public static readonly DiagnosticDescriptor HandlerStateIsLeft = new(
        "GG2001",
        "Handler-scoped state is left in static state",
        "{0} is given {1} and {2}",
        HandlerScope,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A static, or a variable that a handler captures, lives as long as the container. What an invocation puts there stays in memory " +
        "until the next one replaces it, and code that runs for the next invocation, or for another one at the same time, sees it. Keep " +
        "it in a local; where the host runs one invocation at a time, reset it in a finally block.",
        HelpLink("GG2001"));

    /// <summary>Instance state of a once-per-container handler class accumulates across invocations.</summary>
    public static readonly DiagnosticDescriptor HandlerStateAccumulates = new(
        "GG2002",
        "Instance state of a once-per-container handler class accumulates across invocations",
        "{0} grows in {1}; {2}, the host makes one object for all invocations, and it has no documented bound",
        HandlerScope,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The host makes one object of this class for the container and calls its handler again and again. A collection or builder in a " +
        "field, or in a variable that a handler captures, keeps what each invocation adds. Make it a local of the handler, empty it " +
        "before the handler returns, or bound it.",
        HelpLink("GG2002"));

    /// <summary>Invocation-scoped context is captured by a longer-lived object.</summary>
    public static readonly DiagnosticDescriptor ContextIsCaptured = new(
        "GG2003",
        "Invocation-scoped context is captured by a longer-lived object",
        "{0} {1} '{2}', which belongs to one {3}",
        HandlerScope,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A context is valid for one invocation, request, message or scope: afterwards it is disposed, or serves another one. A " +
        "longer-lived object that keeps it keeps all that hangs on it, and reads what is no longer true. Pass it as a parameter, or copy " +
        "what is needed before the handler returns.",
        HelpLink("GG2003"));

    /// <summary>Handler subscribes or registers on each invocation without undoing it.</summary>
    public static readonly DiagnosticDescriptor HandlerRegistersEachTime = new(
        "GG2004",
        "Handler subscribes or registers on each invocation without undoing it",
        "'{0}' keeps what '{1}' gives it on each invocation of '{2}', and nothing takes it out again",
        HandlerScope,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The object outlives the invocation and keeps every subscriber, converter, listener or header that it is given. Given one more " +
        "on each invocation, it grows and does its work once for each. Do it once while the process starts, or undo it before the " +
        "handler returns.",
        HelpLink("GG2004"));

    /// <summary>Handler creates a process-lifetime client, service provider or cache on each invocation.</summary>
    public static readonly DiagnosticDescriptor ClientIsMadePerInvocation = new(
        "GG2005",
        "Handler creates a process-lifetime client, service provider or cache on each invocation",
        "'{0}' is created {1}; {2}",
        HandlerScope,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Clients, service providers, caches and serializer options are made to be shared: they hold connections, compiled code and " +
        "caches that only pay when they are kept. Made on each invocation they cost time and memory, and sockets that stay open for " +
        "minutes.",
        HelpLink("GG2005"));

    /// <summary>Invocation data is left in an instance field of a once-per-container class.</summary>
    public static readonly DiagnosticDescriptor InvocationDataIsLeft = new(
        "GG2006",
        "Invocation data is left in an instance field of a once-per-container class",
        "'{0}' of handler class '{1}' is given {2} and {3}",
        HandlerScope,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "The host makes one object of this class for the container. What an invocation leaves in a field stays in memory until the next " +
        "one replaces it, and hosts that run invocations side by side mix them up. Keep it in a local; where the host runs one " +
        "invocation at a time, reset it in a finally block.",
        HelpLink("GG2006"));

    /// <summary>Continuation token of a paged operation is ignored (only the first page is read).</summary>
    public static readonly DiagnosticDescriptor FirstPageOnly = new(
        "GG3001",
        "Continuation token of a paged operation is ignored (only the first page is read)",
        "{0}: later pages are ignored ({1})",
        Queries,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A paged operation answers with a part of the result and a continuation token. Code that takes the first page for the whole is " +
        "right in tests, and wrong when there is more data than fits on a page. Go on until there is no token, or use the client's " +
        "paginator; or say that one page is meant, with a limit.",
        HelpLink("GG3001"));

    /// <summary>Query loop never advances its continuation token or offset.</summary>
    public static readonly DiagnosticDescriptor LoopDoesNotAdvance = new(
        "GG3002",
        "Query loop never advances its continuation token or offset",
        "The loop around '{0}' in '{1}' {2}",
        Queries,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A loop over pages hands the token of each response on to the next request, and ends when there is none. One that asks for the " +
        "same page again never ends, and collects the same items until the process dies; one that ends too early loses data.",
        HelpLink("GG3002"));

    /// <summary>All pages are accumulated into memory with no limit.</summary>
    public static readonly DiagnosticDescriptor PagesAreAccumulated = new(
        "GG3003",
        "All pages are accumulated into memory with no limit",
        "{0} takes in every page that '{1}' gives, and nothing limits how many",
        Queries,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Services give results page by page so that nobody needs to hold them all. A list of all pages is as large as the table or " +
        "bucket, which grows. Work off each page before the next is requested, hand the items out one by one, or stop at a limit.",
        HelpLink("GG3003"));

    /// <summary>Query result is materialised with no limit.</summary>
    public static readonly DiagnosticDescriptor QueryIsMaterialised = new(
        "GG3004",
        "Query result is materialised with no limit",
        "{0} in '{1}' holds all of {2} in memory; no limit, key or owner picks a part of it",
        Queries,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A query that nothing limits gives as many rows as the table has. Held in a list, they take as much memory as the data has grown " +
        "to: what is fast on the developer's database takes down the process that serves the largest customer. Ask for a page, or go " +
        "through the rows one by one.",
        HelpLink("GG3004"));

    /// <summary>Query is issued once per element of an unbounded sequence.</summary>
    public static readonly DiagnosticDescriptor QueryPerElement = new(
        "GG3005",
        "Query is issued once per element of an unbounded sequence",
        "'{0}' in '{1}' asks {3} once for each element of '{2}', and nothing limits how many there are",
        Queries,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A query in a loop takes a round trip for each element. With ten elements nobody notices; with ten thousand the request runs " +
        "into its time-out, and what it has read so far stays in memory all the while. Read what is needed for all elements, or for a " +
        "few hundred of them, with one query.",
        HelpLink("GG3005"));

    /// <summary>Unprocessed remainder of a batch operation is ignored.</summary>
    public static readonly DiagnosticDescriptor RemainderIsIgnored = new(
        "GG3006",
        "Unprocessed remainder of a batch operation is ignored",
        "'{0}' in '{1}' may process a part of its batch only, and {2}",
        Queries,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A batch operation succeeds even when the service could not process everything, and says in its response what is left. Code that " +
        "does not look loses data under load. Send the remainder again, after a pause that grows, and give up after some attempts.",
        HelpLink("GG3006"));

    /// <summary>Unbounded fan-out: one task per element of an unbounded sequence.</summary>
    public static readonly DiagnosticDescriptor UnboundedFanOut = new(
        "GG3007",
        "Unbounded fan-out: one task per element of an unbounded sequence",
        "'{0}' in '{1}' has a task for each element of '{2}' run at once, and nothing limits how many",
        Queries,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "One task for each element runs all of them at once: as many requests, connections, buffers and state machines as there are " +
        "elements. What they call is overrun before the process is. Run a fixed number at a time: Parallel.ForEachAsync takes a degree.",
        HelpLink("GG3007"));

    /// <summary>Debug configuration is published.</summary>
    public static readonly DiagnosticDescriptor DebugIsPublished = new(
        "GG4001",
        "Debug configuration is published",
        "'{0}' {1}: publish Release",
        Build,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Code that is not optimised keeps what a local variable names until the method ends, also when it is no longer used, and runs " +
        "slower. What is published or deployed should be built in Release.",
        HelpLink("GG4001"));

    /// <summary>Garbage collector settings waste memory on a host that has little.</summary>
    public static readonly DiagnosticDescriptor CollectorWastesMemory = new(
        "GG4002",
        "Garbage collector settings waste memory on a host that has little",
        "'{0}' runs on {1}, where memory is short, and {2}",
        Build,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "The server garbage collector, and a workstation collector that is not concurrent, let much more garbage pile up between " +
        "collections. Where the host has little memory, or bills it, the default of a console application is the better choice.",
        HelpLink("GG4002"));

    /// <summary>Project with handlers has no flat-memory test.</summary>
    public static readonly DiagnosticDescriptor NoFlatMemoryTest = new(
        "GG4003",
        "Project with handlers has no flat-memory test",
        "'{0}' has handlers ({1}), and no test project of the repository that uses GrowthGuard.Testing refers to it",
        Build,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        "Analyzers see what the code says, a test sees what the process does. A handler that is called again and again in a test, with " +
        "the memory measured, shows growth that no rule knows of.",
        HelpLink("GG4003"));

    /// <summary>Result of a flat-memory run is not looked at.</summary>
    public static readonly DiagnosticDescriptor ResultIsNotLookedAt = new(
        "GG4004",
        "Result of a flat-memory run is not looked at",
        "{0} is not looked at, so the test passes over every leak: {1}",
        Build,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A run of the test kit measures and reports; it throws only when it comes to no verdict. A test that does not look at the " +
        "result, or does not wait for it, is green whatever grows.",
        HelpLink("GG4004"));

    /// <summary>Baseline entry no longer matches anything.</summary>
    public static readonly DiagnosticDescriptor BaselineIsOutOfDate = new(
        "GG5001",
        "Baseline entry no longer matches anything",
        "Baseline line '{0}' {1}",
        Policy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "GrowthGuard.baseline.txt lists the findings that are accepted for now. It may only shrink: a line that no longer matches would " +
        "let the same leak back in unseen.",
        HelpLink("GG5001"),
        WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>Line of a facts file is not understood.</summary>
    public static readonly DiagnosticDescriptor FactIsNotUnderstood = new(
        "GG5002",
        "Line of a facts file is not understood",
        "This line states no fact: {0}",
        Policy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The analyzers learn of your own collections, handlers and startup code from GrowthGuard.facts.txt. A line that they do not " +
        "understand tells them nothing, and rules that would have known better speak or stay silent wrongly.",
        HelpLink("GG5002"));

    /// <summary>Option of GrowthGuard is not known or has a wrong value.</summary>
    public static readonly DiagnosticDescriptor OptionIsNotKnown = new(
        "GG5003",
        "Option of GrowthGuard is not known or has a wrong value",
        "{0} '{1}' {2}",
        Policy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Compilers take any key in an .editorconfig or .globalconfig and say nothing of one that nobody reads. A mistyped option of " +
        "GrowthGuard, or one whose value is not understood, is a decision that is not heeded.",
        HelpLink("GG5003"));

    /// <summary>All rules, by id, with their levels.</summary>
    public static ImmutableArray<Rule> All { get; } = ImmutableArray.Create(
        new Rule(StaticCollectionGrows, @default: RuleLevel.Warning, strict: RuleLevel.Error),
        new Rule(BoundIsNotDocumented, @default: RuleLevel.Off, strict: RuleLevel.Warning),
        new Rule(BoundIsNotEnforced, @default: RuleLevel.Warning, strict: RuleLevel.Error),
        new Rule(BoundIsWrong, @default: RuleLevel.Warning, strict: RuleLevel.Error),
        new Rule(CacheIsUnbounded, @default: RuleLevel.Warning, strict: RuleLevel.Error),
        new Rule(QueueIsUnbounded, @default: RuleLevel.Warning, strict: RuleLevel.Error),
        new Rule(SubscriptionNeverRemoved, @default: RuleLevel.Warning, strict: RuleLevel.Error),
        new Rule(SingletonCollectionGrows, @default: RuleLevel.Warning, strict: RuleLevel.Error),
        new Rule(RegistrationNeverDisposed, @default: RuleLevel.Warning, strict: RuleLevel.Error),
        new Rule(CallMakesProcessCode, @default: RuleLevel.Warning, strict: RuleLevel.Error),
        new Rule(StoreWasSeenGrowing, @default: RuleLevel.Warning, strict: RuleLevel.Error),
        new Rule(MetricFromData, @default: RuleLevel.Info, strict: RuleLevel.Warning),
        new Rule(HandlerStateIsLeft, @default: RuleLevel.Warning, strict: RuleLevel.Error),
        new Rule(HandlerStateAccumulates, @default: RuleLevel.Warning, strict: RuleLevel.Error),
        new Rule(ContextIsCaptured, @default: RuleLevel.Warning, strict: RuleLevel.Error),
        new Rule(HandlerRegistersEachTime, @default: RuleLevel.Warning, strict: RuleLevel.Error),
        new Rule(ClientIsMadePerInvocation, @default: RuleLevel.Info, strict: RuleLevel.Warning),
        new Rule(InvocationDataIsLeft, @default: RuleLevel.Info, strict: RuleLevel.Warning),
        new Rule(FirstPageOnly, @default: RuleLevel.Warning, strict: RuleLevel.Error, strictWhenWeak: RuleLevel.Warning),
        new Rule(LoopDoesNotAdvance, @default: RuleLevel.Warning, strict: RuleLevel.Error),
        new Rule(PagesAreAccumulated, @default: RuleLevel.Info, strict: RuleLevel.Warning),
        new Rule(QueryIsMaterialised, @default: RuleLevel.Info, strict: RuleLevel.Warning),
        new Rule(QueryPerElement, @default: RuleLevel.Info, strict: RuleLevel.Warning),
        new Rule(RemainderIsIgnored, @default: RuleLevel.Warning, strict: RuleLevel.Error, strictWhenWeak: RuleLevel.Warning),
        new Rule(UnboundedFanOut, @default: RuleLevel.Info, strict: RuleLevel.Warning),
        new Rule(DebugIsPublished, @default: RuleLevel.Warning, strict: RuleLevel.Error, isReportedByBuild: true),
        new Rule(CollectorWastesMemory, @default: RuleLevel.Info, strict: RuleLevel.Warning, isReportedByBuild: true),
        new Rule(NoFlatMemoryTest, @default: RuleLevel.Off, strict: RuleLevel.Warning, isReportedByBuild: true),
        new Rule(ResultIsNotLookedAt, @default: RuleLevel.Warning, strict: RuleLevel.Error),
        new Rule(BaselineIsOutOfDate, @default: RuleLevel.Warning, strict: RuleLevel.Error),
        new Rule(FactIsNotUnderstood, @default: RuleLevel.Warning, strict: RuleLevel.Error),
        new Rule(OptionIsNotKnown, @default: RuleLevel.Warning, strict: RuleLevel.Error));

    /// <summary>The address of the page that explains the rule.</summary>
    public static string HelpLink(string id) => "https://github.com/growthguard/growthguard/blob/main/docs/rules/" + id + ".md";
}
