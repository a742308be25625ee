using GrowthGuard.Testing.Retention;

namespace GrowthGuard.Testing.Tests.Retention;

/// <summary>What is said of two looks at a heap.</summary>
public sealed class HeapComparisonTests
{
    private const int Invocations = 100;
    private const string Array = "Shop.Order[]";
    private const string Orders = "static Shop.Registry.Orders";

    [Fact]
    public void Nothing_is_said_of_what_stays() => Assert.Empty(Compare(Heap(orders: 50), Heap(orders: 50)));

    [Fact]
    public void Nothing_is_said_of_what_shrinks() => Assert.Empty(Compare(Heap(orders: 250), Heap(orders: 50)));

    [Fact]
    public void First_that_grows_on_the_way_is_named_with_all_that_it_holds()
    {
        var held = Assert.Single(Compare(Heap(orders: 50), Heap(orders: 150)));

        Assert.Equal(("Order", 1, 120), (held.Type, held.CountPerInvocation, held.BytesPerInvocation));
        Assert.Equal(["static Shop.Registry.Orders (List<Order>)", "Order"], held.Path);
        Assert.Equal("static field Shop.Registry.Orders", held.Holder);
        Assert.Equal(1, held.Share);
    }

    [Fact]
    public void What_is_held_by_something_else_now_did_not_grow()
    {
        var before = Chain(10);
        before.Top.Add("a local variable of Shop.Worker.Send", "Shop.Worker", 40)
            .Add("_texts", "System.String[]", 9000)
            .Add(HeapSnapshot.Element, "System.String", 6000);
        var after = Chain(110);
        after.Top.Add("a local variable of Shop.Worker.Wait", "Shop.Worker", 40)
            .Add("_texts", "System.String[]", 9000)
            .Add(HeapSnapshot.Element, "System.String", 6000);

        Assert.Equal("static field Shop.Log._last", Assert.Single(Compare(before, after)).Holder);
    }

    [Fact]
    public void What_moved_and_grew_counts_by_what_it_grew()
    {
        var before = Chain(0);
        Fill(before, orders: 50, "a local variable of Shop.Worker.Send");
        var after = Chain(0);
        Fill(after, orders: 150, "a local variable of Shop.Worker.Wait");

        Assert.Equal(
            ("Order", 1, 120),
            Assert.Single(Compare(before, after)) is var held ? (held.Type, held.CountPerInvocation, held.BytesPerInvocation) : default);
    }

    [Fact]
    public void Nodes_of_a_chain_are_one()
    {
        var held = Assert.Single(Compare(Chain(10), Chain(110)));

        Assert.Equal(("static field Shop.Log._last", 1), (held.Holder, held.CountPerInvocation));
        Assert.Equal(["static Shop.Log._last (Log.Entry)", "_previous (Log.Entry, linked to others of its kind)"], held.Path);
    }

    [Fact]
    public void What_grows_in_one_of_ten_invocations_is_seen() =>
        Assert.Equal("static field Shop.Log._last", Assert.Single(Compare(Chain(10), Chain(20))).Holder);

    [Fact]
    public void What_comes_once_is_not_worth_a_word() => Assert.Empty(Compare(Chain(10), Chain(11)));

    [Fact]
    public void What_holds_most_comes_first()
    {
        var after = Chain(110);
        Fill(after, orders: 150);
        var before = Chain(10);
        Fill(before, orders: 50);

        Assert.Equal(
            ["static field Shop.Registry.Orders", "static field Shop.Log._last"],
            Compare(before, after).Select(held => held.Holder));
    }

    [Fact]
    public void Array_that_was_made_larger_is_named_when_nothing_in_it_grew()
    {
        var before = new HeapSnapshot();
        before.Top.Add("static Shop.Log.Text", "System.Byte[]", 10_000);
        var after = new HeapSnapshot();
        after.Top.Add("static Shop.Log.Text", "System.Byte[]", 20_000);

        Assert.Equal(
            ("static field Shop.Log.Text", 100),
            Assert.Single(Compare(before, after)) is var held ? (held.Holder, held.BytesPerInvocation) : default);
    }

    [Fact]
    public void Array_that_doubled_before_is_named_when_nothing_else_explains_the_growth()
    {
        var heap = new HeapSnapshot();
        heap.Top.Add("a local variable of Shop.Worker.Run", "System.IO.MemoryStream", 64).Add("_buffer", "System.Byte[]", 100_000);
        heap.Top.Add("static Shop.Kinds.All", "System.Object[]", 200);
        heap.Top.Add("static Shop.Kinds.Buffer", "System.Byte[]", 2_000_000);

        var held = Assert.Single(Compare(heap, heap));

        Assert.Equal(("a local variable of Shop.Worker.Run", 0), (held.Holder, held.CountPerInvocation));
    }

    [Fact]
    public void Threads_are_told_apart_by_their_stacks()
    {
        var before = new HeapSnapshot();
        var after = new HeapSnapshot();
        for (var i = 0; i < Invocations; i++)
        {
            after.AddThread(
                "System.Threading.Monitor.Wait\nShop.Poller.Wait\nShop.Poller+<>c.<Start>b__1_0\nSystem.Threading.Thread.StartCallback");
        }

        after.AddThread("System.Threading.Monitor.Wait");

        var held = Assert.Single(Compare(before, after));

        Assert.Equal(
            ("threads that started with Shop.Poller.Start and have not ended", true, 1),
            (held.Holder, held.IsThread, held.CountPerInvocation));
    }

    private static IReadOnlyList<HeapGrowth> Compare(HeapSnapshot before, HeapSnapshot after) =>
        new HeapComparison(before, after, Invocations, allowed: 16).Growths(heapPerInvocation: 100, (100_000, 1000));

    private static HeapSnapshot Heap(int orders)
    {
        var heap = new HeapSnapshot();
        Fill(heap, orders);
        return heap;
    }

    private static void Fill(HeapSnapshot heap, int orders, string root = Orders)
    {
        var array = heap.Top.Add(root, "System.Collections.Generic.List<Shop.Order>", 32).Add("_items", Array, 4096);
        for (var i = 0; i < orders; i++)
        {
            array.Add(HeapSnapshot.Element, "Shop.Order", 40).Add("_text", "System.String", 80);
        }
    }

    private static HeapSnapshot Chain(int nodes)
    {
        var heap = new HeapSnapshot();
        var node = heap.Top.Add("static Shop.Log._last", "Shop.Log+Entry", 24);
        for (var i = 0; i < nodes; i++)
        {
            node = node.Add("_previous", "Shop.Log+Entry", 24);
        }

        return heap;
    }
}
