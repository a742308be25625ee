using GrowthGuard.Testing.Retention;

namespace GrowthGuard.Testing.Tests.Retention;

/// <summary>What holds objects, in words.</summary>
public sealed class HeapHoldersTests
{
    private static readonly (string, string)[] Task =
    [
        ("static Shop.App.Stopping", "System.Threading.Tasks.Task"),
        ("m_continuationObject", "System.Collections.Generic.List<System.Object>")
    ];

    private const string Box =
        "System.Runtime.CompilerServices.AsyncTaskMethodBuilder<System.Threading.Tasks.VoidTaskResult>+AsyncStateMachineBox<Shop.Worker+<RunAsync>d__3>";

    [Fact]
    public void Each_kind_has_its_words()
    {
        Assert.Equal(
            "static field Shop.App.Current",
            WordsFor(("static Shop.App.<Current>k__BackingField", "Shop.App"), ("_last", "Shop.Order")));
        Assert.Equal(
            "continuations of a task that does not complete",
            WordsFor([.. Task, (HeapSnapshot.Element, "System.Threading.Tasks.ContinueWithTaskContinuation")]));
        Assert.Equal("async methods that have not ended", WordsFor([.. Task, (HeapSnapshot.Element, Box)]));
        Assert.Equal(
            "local variables of the async Worker.RunAsync method",
            WordsFor([.. Task, (HeapSnapshot.Element, Box), ("<orders>5__2", "Shop.Order[]")]));
        Assert.Equal(
            "running timers",
            WordsFor(
                ("static System.Threading.TimerQueue.Instances", "System.Threading.TimerQueue[]"),
                ("_longTimers", "System.Threading.TimerQueueTimer")));
        Assert.Equal(
            "values of a ConditionalWeakTable whose keys are still held",
            WordsFor(("static Shop.App.Key", "System.Object"), (HeapSnapshot.WeakTable, "Shop.Order")));
        Assert.Equal(
            "subscribers of an event or delegate",
            WordsFor(("static Shop.App.Bus", "Shop.Bus"), ("_invocationList", "System.Object[]"), (HeapSnapshot.Element, "System.Action")));
        Assert.Equal(
            "the pool of interned strings",
            WordsFor(("a GC handle (Strong)", "System.Object[]"), (HeapSnapshot.Element, "System.String")));
        Assert.Equal("a GC handle (Pinned)", WordsFor(("a GC handle (Pinned)", "Shop.Order")));
        Assert.Equal("a local variable of Shop.Worker.Work", WordsFor(("a local variable of Shop.Worker.Work", "Shop.Order")));
    }

    [Fact]
    public void Strings_of_a_static_array_are_not_taken_for_interned_ones() =>
        Assert.Equal(
            "static field Shop.App.Names",
            WordsFor(("static Shop.App.Names", "System.Object[]"), (HeapSnapshot.Element, "System.String")));

    [Fact]
    public void A_task_that_is_held_by_a_timer_is_not_the_timer() =>
        Assert.Equal(
            "static field Shop.App.Timer",
            WordsFor(("static Shop.App.Timer", "System.Threading.Timer"), ("_orders", "Shop.Order")));

    [Theory]
    [InlineData("System.Collections.Generic.Dictionary<System.String, Shop.Orders.Order>", "Dictionary<String, Order>")]
    [InlineData("Shop.Bus+Handler", "Bus.Handler")]
    [InlineData("Shop.Bus+<>c__DisplayClass3_0", "Bus")]
    [InlineData("Shop.Worker+<RunAsync>d__3", "Worker.RunAsync")]
    [InlineData(Box, "async Worker.RunAsync")]
    [InlineData("<orders>5__2", "orders")]
    [InlineData("<Last>k__BackingField", "Last")]
    [InlineData("Order", "Order")]
    [InlineData("System.Byte[]", "Byte[]")]
    public void Types_have_the_names_that_the_code_gives_them(string type, string expected) =>
        Assert.Equal(expected, HeapTypeName.Short(type));

    private static string WordsFor(params (string Name, string Type)[] way)
    {
        var node = new HeapSnapshot().Top;
        foreach (var (name, type) in way)
        {
            node = node.Add(name, type, 24);
        }

        return HeapHolders.Of(node).Words;
    }
}
