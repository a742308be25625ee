using System.Collections.Immutable;

namespace GrowthGuard.Analyzers.Knowledge;

/// <summary>All words of a facts file. The reader and <c>docs/facts.md</c> are made from this table.</summary>
internal static class FactWords
{
    private const string Type = "type";
    private const string Method = "method";
    private const string Verb = "verb";
    private const string Name = "member or parameter";
    private const string Suffix = "end of a type's name";
    private const string Property = "property";

    public static ImmutableArray<FactWord> All { get; } = ImmutableArray.Create(
        Growing(
            "keyed",
            FactKind.Keyed,
            "It grows; an equal key or element is held once. The first argument of an adding member is the key.",
            "keyed Shop.PriceTable adds Put [] removes Drop Clear"),
        Growing(
            "sequence",
            FactKind.Sequence,
            "It grows with every call of an adding member.",
            "sequence Shop.EventLog adds Write removes Truncate"),
        Growing(
            "persistent",
            FactKind.Persistent,
            "Nothing grows in place: `x = x.Plus(y)` does.",
            "persistent Shop.Trail adds Plus removes Minus"),
        Growing(
            "persistent-keyed",
            FactKind.PersistentKeyed,
            "Likewise, and an equal key is held once.",
            "persistent-keyed Shop.TagSet adds Plus removes Minus"),
        Growing(
            "adder",
            FactKind.Adder,
            "A static helper whose adding members take the collection as an argument.",
            "adder Shop.DictionaryExtensions adds PutAll"),
        OfType("weak", FactKind.Weak, "Its entries go with their keys: never reported.", "weak Shop.WeakTable`2"),
        OfType("bounded", FactKind.Bounded, "It limits itself, or holds one value: never reported.", "bounded Shop.LruCache`2"),
        OfType(
            "closed",
            FactKind.Closed,
            "Its values are a closed set, as keys: the program's own code, or very few.",
            "closed Shop.Currency"),
        OfType("code", FactKind.Code, "It is part of the program, as is what derives from it: a closed set, as keys.", "code Shop.IPlugin"),
        OfType(
            "configuration",
            FactKind.Configuration,
            "What its members return does not change while the process runs.",
            "configuration Shop.ShopOptions"),
        new FactWord(
            "few-word",
            FactKind.FewWord,
            Name,
            FactMembers.None,
            "A key whose name ends with this word, or whose property `Name` is of what ends with it, names a part of the program or of its set-up: open, but few. Growth under such keys is left to strict mode, unless they come from an invocation.",
            "few-word Warehouse"),
        new FactWord(
            "settings-suffix",
            FactKind.SettingsSuffix,
            Suffix,
            FactMembers.None,
            "An object whose type's name, or the name of the member that gives it, ends with this word says what is set up: keys that it gives are open, but few. Like `few-word`.",
            "settings-suffix Profile"),
        OfType(
            "handler-parameter",
            FactKind.HandlerParameter,
            "A method with a parameter of this type is a handler.",
            "handler-parameter Shop.Queue.MessageContext"),
        OfType(
            "handler-attribute",
            FactKind.HandlerAttribute,
            "A method that carries this attribute is a handler.",
            "handler-attribute Shop.Queue.ConsumesAttribute"),
        OfType(
            "handler-base",
            FactKind.HandlerBase,
            "The public methods of types that derive from it or implement it are handlers.",
            "handler-base Shop.Queue.IConsumer`1"),
        Holding(
            "handler-taker",
            FactKind.HandlerTaker,
            "The functions that are given to these members, or to any of them when none is named, are handlers.",
            "handler-taker Shop.Queue.Endpoints adds Receive"),
        OfType(
            "container-lived",
            FactKind.ContainerLived,
            "The host makes one object for the container of a class that derives from it, has a handler that takes or carries it, or a constructor that takes it.",
            "container-lived Shop.Queue.MessageContext"),
        OfType(
            "invocation-context",
            FactKind.InvocationContext,
            "An object of it belongs to one invocation, request, message or scope.",
            "invocation-context Shop.Queue.MessageContext"),
        Growing(
            "constant-member",
            FactKind.ConstantMember,
            "These properties of an invocation's context give the same value each time, or one of few; `[key]` is what an indexer gives for that text.",
            "constant-member Shop.Queue.MessageContext adds QueueName"),
        new FactWord(
            "service-suffix",
            FactKind.ServiceSuffix,
            Suffix,
            FactMembers.None,
            "A type whose name ends with this word does work; it is no data of an invocation.",
            "service-suffix Gateway"),
        Holding(
            "shared-client",
            FactKind.SharedClient,
            "It is meant to be made once for all invocations: by its constructors, or by these methods.",
            "shared-client Shop.Queue.Connection adds Open"),
        Growing(
            "registry",
            FactKind.Registry,
            "It keeps what these methods, or collections in these properties, are given.",
            "registry Shop.Json.Settings adds Converters"),
        Holding(
            "handler-convention",
            FactKind.HandlerConvention,
            "Where the type is known, the public methods of these names, of classes whose names end with `Handler` or `Consumer`, are handlers.",
            "handler-convention Shop.Bus adds On"),
        new FactWord(
            "serial-host",
            FactKind.SerialHost,
            "namespace",
            FactMembers.None,
            "A host whose types are in this namespace gives a process one invocation at a time: what is reset at the end of each is seen by no other.",
            "serial-host Shop.Functions"),
        new FactWord(
            "message-read",
            FactKind.MessageRead,
            Method,
            FactMembers.None,
            "In an endless loop of a hosted service, a call of this name gives one message.",
            "message-read PullAsync"),
        new FactWord(
            "scoped-registration",
            FactKind.ScopedRegistration,
            Method,
            FactMembers.None,
            "A call of this name, on a service collection, registers its type for one scope.",
            "scoped-registration AddPerRequest"),
        new FactWord(
            "transient-registration",
            FactKind.TransientRegistration,
            Method,
            FactMembers.None,
            "A call of this name, on a service collection, registers its type to be created for each use.",
            "transient-registration AddEachTime"),
        new FactWord(
            "singleton-registration",
            FactKind.SingletonRegistration,
            Method,
            FactMembers.None,
            "A call of this name, on a container or a service descriptor, registers its type as a singleton, or what the chain that it ends names; so does a call that is given a member of this name.",
            "singleton-registration AddShared"),
        OfType(
            "process-lived",
            FactKind.ProcessLived,
            "The host makes one instance of each type that derives from it or implements it.",
            "process-lived Shop.Hosting.Worker"),
        new FactWord(
            "singleton-suffix",
            FactKind.SingletonSuffix,
            Suffix,
            FactMembers.None,
            "A class whose name ends with this word is a service, of which another project may make one instance.",
            "singleton-suffix Directory"),
        new FactWord(
            "maker-verb",
            FactKind.MakerVerb,
            Verb,
            FactMembers.None,
            "A call whose name begins with this word makes a new object of the type that it is given: as its type argument, or with `typeof`.",
            "maker-verb Hydrate"),
        new FactWord(
            "startup-method",
            FactKind.StartupMethod,
            Method,
            FactMembers.None,
            "A method of this name runs while the process starts.",
            "startup-method ConfigureShop"),
        OfType(
            "startup-attribute",
            FactKind.StartupAttribute,
            "A method that carries this attribute runs while the process starts.",
            "startup-attribute Shop.OnStartAttribute"),
        OfType(
            "startup-parameter",
            FactKind.StartupParameter,
            "A method with a parameter of this type configures the process.",
            "startup-parameter Shop.ShopBuilder"),
        new FactWord(
            "registration-verb",
            FactKind.RegistrationVerb,
            Verb,
            FactMembers.None,
            "A public method whose name begins with this word, and whose callers are not seen, registers things while the process starts.",
            "registration-verb Plug"),
        new FactWord(
            "configuration-suffix",
            FactKind.ConfigurationSuffix,
            Suffix,
            FactMembers.None,
            "Public methods of a type whose name ends with this word configure it while the process starts, unless this compilation calls them later.",
            "configuration-suffix Setup"),
        new FactWord(
            "test-framework",
            FactKind.TestFramework,
            "assembly",
            FactMembers.None,
            "A project that references this assembly is a project of tests.",
            "test-framework Shop.Testing"),
        OfType(
            "test-attribute",
            FactKind.TestAttribute,
            "A type with a method that carries this attribute is a test fixture.",
            "test-attribute Shop.Testing.ScenarioAttribute"),
        Holding(
            "queue",
            FactKind.Queue,
            "A queue that takes a capacity, a part of it, or a helper that takes it as an argument.",
            "queue Shop.Mailbox adds Post removes Take"),
        Holding(
            "unbounded-queue",
            FactKind.UnboundedQueue,
            "Its constructors, or these methods, make a queue without a capacity.",
            "unbounded-queue Shop.Mailboxes adds CreateUnbounded"),
        new FactWord(
            "capacity",
            FactKind.Capacity,
            Name,
            FactMembers.None,
            "A constructor parameter or option of this name that is not -1 is a queue's capacity.",
            "capacity MaxMessages"),
        Holding(
            "cache",
            FactKind.Cache,
            "A cache that limits nothing unless it is told, or a helper that takes it as an argument.",
            "cache Shop.PriceCache adds Put removes Drop"),
        new FactWord(
            "cache-limit",
            FactKind.CacheLimit,
            Name,
            FactMembers.None,
            "An option of a cache that limits its size.",
            "cache-limit MaxItems"),
        new FactWord(
            "cache-expiry",
            FactKind.CacheExpiry,
            Name,
            FactMembers.None,
            "A setting of an entry, or a method or parameter of the same meaning, that makes it leave.",
            "cache-expiry LeavesAfter"),
        new FactWord(
            "cache-size",
            FactKind.CacheSize,
            Name,
            FactMembers.None,
            "A setting of an entry that counts against the limit of its cache.",
            "cache-size Weight"),
        Growing(
            "process-code",
            FactKind.ProcessCode,
            "Each call makes code or data that stays until the process ends. `Member(T1,T2)` is one overload, `.ctor` the constructor.",
            "process-code Shop.Templates adds Compile(String)"),
        Growing(
            "process-data",
            FactKind.ProcessData,
            "Likewise, but an equal first argument makes nothing new.",
            "process-data Shop.Symbols adds Intern"),
        Growing(
            "registration",
            FactKind.Registration,
            "What the call returns must be disposed, or the receiver (for static methods: an argument) keeps it.",
            "registration Shop.EventBus adds Listen"),
        Holding(
            "rooted",
            FactKind.Rooted,
            "The runtime keeps what its constructors, those of what derives from it, or these methods make, until it is disposed.",
            "rooted Shop.Probe adds Attach"),
        Growing(
            "timed-wait",
            FactKind.TimedWait,
            "These methods wait for a result for a limited time, or until something else comes first.",
            "timed-wait Shop.Replies adds WaitAtMost"),
        OfType(
            "long-lived",
            FactKind.LongLived,
            "Objects of it live as long as the process, whoever holds them.",
            "long-lived Shop.EventBus"),
        Growing(
            "long-lived-member",
            FactKind.LongLivedMember,
            "What a static property gives lives as long as the process.",
            "long-lived-member Shop.Current adds Bus"),
        Growing(
            "weak-event",
            FactKind.WeakEvent,
            "A static event that does not keep its subscribers.",
            "weak-event Shop.Clock adds Ticked"),
        OfType(
            "made-per-call",
            FactKind.MadePerCall,
            "The host makes an object of each type derived from it for each request, message or job.",
            "made-per-call Shop.Queue.IConsumer`1"),
        Growing(
            "metric-tag",
            FactKind.MetricTag,
            "What these members are given, but for the measured value, tells time series apart: each new value makes one that stays.",
            "metric-tag Shop.Gauge adds Report"),
        Growing(
            "metric-name",
            FactKind.MetricName,
            "The first argument of these members names a metric that stays.",
            "metric-name Shop.Gauges adds Create"),
        new FactWord(
            "callback-verb",
            FactKind.CallbackVerb,
            Verb,
            FactMembers.None,
            "A method whose name begins with this word calls the delegate that it is given again and again.",
            "callback-verb Poll"),
        new FactWord(
            "data-callback-verb",
            FactKind.DataCallbackVerb,
            Verb,
            FactMembers.None,
            "A method whose name begins with this word calls a delegate that takes data again and again, and one that takes none once.",
            "data-callback-verb Serve"),
        Growing(
            "repeated-member",
            FactKind.RepeatedMember,
            "These members of whatever implements the type are called again and again.",
            "repeated-member Shop.ISink adds OnRow"),
        new FactWord(
            "callback-suffix",
            FactKind.CallbackSuffix,
            "end of a member's name",
            FactMembers.None,
            "A field or property of a delegate type whose name ends with this word, or begins with `On`, is called with data again and again.",
            "callback-suffix Sink"),
        new FactWord(
            "start-verb",
            FactKind.StartVerb,
            Verb,
            FactMembers.None,
            "A method whose name begins with this word runs once for each object of its type.",
            "start-verb Attach"),
        new FactWord(
            "lifecycle-word",
            FactKind.LifecycleWord,
            Name,
            FactMembers.None,
            "A method with a parameter whose type's name has this word in it runs once in a process.",
            "lifecycle-word Warmup"),
        Holding(
            "query-source",
            FactKind.QuerySource,
            "A query for all that there is: an object of the type, or what these members give.",
            "query-source Shop.Data.ITable`1"),
        Growing(
            "query-stream",
            FactKind.QueryStream,
            "These members give the rows of a query one after the other.",
            "query-stream Shop.Data.Database adds Stream"),
        Growing(
            "buffered-query",
            FactKind.BufferedQuery,
            "These members hold all rows of a query in memory.",
            "buffered-query Shop.Data.Database adds Fetch"),
        Growing(
            "materialiser",
            FactKind.Materialiser,
            "These members hold in memory all that a query gives.",
            "materialiser Shop.Data.TableExtensions adds ToArrayAsync"),
        Growing(
            "query-filter",
            FactKind.QueryFilter,
            "These operators pick some of what a query gives; their argument is read for a key.",
            "query-filter Shop.Data.TableExtensions adds Where"),
        Growing(
            "query-limit",
            FactKind.QueryLimit,
            "These operators give at most so many.",
            "query-limit Shop.Data.TableExtensions adds Top"),
        Growing(
            "query-keeps",
            FactKind.QueryKeeps,
            "These operators give no more than they are given.",
            "query-keeps Shop.Data.TableExtensions adds SortBy"),
        Growing(
            "query-breaks",
            FactKind.QueryBreaks,
            "These operators may give more than they are given.",
            "query-breaks Shop.Data.TableExtensions adds WithLines"),
        Growing(
            "query-folds",
            FactKind.QueryFolds,
            "These operators give one for many: groups, distinct values.",
            "query-folds Shop.Data.TableExtensions adds CountPerDay"),
        new FactWord(
            "query-text",
            FactKind.QueryText,
            Name,
            FactMembers.None,
            "A parameter or property of this name holds the text of a query, which is read for a limit.",
            "query-text statement"),
        new FactWord(
            "row-limit",
            FactKind.RowLimit,
            Name,
            FactMembers.None,
            "A parameter or property of this name that is neither null nor negative limits the rows of a query.",
            "row-limit maxRows"),
        Growing(
            "element-read",
            FactKind.ElementRead,
            "Each call of these members asks a database once.",
            "element-read Shop.Data.Database adds Get"),
        Growing(
            "task-starter",
            FactKind.TaskStarter,
            "These members start work that nobody has to wait for.",
            "task-starter Shop.Workers adds Fork"),
        Growing(
            "degree-limit",
            FactKind.DegreeLimit,
            "These members make work wait until less of it runs at once.",
            "degree-limit Shop.Throttle adds EnterAsync"),
        new FactWord(
            "one-off-word",
            FactKind.OneOffWord,
            Name,
            FactMembers.None,
            "What a type or method with this word in its name does, or in that of a base type or interface, it does once: how much it reads is not asked.",
            "one-off-word Backfill"),
        new FactWord(
            "page-token",
            FactKind.PageToken,
            Property,
            FactMembers.Feeding,
            "A continuation token of a response, or a link, and what the client calls it where it is taken: a property of the request or of the object on which the call is made, or an argument. `*` is a rest of the name that both have in common; `Info.Next` is a token one level down.",
            "page-token Info.NextBookmark feeds Bookmark StartBookmark"),
        new FactWord(
            "page-flag",
            FactKind.PageFlag,
            Property,
            FactMembers.Feeding,
            "A property of a response that says whether there are more pages, and what the client calls the position by which it selects the next.",
            "page-flag MoreToCome feeds StartBehind PageNo"),
        new FactWord(
            "page-total",
            FactKind.PageTotal,
            Property,
            FactMembers.Feeding,
            "A property of a response that counts all items or pages, and what the client calls the number that selects another page.",
            "page-total GrandTotal feeds PageNo"),
        new FactWord(
            "page-holder",
            FactKind.PageHolder,
            Property,
            FactMembers.None,
            "A property of a response in which its token, its link or its flag may be.",
            "page-holder Info"),
        new FactWord(
            "page-setting",
            FactKind.PageSetting,
            Property,
            FactMembers.None,
            "A property by which a client is told which page is wanted: a result of that client which counts all items beside one list may be a page.",
            "page-setting PageNo"),
        new FactWord(
            "page-switch",
            FactKind.PageSwitch,
            Property,
            FactMembers.None,
            "A property or parameter, true or false, that makes one call read all pages. `*` is any text.",
            "page-switch ReadToTheEnd"),
        new FactWord(
            "page-continue",
            FactKind.PageContinue,
            Method,
            FactMembers.None,
            "A method that takes a token, a link or a page, and gives the next page or the object that asks for it. `*` is the name of the operation that gave the first.",
            "page-continue *Onward"),
        Growing(
            "json-reader",
            FactKind.JsonReader,
            "These members make an object of their type argument from an answer.",
            "json-reader Shop.Http.Answers adds ReadAs"),
        OfType("http-client", FactKind.HttpClient, "A file in which the type is written asks a service.", "http-client Shop.Http.Caller"),
        Growing(
            "whole-result",
            FactKind.WholeResult,
            "These members give everything, whatever their results look like.",
            "whole-result Shop.Client.OrdersClient adds FindAsync"),
        new FactWord(
            "token-when-set",
            FactKind.TokenWhenSet,
            Property,
            FactMembers.Feeding,
            "A token that a response has only where the request sets one of these.",
            "token-when-set CursorId feeds KeepOpen"),
        new FactWord(
            "token-without-end",
            FactKind.TokenWithoutEnd,
            Property,
            FactMembers.None,
            "A token that every response has: a loop ends at a page without items.",
            "token-without-end CursorId"),
        new FactWord(
            "page-limit",
            FactKind.PageLimit,
            Property,
            FactMembers.None,
            "A property of a request that says how many items a page may have.",
            "page-limit BatchSize"),
        Growing(
            "page-reader",
            FactKind.PageReader,
            "Each call of the members gives the next page, until a property of the object says that there are no more.",
            "page-reader Shop.Client.OrderSearch adds ReadNextAsync"),
        Growing(
            "page-drain",
            FactKind.PageDrain,
            "One call of the members gives all pages.",
            "page-drain Shop.Client.OrderSearch adds ReadAllAsync"),
        OfType("page-stream", FactKind.PageStream, "Enumerating it goes through all pages.", "page-stream Shop.Client.Pages`1"),
        new FactWord(
            "page-sequence",
            FactKind.PageSequence,
            Method,
            FactMembers.None,
            "A method of this name, with or without `Async`, gives a sequence that goes through all pages. `*` is any text.",
            "page-sequence Stream*"),
        OfType(
            "paged-when-limited",
            FactKind.PagedWhenLimited,
            "Requests that give everything unless their page limit is set.",
            "paged-when-limited Shop.Client.ListShopsRequest"),
        OfType(
            "token-ends-empty",
            FactKind.TokenEndsEmpty,
            "The last page of this response has an empty string as its token, not null.",
            "token-ends-empty Shop.Client.FindResponse"),
        OfType(
            "token-ends-same",
            FactKind.TokenEndsSame,
            "The last page of this response has the token that was sent.",
            "token-ends-same Shop.Client.ReadLogResponse"),
        new FactWord(
            "changing-verb",
            FactKind.ChangingVerb,
            Verb,
            FactMembers.None,
            "An operation whose name begins with this word changes something, and gives no pages.",
            "changing-verb Archive"),
        OfType(
            "quota-client",
            FactKind.QuotaClient,
            "The base of requests or of items, or a sequence of pages, of a service that limits how much an account may have.",
            "quota-client Shop.Client.ShopRequest"),
        new FactWord(
            "quota-verb",
            FactKind.QuotaVerb,
            Verb,
            FactMembers.None,
            "What operations of such a service whose names begin with this word give is limited by a quota of the account: no danger to memory.",
            "quota-verb Enumerate"),
        new FactWord(
            "large-list",
            FactKind.LargeList,
            Method,
            FactMembers.None,
            "An operation that no quota limits, for all its verb.",
            "large-list ListOrders"),
        new FactWord(
            "failed-entries",
            FactKind.FailedEntries,
            Property,
            FactMembers.None,
            "A property of the response of a batch operation that tells of entries which failed and must be sent again.",
            "failed-entries Rejected"));

    /// <summary>The word's entry, or <see langword="null"/> when there is no such word.</summary>
    public static FactWord? Find(string word) => All.FirstOrDefault(candidate => candidate.Word == word);

    private static FactWord Growing(string word, FactKind kind, string meaning, string example) =>
        new(word, kind, Type, FactMembers.Adding, meaning, example);

    private static FactWord Holding(string word, FactKind kind, string meaning, string example) =>
        new(word, kind, Type, FactMembers.Optional, meaning, example);

    private static FactWord OfType(string word, FactKind kind, string meaning, string example) =>
        new(word, kind, Type, FactMembers.None, meaning, example);
}
