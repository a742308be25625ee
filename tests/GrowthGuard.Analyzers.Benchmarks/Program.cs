using BenchmarkDotNet.Running;
using GrowthGuard.Analyzers.Benchmarks;

// dotnet run -c Release --project tests/GrowthGuard.Analyzers.Benchmarks -- --filter '*Compiler' '*All_rules'
// Each analyzer for itself: --filter '*Compiler' '*One_rule*'. To see that it runs: --job Dry.
BenchmarkSwitcher.FromAssembly(typeof(CompileBenchmarks).Assembly).Run(args);
