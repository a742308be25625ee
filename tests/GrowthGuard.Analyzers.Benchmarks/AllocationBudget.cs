using System.Globalization;

namespace GrowthGuard.Analyzers.Benchmarks;

/// <summary>
/// What the analyzers allocate on top of the compiler, as a share of what it does, against what they may. Allocations, since they are the
/// same on a busy machine, and follow the time: an analyzer allocates when it binds code once more than the compiler. In the program that
/// is measured every class has what growth rules look at, so the shares are far above those of real code.
/// </summary>
internal static class AllocationBudget
{
    private const int FewClasses = 50;
    private const int ManyClasses = 200;

    /// <summary>How much more the share may be in a program that is four times as large. It is the same when the cost is linear.</summary>
    private const double MostGrowth = 1.5;

    /// <summary>What all together may add, and what one may that is not named below. Each pays alone for what several share.</summary>
    private const double All = 2.6;
    private const double One = 0.4;

    private static readonly Dictionary<string, double> Named = new()
    {
        ["StaticCollectionGrowsAnalyzer"] = 1.7,
        ["SubscriptionNeverRemovedAnalyzer"] = 1.0,
    };

    /// <summary>Prints the shares.</summary>
    /// <returns>The exit code: 0, or 1 when a budget is exceeded.</returns>
    public static async Task<int> CheckAsync()
    {
        var few = ProgramOf(FewClasses);
        var many = ProgramOf(ManyClasses);

        // What is read once for a process.
        await many.All_rules();
        var share = await ShareAsync(many, many.All_rules);
        var isKept = Report("all analyzers", share, All);
        isKept &= Report($"{ManyClasses} classes instead of {FewClasses}", share / await ShareAsync(few, few.All_rules), MostGrowth);
        foreach (var name in CompileBenchmarks.Names)
        {
            isKept &= Report(name, await ShareAsync(few, () => few.One_rule(name)), Named.GetValueOrDefault(name, One));
        }

        return isKept ? 0 : 1;
    }

    private static CompileBenchmarks ProgramOf(int classes)
    {
        var program = new CompileBenchmarks { Classes = classes };
        program.Parse();
        return program;
    }

    private static bool Report(string what, double share, double budget)
    {
        var isKept = share <= budget;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(isKept ? "kept" : "EXCEEDED")}: {what}: {share * 100:0} % of the {budget * 100:0} % allowed"));
        return isKept;
    }

    private static async Task<double> ShareAsync(CompileBenchmarks program, Func<Task<int>> withAnalyzers)
    {
        var compiler = await AllocatedAsync(() => Task.FromResult(program.Compiler()));
        return (double)(await AllocatedAsync(withAnalyzers) - compiler) / compiler;
    }

    private static async Task<long> AllocatedAsync(Func<Task<int>> compile)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await compile();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
