using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>A closed set of keys is a bound of its own; one open part makes a key open.</summary>
public sealed class StaticCollectionGrowsKeyDomainTests
{
    [Fact]
    public Task TypeKey_NoDiagnostic() => VerifyAsync(
        """
        public static class Serializers
        {
            static readonly ConcurrentDictionary<Type, Delegate> ByType = new();

            public static Delegate For(Type type) => ByType.GetOrAdd(type, key => (Func<string>)key.ToString);
        }
        """);

    [Fact]
    public Task TypeofKey_NoDiagnostic() => VerifyAsync(
        """
        public static class Names
        {
            static readonly Dictionary<object, string> ByKey = new();

            public static void Remember<T>(string name) => ByKey[typeof(T)] = name;
        }
        """);

    [Fact]
    public Task GetTypeKey_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<object, int> Counts = new();

            public void Handle(object message) => Counts[message.GetType()] = 1;
        }
        """);

    [Fact]
    public Task TypeFullNameKey_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, int> Counts = new();

            public void Handle(object message)
            {
                var name = message.GetType().FullName;
                Counts[name] = 1;
            }
        }
        """);

    [Fact]
    public Task NameofKey_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, int> Calls = new();

            public void Handle() => Calls[nameof(Handle)] = 1;

            public void Retry() => Calls[nameof(Retry)] = 1;
        }
        """);

    [Fact]
    public Task EnumKey_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<OrderStatus, Order> Last = new();

            public void Handle(OrderStatus status, Order order) => Last[status] = order;
        }
        """);

    [Fact]
    public Task NullableEnumKey_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly HashSet<OrderStatus?> Seen = new();

            public void Handle(OrderStatus? status) => Seen.Add(status);
        }
        """);

    [Fact]
    public Task EnumTextKey_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, int> Counts = new();

            public void Handle(OrderStatus status) => Counts[status.ToString()] = 1;
        }
        """);

    [Fact]
    public Task ParsedEnumKey_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<OrderStatus, int> Counts = new();

            public void Handle(string text) => Counts[Enum.Parse<OrderStatus>(text)] = 1;
        }
        """);

    [Fact]
    public Task BoolKey_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ConcurrentDictionary<bool, Order> Last = new();

            public void Handle(bool paid, Order order) => Last[paid] = order;
        }
        """);

    [Fact]
    public Task MemberInfoKey_NoDiagnostic() => VerifyAsync(
        """
        public static class Accessors
        {
            static readonly ConcurrentDictionary<PropertyInfo, Func<object, object>> Getters = new();

            public static object Get(PropertyInfo property, object instance) => Getters.GetOrAdd(property, p => p.GetValue)(instance);
        }
        """);

    [Fact]
    public Task MethodInfoKeyFromDelegate_NoDiagnostic() => VerifyAsync(
        """
        public static class Handlers
        {
            static readonly Dictionary<MethodInfo, string> Names = new();

            public static void Handle(Action action) => Names[action.Method] = "handled";
        }
        """);

    [Fact]
    public Task RecordStructOfTypeAndEnumKey_NoDiagnostic() => VerifyAsync(
        """
        public readonly record struct Key(Type Type, OrderStatus Status);

        public class Function
        {
            static readonly ConcurrentDictionary<Key, string> Labels = new();

            public string Handle(object message, OrderStatus status) =>
                Labels.GetOrAdd(new Key(message.GetType(), status), key => key.ToString());
        }
        """);

    [Fact]
    public Task TupleOfClosedPartsKey_NoDiagnostic() => VerifyAsync(
        """
        public static class Converters
        {
            static readonly ConcurrentDictionary<(Type From, Type To), bool> Known = new();

            public static bool CanConvert(Type from, Type to) => Known.GetOrAdd((from, to), pair => pair.To.IsAssignableFrom(pair.From));
        }
        """);

    [Fact]
    public Task InterpolationOfClosedPartsKey_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, int> Counts = new();

            public void Handle(object message, OrderStatus status) => Counts[$"{message.GetType().Name}:{status}"] = 1;
        }
        """);

    [Fact]
    public Task CallerMemberNameKey_NoDiagnostic() => VerifyAsync(
        """
        public static class Once
        {
            static readonly HashSet<string> Done = new();

            public static void Warn(string message, [CallerMemberName] string caller = "")
            {
                if (Done.Add(caller))
                    Console.Error.WriteLine(message);
            }
        }
        """);

    [Fact]
    public Task CallerFileAndLineKey_NoDiagnostic() => VerifyAsync(
        """
        public static class Once
        {
            static readonly HashSet<(string, int)> Done = new();

            public static void Warn(string message, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
            {
                if (Done.Add((file, line)))
                    Console.Error.WriteLine(message);
            }
        }
        """);

    [Fact]
    public Task ConstantKeysOnly_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            const string LastKey = "last";
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                Cache[LastKey] = order;
                Cache["any"] = order;
            }
        }
        """);

    [Fact]
    public Task ChoiceOfConstantsKey_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, int> Counts = new();

            public void Handle(Order order)
            {
                var size = order.Total switch
                {
                    > 1000 => "large",
                    > 100 => "medium",
                    _ => "small",
                };
                Counts[size] = Counts.GetValueOrDefault(size) + 1;
                Counts[order.Total > 0 ? "sale" : "return"] = 1;
            }
        }
        """);

    [Fact]
    public Task EnumValuesLoopKey_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, int> Counts = new();

            public void Reload()
            {
                foreach (var status in Enum.GetValues<OrderStatus>())
                    Counts[status.ToString()] = 0;
            }
        }
        """);

    [Fact]
    public Task EnumNamesLoopKey_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, int> Counts = new();

            public void Reload()
            {
                foreach (var name in Enum.GetNames(typeof(OrderStatus)))
                    Counts[name] = 0;
            }
        }
        """);

    [Fact]
    public Task StaticTableLoopKey_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly string[] Regions = { "eu", "us", "ap" };
            static readonly Dictionary<string, int> Load = new();

            public void Refresh()
            {
                foreach (var region in Regions)
                    Load[region] = region.Length;
            }
        }
        """);

    [Fact]
    public Task PrivateHelperWhoseCallersPassConstants_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, int> Calls = new();

            public void Handle() => Count(nameof(Handle));

            public void Retry() => Count("retry");

            private static void Count(string name) => Calls[name] = Calls.GetValueOrDefault(name) + 1;
        }
        """);

    [Fact]
    public Task ListOfClosedValuesThatAsksFirst_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<Type> Seen = new();

            public void Handle(object message)
            {
                var type = message.GetType();
                if (!Seen.Contains(type))
                    Seen.Add(type);
            }
        }
        """);

    [Fact]
    public Task StaticOfGenericTypeWithTypeKey_NoDiagnostic() => VerifyAsync(
        """
        public static class Map<TFrom>
        {
            private static readonly Dictionary<Type, Delegate> To = new();

            public static void Handle<TTo>(Func<TFrom, TTo> convert) => To[typeof(TTo)] = convert;
        }
        """);

    [Fact]
    public Task TypeKeyThroughLocal_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<object, string> Names = new();

            public void Handle(Order order)
            {
                object key = order.GetType();
                if (!Names.ContainsKey(key))
                    Names.Add(key, order.Id);
            }
        }
        """);

    [Fact]
    public Task OpenTextKeyFromProperty_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, int> [|Counts|] = new();

            public void Handle(Order order)
            {
                var key = order.Id;
                Counts[key] = 1;
            }
        }
        """);

    [Fact]
    public Task GuidKey_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ConcurrentDictionary<Guid, DateTime> [|Started|] = new();

            public Guid Handle()
            {
                var id = Guid.NewGuid();
                Started[id] = DateTime.UtcNow;
                return id;
            }
        }
        """);

    [Fact]
    public Task IntKey_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<int, Order> [|Cache|] = new();

            public void Handle(int number) => Cache[number] = new Order("a", number);
        }
        """);

    [Fact]
    public Task InstanceKey_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<Order, int> [|Attempts|] = new();

            public void Handle(Order order) => Attempts[order] = 1;
        }
        """);

    [Fact]
    public Task RecordStructWithOneOpenPartKey_Diagnostic() => VerifyAsync(
        """
        public readonly record struct Key(Type Type, string Id);

        public class Function
        {
            static readonly ConcurrentDictionary<Key, object> [|Cache|] = new();

            public object Handle(object message, string id) => Cache.GetOrAdd(new Key(message.GetType(), id), message);
        }
        """);

    [Fact]
    public Task StructParameterWithOneOpenPartKey_Diagnostic() => VerifyAsync(
        """
        public struct Key
        {
            public OrderStatus Status;
            public Guid Customer;
        }

        public class Function
        {
            static readonly Dictionary<Key, Order> [|Last|] = new();

            public void Handle(Key key, Order order) => Last[key] = order;
        }
        """);

    [Fact]
    public Task TupleWithOneOpenPartKey_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<(OrderStatus, string), Order> {|#0:Last|} = new();

            public void Handle(OrderStatus status, Order order) => {|#1:Last[(status, order.Id)]|} = order;
        }
        """,
        Growing(
            "Static 'Last' grows in 'Handle' (keyed by '(status, order.Id)', open domain); nothing evicts from it and it has no documented bound",
            sites: 1));

    [Fact]
    public Task InterpolationWithOneOpenPartKey_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public void Handle(Order order) => Cache[$"{nameof(Order)}:{order.Id}"] = order;
        }
        """);

    [Fact]
    public Task ConcatenationWithOneOpenPartKey_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public void Handle(Order order) => Cache["order-" + order.Id] = order;
        }
        """);

    [Fact]
    public Task PrivateHelperOneOfWhoseCallersPassesData_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, int> [|Calls|] = new();

            public void Handle(string user) => Count(user);

            public void Retry() => Count("retry");

            private static void Count(string name) => Calls[name] = 1;
        }
        """);

    [Fact]
    public Task OneOfTwoSitesHasOpenKeys_DiagnosticOfThatSite() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> {|#0:Cache|} = new();

            public void Touch(Order order) => Cache["last"] = order;

            public void Handle(Order order) => {|#1:Cache[order.Id]|} = order;
        }
        """,
        Growing(
            "Static 'Cache' grows in 'Handle' (keyed by 'order.Id', open domain); nothing evicts from it and it has no documented bound",
            sites: 1));

    [Fact]
    public Task ChoiceWithOneOpenArmKey_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, int> [|Counts|] = new();

            public void Handle(Order order) => Counts[order.Total > 0 ? order.Id : "return"] = 1;
        }
        """);

    [Fact]
    public Task ListOfClosedValuesAddedOnEachCall_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<Type> [|Handled|] = new();

            public void Handle(object message) => Handled.Add(message.GetType());
        }
        """);

    [Fact]
    public Task QueueOfEnumsAddedOnEachCall_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Queue<OrderStatus> [|History|] = new();

            public void Handle(OrderStatus status) => History.Enqueue(status);
        }
        """);

    [Fact]
    public Task ConstantAddedOnEachCall_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> [|Log|] = new();

            public void Handle() => Log.Add("called");
        }
        """);

    [Fact]
    public Task LoopOverDataKey_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public void Handle(IEnumerable<Order> batch)
            {
                foreach (var order in batch)
                    Cache[order.Id] = order;
            }
        }
        """);

    [Theory]
    [InlineData("Labels<T>", "string Name { get; }", "Names")]
    [InlineData("Labels<T>", "string Name => typeof(T).Name;", "Names")]
    [InlineData("Labels<T>", "string Name { get; set; }", "[|Names|]")]
    [InlineData("Labels", "string Name => Guid.NewGuid().ToString();", "[|Names|]")]
    public Task TextOfAGenericClass(string labels, string property, string store) => VerifyAsync(
        $$"""
        public static class {{labels}} { public static {{property}} }

        public class Function
        {
            static readonly ConcurrentDictionary<string, string> {{store}} = new();

            public string Handle<T>(Order order) => Names.GetOrAdd({{labels}}.Name, name => name.ToUpperInvariant());
        }
        """);

    [Theory]
    [InlineData("string queueName", "queueName")]
    [InlineData("string queue", "queue")]
    [InlineData("string consumerType", "consumerType.ToUpperInvariant()")]
    [InlineData("string language", "$\"mail-{language.Trim()}\"")]
    [InlineData("string culture, string schema_name", "culture + \"/\" + culture")]
    [InlineData("object target, string propertyName", "(target.GetType(), propertyName)")]
    [InlineData("Part provider", "provider.Name")]
    [InlineData("Part part", "part.InvariantName")]
    [InlineData("Part part", "GetTableName(part)")]
    [InlineData("string providerName, string fallback", "providerName ?? \"default\"")]
    public Task NameOfWhatThereAreFew_NoDiagnostic(string parameters, string key) => VerifyAsync(Keyed("Names", parameters, key));

    [Theory]
    [InlineData("string userName", "userName")]
    [InlineData("string name", "name")]
    [InlineData("string prototype", "prototype")]
    [InlineData("Part customer", "customer.Name")]
    [InlineData("string queueName, string id", "queueName + id")]
    [InlineData("string queueName, string id", "(queueName, id)")]
    [InlineData("string queueName, string id", "queueName ?? id")]
    [InlineData("Part part", "part.Describe(part.InvariantName)")]
    [InlineData("Part type", "type")]
    [InlineData("string type", "new object()")]
    public Task NameOfWhatThereMayBeMany_Diagnostic(string parameters, string key) => VerifyAsync(Keyed("[|Names|]", parameters, key));

    [Theory]
    [InlineData("GrainType grain", "grain")]
    [InlineData("GrainType grain, Status status", "(grain, status)")]
    [InlineData("RemoteConfiguration remote", "remote.Command")]
    [InlineData("RemoteConfiguration remote", "remote?.Command ?? \"ls\"")]
    [InlineData("RemoteConfiguration remote", "remote.ToString()")]
    [InlineData("string databasePath", "System.IO.Path.GetFullPath(databasePath)")]
    [InlineData("string databasePath", "Normalize(databasePath)")]
    [InlineData("string topicPath, string subscriptionName", "string.Concat(topicPath, \"/\", \"subscriptions\", \"/\", subscriptionName)")]
    [InlineData("Part part", "GetConfiguration().Hosts.Where(host => host.Name != null).First().InvariantName")]
    [InlineData("Part part", "GetConfiguration().Label")]
    [InlineData("string folder", "Home + folder", "Feeds.Count(\"a\"); Feeds.Count(\"b\");")]
    [InlineData("string command", "command", "Feeds.Count(queueName);")]
    [InlineData("Part part", "part.Name", "foreach (var host in configuration.Hosts) Feeds.Count(host);")]
    public Task ValueOfSettingsOrOfCallersWithFew_NoDiagnostic(string parameters, string key, string calls = "") =>
        VerifyAsync(Set("Names", parameters, key, calls));

    [Theory]
    [InlineData("Shop.Configuration.Port port", "port.File", "Names")]
    [InlineData("Shop.Configuration.Entry entry", "entry.Port.File", "Names")]
    [InlineData("Shop.FeedSettings.Part part", "part.Label", "Names")]
    [InlineData("RemoteConfiguration remote, bool isMain", "isMain ? (remote.Command, remote.Label) : default", "Names")]
    [InlineData("Shop.Configuration.Guest guest", "guest.Name", "[|Names|]")]
    [InlineData("Shop.Models.Port port", "port.File", "[|Names|]")]
    [InlineData("Shop.Models.ShopSettings.Port port, string id", "port.File + id", "[|Names|]")]
    [InlineData("Shop.Configuration.Entry entry", "entry.Guest.Name", "[|Names|]")]
    [InlineData("RemoteConfiguration remote, string id", "id == null ? default : (remote.Command, id)", "[|Names|]")]
    public Task PartOfSettings(string parameters, string key, string store) => VerifyAsync(Set(store, parameters, key, "") + """

        namespace Shop.Configuration
        {
            public sealed class PortsConfig { public Dictionary<int, Port> Ports { get; set; } public string[] Names { get; set; } }

            public sealed class Port { public string File { get; set; } }

            public sealed class Guest { public string Name { get; set; } }

            public sealed class Entry { public Port Port { get; set; } public Guest Guest { get; set; } }
        }

        namespace Shop
        {
            public sealed class FeedSettings { public sealed class Part { public string Label { get; set; } } }
        }

        namespace Shop.Models
        {
            public sealed class ShopSettings { public Port[] Ports { get; set; } public sealed class Port { public string File { get; set; } } }

            public sealed class Port { public string File { get; set; } }

            public sealed class DeskSettings { public Models.Port[] Ports { get; set; } }
        }
        """);

    [Theory]
    [InlineData("OrderId order", "order")]
    [InlineData("GrainType grain, string id", "(grain, id)")]
    [InlineData("Part part", "part.Label")]
    [InlineData("string databasePath, string id", "System.IO.Path.Combine(databasePath, id)")]
    [InlineData("string queueName", "Stamp(queueName)")]
    [InlineData("string queueName", "Convert.ToString(queueName)")]
    [InlineData("string topicPath, string[] ids", "string.Concat(topicPath, \"/\", \"/\", \"/\", ids[0])")]
    [InlineData("string command", "command", "Feeds.Count(queueName); Feeds.Count(id);")]
    [InlineData("Part part", "part.Name", "foreach (var host in configuration.Hosts) Feeds.Count(host); Feeds.Count(new Part());")]
    [InlineData("string folder", "_home + folder", "Feeds.Count(\"a\");")]
    public Task ValueOfCallersWithMany_Diagnostic(string parameters, string key, string calls = "") =>
        VerifyAsync(Set("[|Names|]", parameters, key, calls));

    [Theory]
    [InlineData("public static string ConnectionString { set => Names.GetOrAdd(value, _ => 1); }", "Names")]
    [InlineData("public static string Address { set => Names.GetOrAdd(value, _ => 1); }", "[|Names|]")]
    [InlineData("public static int GetOrAdd(string key, Func<string, int> make) => Names.GetOrAdd(key, make);", "Names")]
    [InlineData(
        "public static int Of<T>(string key, Func<T, int> make, T of) => Names.GetOrAdd(key, (_, give) => give(of), make);",
        "Names")]
    [InlineData("public static int GetOrAdd(string key) => Names.GetOrAdd(key, text => text.Length);", "[|Names|]")]
    [InlineData("public static int GetOrAdd(string sku, Func<string, int> make) => Names.GetOrAdd(sku, make);", "[|Names|]")]
    [InlineData(
        "public static int GetOrAdd(string key, Func<string, int> make) => Names.GetOrAdd(key, make); public static int Handle(Order order) => GetOrAdd(order.Id, _ => 1);",
        "[|Names|]")]
    [InlineData(
        "internal static int GetOrAdd(string key, Func<string, int> make) => Names.GetOrAdd(key, make); public static int Handle(Order order) => GetOrAdd(order.Id, _ => 1);",
        "[|Names|]")]
    public Task KeyOfASetterOrOfACacheForOthers(string member, string store) => VerifyAsync(
        $$"""
        public static class Feeds
        {
            static readonly ConcurrentDictionary<string, int> {{store}} = new();

            {{member}}
        }
        """);

    [Theory]
    [InlineData("readonly string _root = Root();", "", "", "Names")]
    [InlineData("readonly string _root;", "", "_root = AppDomain.CurrentDomain.BaseDirectory;", "Names")]
    [InlineData("readonly string _root;", "string root", "_root = root;", "Names")]
    [InlineData("readonly string _root = Anew();", "", "", "[|Names|]")]
    [InlineData("readonly string _root; public Feed(Order order) => _root = order.Id;", "string root", "_root = root;", "[|Names|]")]
    [InlineData("string _root; public void Move(string root) => _root = root;", "string root", "_root = root;", "[|Names|]")]
    public Task KeyInAField(string field, string parameter, string body, string store) => VerifyAsync(
        $$"""
        public sealed class Feed
        {
            static readonly ConcurrentDictionary<string, int> {{store}} = new();

            private {{field}}

            public Feed({{parameter}}) { {{body}} }

            public void Handle(Order order) => Names.GetOrAdd(_root, _ => 1);

            static string Root() => typeof(Feed).Name;

            static string Anew() => Guid.NewGuid().ToString();

            static Feed Make() => new({{(parameter.Length > 0 ? "\"main\"" : "")}});
        }
        """);

    [Theory]
    [InlineData("= new(Names) { [order.GetType()] = order };", "Type", "Names")]
    [InlineData("= new(Names) { [order.Id] = order };", "string", "[|Names|]")]
    [InlineData("= new(Names) { [order.GetType()] = order, [typeof(int)] = order };", "Type", "[|Names|]")]
    public Task KeyThatACopyGets(string assignment, string key, string store) => VerifyAsync(
        $$"""
        public static class Feeds
        {
            static Dictionary<{{key}}, Order> {{store}} = new();

            public static void Handle(Order order) => Names {{assignment}}
        }
        """);

    private static string Set(string store, string parameters, string key, string calls) =>
        $$"""
        public enum Status { New, Paid }

        public readonly struct GrainType { public readonly string Value; }

        public readonly struct OrderId { public readonly string Value; }

        public sealed class RemoteConfiguration { public string Command { get; set; } public string Label { get; set; } public List<Part> Hosts { get; } }

        public sealed class Part { public string Name { get; set; } public string Label { get; set; } public string InvariantName { get; set; } }

        public static class Feeds
        {
            static readonly ConcurrentDictionary<object, int> {{store}} = new();

            const string Home = "home";

            static string _home;

            public static int Count({{parameters}}) => Names.AddOrUpdate({{key}}, 1, (_, count) => count + 1);

            static RemoteConfiguration GetConfiguration() => new();

            static string Normalize(string path) => string.IsNullOrEmpty(path) ? "" : path.Trim();

            static string Stamp(string name) => name + DateTime.Now;
        }

        public class Function
        {
            public void Handle(string id, string queueName, RemoteConfiguration configuration) { {{calls}} }
        }
        """;

    [Fact]
    public Task FewNamesInAList_Diagnostic() => VerifyAsync(
        """
        public static class Feeds
        {
            static readonly List<string> [|Seen|] = new();

            public static void Note(string queueName) => Seen.Add(queueName);
        }
        """);

    private static string Keyed(string store, string parameters, string key) =>
        $$"""
        public sealed class Part
        {
            public string Name { get; set; }

            public string InvariantName { get; set; }

            public string Describe(string name) => name + DateTime.Now;
        }

        public static class Feeds
        {
            static readonly ConcurrentDictionary<object, int> {{store}} = new();

            public static int Count({{parameters}}) => Names.AddOrUpdate({{key}}, 1, (_, count) => count + 1);

            static string GetTableName(Part part) => "t_" + part.Name;
        }
        """;

    [Theory]
    [InlineData("Func<string> make = () => Guid.NewGuid().ToString(); Console.WriteLine(make()); return \"orders\";", false)]
    [InlineData("string Make() { return Guid.NewGuid().ToString(); } Console.WriteLine(Make()); return \"orders\";", false)]
    [InlineData("Func<string> make = () => \"orders\"; Console.WriteLine(make()); return Guid.NewGuid().ToString();", true)]
    public Task OnlyWhatThePropertyReturnsIsItsKey(string body, bool isReported) => VerifyAsync(
        $$"""
        public class Function
        {
            static readonly Dictionary<string, int> {{(isReported ? "[|Counts|]" : "Counts")}} = new();

            static string Key { get { {{body}} } }

            public void Handle(Order order) => Counts[Key] = 1;
        }
        """);

    // However many numbers and texts callers have, few come of them.
    [Theory]
    [InlineData("number % 16")]
    [InlineData("number & 0xFF")]
    [InlineData("(text.GetHashCode() & 63) + 1")]
    [InlineData("Math.Clamp(number, 0, 10)")]
    [InlineData("(byte)number")]
    [InlineData("number % Names.Length")]
    [InlineData("Names[number % Names.Length]")]
    [InlineData("Array.IndexOf(Names, text)")]
    [InlineData("Names.FirstOrDefault(name => name == text) ?? \"other\"")]
    [InlineData("DateTime.UtcNow.Hour")]
    [InlineData("(DateTime.UtcNow.DayOfWeek, number % 2)")]
    [InlineData("typeof(string).Assembly.GetName().Version")]
    public Task SmallDomainKey_NoDiagnostic(string key) => VerifyAsync(Counter("ByKey", key));

    [Theory]
    [InlineData("Names.FirstOrDefault(name => name == text) ?? \"other\"")]
    [InlineData("Names.Where(name => name == text).ToList().FirstOrDefault() ?? \"other\"")]
    [InlineData("Names.OrderBy(name => name).Skip(1).First()")]
    [InlineData("text.Split(',').Where(name => Known.Contains(name)).FirstOrDefault() ?? \"other\"")]
    [InlineData("text.Split(',').Where(name => name.Length > 1 && Known.Contains(name)).Distinct().First()")]
    [InlineData("Names.Select(name => name + \".json\").Last()")]
    public Task ElementOfFixedSequence_NoDiagnostic(string key) => VerifyAsync(Counter("ByKey", key));

    [Theory]
    [InlineData("text.Split(',').First()")]
    [InlineData("text.Split(',').Where(name => name.Length > 3).First()")]
    [InlineData("text.Split(',').Where(name => Known.Contains(name) || name.Length > 3).First()")]
    [InlineData("text.Split(',').Where(name => !Known.Contains(name)).First()")]
    [InlineData("Names.Select(name => name + text).First()")]
    [InlineData("Names.Append(text).Last()")]
    public Task ElementOfOpenSequence_Diagnostic(string key) => VerifyAsync(Counter("[|ByKey|]", key));

    [Theory]
    [InlineData("Math.Min(number, 100)")]
    [InlineData("number % most")]
    [InlineData("number | 0xFF")]
    [InlineData("Math.Clamp(number, 0, most)")]
    [InlineData("Words[number]")]
    [InlineData("Words.FirstOrDefault(word => word == text) ?? \"other\"")]
    [InlineData("DateTime.UtcNow.Ticks")]
    public Task OpenNumberOrElementKey_Diagnostic(string key) => VerifyAsync(Counter("[|ByKey|]", key));

    private static string Counter(string store, string key) => $$"""
        public static class Counter
        {
            static readonly string[] Names = { "a", "b" };
            static List<string> Words = new();
            static readonly HashSet<string> Known = new() { "a", "b" };
            static readonly Dictionary<object, int> {{store}} = new();

            public static void Count(string text, int number, int most) => ByKey[{{key}}] = 1;

            public static void Load(List<string> words) => Words = words;
        }
        """;
}
