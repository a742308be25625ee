using GrowthGuard.Tool;

return await CommandLine.RunAsync(args, ToolConsole.OfProcess());
