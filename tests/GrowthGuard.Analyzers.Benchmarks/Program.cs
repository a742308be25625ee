using BenchmarkDotNet.Running;
using GrowthGuard.Analyzers.Benchmarks;

// dotnet run -c Release --project tests/GrowthGuard.Analyzers.Benchmarks -- --filter '*Compiler' '*All_rules'
// Each analyzer for itself: --filter '*Compiler' '*One_rule*'. To see that it runs: --job Dry.
// budget: exit code 1 when an analyzer allocates more beside the compiler than it may.
if (args is ["budget"])
{
    return await AllocationBudget.CheckAsync();
}

BenchmarkSwitcher.FromAssembly(typeof(CompileBenchmarks).Assembly).Run(args);
return 0;
