namespace GrowthGuard.Diagnostics.Cost;

/// <summary>Has types that nobody uses, and sees whether a snapshot does.</summary>
internal static class StaticConstructors
{
    public static Outcome Check()
    {
        using var census = GrowthCensus.Create();
        var stores = census.TakeSnapshot().Sections.Sum(section => section.Counters.Count);
        return new Outcome(Ran.Count == 0, $"{Ran.Count} of 2 static constructors ran, {stores} counters");
    }

    private static class Ran
    {
        public static int Count;
    }

    private static class WithConstructor
    {
        public static readonly List<int> Store;

        static WithConstructor()
        {
            Ran.Count++;
            Store = [1];
        }
    }

    private static class WithInitializer
    {
        public static readonly List<int> Store = Make();

        private static List<int> Make()
        {
            Ran.Count++;
            return [1];
        }
    }
}
