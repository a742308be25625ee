using System.Runtime.CompilerServices;
using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;

namespace GrowthGuard.Testing.Tests.Attribution;

public sealed class StaticConstructorTests
{
    private const string Prefix = "GrowthGuard.Testing.Tests.Attribution.StaticConstructorTests.";

    private static readonly List<string> Ran = [];

    [Theory]
    [InlineData(typeof(Initializer))]
    [InlineData(typeof(Constructor))]
    [InlineData(typeof(Generic<int>))]
    [InlineData(typeof(Generic<string>))]
    public void Is_known_to_have_run_once_it_has(Type type)
    {
        Assert.False(StaticConstructor.HasRun(type));
        RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        Assert.True(StaticConstructor.HasRun(type));
    }

    [Fact]
    public void A_type_without_one_is_always_ready() => Assert.True(StaticConstructor.HasRun(typeof(None)));

    [Fact]
    public void One_that_failed_has_not_run()
    {
        Assert.Throws<TypeInitializationException>(() => Failing.Values.Count);

        Assert.False(StaticConstructor.HasRun(typeof(Failing)));
    }

    [Fact]
    public void The_census_runs_none_and_counts_once_the_program_has()
    {
        var counting = Counting.All();
        Assert.Null(counting[$"{Prefix}Untouched.Lines"]);
        Assert.DoesNotContain(nameof(Untouched), Ran);

        Untouched.Lines.Add("line");

        Assert.Equal(1, counting[$"{Prefix}Untouched.Lines"]);
        Assert.Contains(nameof(Untouched), Ran);
    }

    [Fact]
    public async Task The_census_does_not_wait_for_one_that_hangs()
    {
        using var end = new ManualResetEventSlim();
        Hanging.Started = new TaskCompletionSource();
        Hanging.End = end;
        var other = Task.Run(() => Slow.Lines.Count, TestContext.Current.CancellationToken);
        await Hanging.Started.Task;

        Assert.Null(Counting.All()[$"{Prefix}Slow.Lines"]);

        end.Set();
        await other;
    }

    [Fact]
    public void Fields_of_an_object_are_read_without_that_of_its_type()
    {
        // Nothing but an initialiser of a static field: instances can be made without it.
        var holder = new Holding();
        holder.Items.Add(1);

        Assert.Equal(1, Counting.Held(holder)[$"{Prefix}Holding.Items"]);
        Assert.Equal(7, FieldValues.Read(typeof(Holding).GetField(nameof(Holding.Number))!, holder));
        Assert.DoesNotContain(nameof(Holding), Ran);
    }

    [Fact]
    public void Statics_of_others_are_not_read_before_their_time() =>
        Assert.Null(FieldValues.Read(typeof(Unread).GetField(nameof(Unread.Lines))!, null));

    private static List<string> Told(string type)
    {
        Ran.Add(type);
        return [];
    }

    private static class Initializer
    {
        public static readonly List<string> Lines = Told(nameof(Initializer));
    }

    private static class Constructor
    {
        public static readonly List<string> Lines;

        static Constructor() => Lines = Told(nameof(Constructor));
    }

    private static class Generic<T>
    {
        public static readonly List<T> Values = Told(nameof(Generic<T>)).OfType<T>().ToList();
    }

    private static class None
    {
        public static List<string>? Lines { get; set; }
    }

    private static class Failing
    {
        public static readonly List<string> Values = Throw();

        private static List<string> Throw() => throw new InvalidOperationException();
    }

    private static class Untouched
    {
        public static readonly List<string> Lines = Told(nameof(Untouched));
    }

    private static class Unread
    {
        public static readonly List<string> Lines = Told(nameof(Unread));
    }

    private static class Hanging
    {
        public static TaskCompletionSource Started { get; set; } = new();

        public static ManualResetEventSlim End { get; set; } = new();

        public static List<string> Wait()
        {
            Started.SetResult();
            End.Wait();
            return [];
        }
    }

    private static class Slow
    {
        public static readonly List<string> Lines = Hanging.Wait();
    }

    private sealed class Holding
    {
        public static readonly List<string> Lines = Told(nameof(Holding));

        public readonly List<int> Items = [];

        public readonly int Number = 7;
    }
}
