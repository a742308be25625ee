namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>
/// Programs around the clients of other vendors, and around one of one's own with every form in which a next page is asked for.
/// </summary>
internal static class AnyClientSources
{
    /// <summary>A client of one's own: nothing of it is in any table.</summary>
    public const string Warehouse = """
        namespace Warehouse
        {
            public class Crate { public string Id { get; set; } public int Weight { get; set; } }

            public class FindCratesQuery { public string Cursor { get; set; } public string Site { get; set; } public int? PageSize { get; set; } }

            public class FindCratesReply { public List<Crate> Crates { get; set; } public string Cursor { get; set; } public string NextCursor { get; set; } }

            public class PairQuery { public string KeyMarker { get; set; } public string VersionMarker { get; set; } }

            public class PairReply { public List<string> Pairs { get; set; } public string NextKeyMarker { get; set; } public string NextVersionMarker { get; set; } }

            public class CratePage { public IReadOnlyList<Crate> Items { get; set; } public Paging Paging { get; set; } }

            public class Paging { public string Next { get; set; } public int Count { get; set; } }

            public class Shelf { public string Name { get; set; } }

            public class ShelfPage : List<Shelf> { public Uri NextPageLink { get; set; } }

            public class Pallet { public string Id { get; set; } }

            public class PalletQuery { public string StartAfter { get; set; } public int Limit { get; set; } }

            public class PalletReply { public Pallet[] Pallets { get; set; } public bool HasMore { get; set; } }

            public class Truck { public int Number { get; set; } }

            public class TruckPage
            {
                public List<Truck> Trucks { get; set; }

                public Task<TruckPage> GetNextPageAsync(CancellationToken cancellationToken = default) => null;
            }

            public class ListDocksRequest
            {
                public string PageToken { get; set; }

                public int? PageSize { get; set; }

                public DockList Execute() => null;

                public Task<DockList> ExecuteAsync(CancellationToken cancellationToken = default) => null;
            }

            public class DockList { public IList<string> Docks { get; set; } public string NextPageToken { get; set; } }

            public class SackReply { public List<string> Sacks { get; set; } public List<string> UnprocessedSacks { get; set; } }

            public class SackRequest { public List<string> Sacks { get; set; } }

            /// <summary>Looks like pages and is none: no input fits.</summary>
            public class Ticket { public List<string> Lines { get; set; } public string NextToken { get; set; } public string Continue { get; set; } public bool HasMore { get; set; } }

            /// <summary>One of a linked list: its next is no page.</summary>
            public class Node : List<Node> { public Node Next { get; set; } public static Node Read(string text) => null; }

            /// <summary>What is sent is given back, with links of its own.</summary>
            public class Consignment { public List<Crate> Crates { get; set; } public string NextLink { get; set; } }

            public class Client
            {
                public Node GetFirst(string name) => null;

                public Task<Consignment> TransactAsync(Consignment sent) => null;

                public Task<Consignment> ContinueAsync(Consignment last) => null;

                public Task<FindCratesReply> FindCratesAsync(FindCratesQuery query, CancellationToken cancellationToken = default) => null;

                public Task<PairReply> ScanPairsAsync(PairQuery query) => null;

                public Task<CratePage> ListCratesAsync(string site, string next = null, int? limit = null) => null;

                public Task<ShelfPage> GetShelvesAsync(string site) => null;

                public Task<ShelfPage> GetShelvesNextAsync(string nextPageLink) => null;

                public PalletReply FindPallets(PalletQuery query) => null;

                public Task<TruckPage> GetTrucksAsync() => null;

                public ListDocksRequest ListDocks(string site) => null;

                public Task<(List<Crate> Crates, string NextToken)> ScanAsync(string token = null) => null;

                public Task<SackReply> FillAsync(SackRequest request) => null;

                public Task<Ticket> GetTicketAsync(string id, CancellationToken token = default) => null;
            }
        }
        """;

    /// <summary>A program whose method has the body, a client of one's own and somebody to give things to.</summary>
    public static string OfWarehouse(string body) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Warehouse;

        public class Program
        {
            private static void Use(object value) { }

            private static string _kept;

            public static async Task<object> RunAsync(Client client, string site, string given, int limit, CancellationToken cancellationToken)
            {
                {{body}}
                return null;
            }
        }

        {{Warehouse}}
        """;

    /// <summary>A program whose method has the body and those of the real clients that the body names.</summary>
    public static string OfVendors(string body) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        {{string.Join('\n', PagedClients.In(body).Select(client => client.Using).Where(name => name.Length > 0))}}

        public class Picture { public string Id { get; set; } }

        public class Program
        {
            private static void Use(object value) { }

            public static async Task<object> RunAsync({{string.Concat(PagedClients.In(body).Select(client => client.Type + " " + client.Name + ", "))}}string given, int limit, CancellationToken cancellationToken)
            {
                {{body}}
                return null;
            }
        }
        """;
}
