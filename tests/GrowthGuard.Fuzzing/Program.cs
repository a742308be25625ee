using System.Globalization;
using GrowthGuard.Fuzzing;

// Breaks code in thousands of ways and runs all analyzers and fixes on it:
//   dotnet run -c Release --project tests/GrowthGuard.Fuzzing -- --mutants 20000
// The same seed gives the same mutants. Exit code 0: no exception, no time-out, no crash; 1: some, each saved to a file; 2: wrong usage.
var mutants = 20_000;
var seed = 1;
var first = 0;
var folders = new List<string>();
var output = Path.Combine(Path.GetTempPath(), "growthguard-fuzzing");
var isWorker = false;
for (var i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--mutants" when Number(i + 1) is { } count: (mutants, i) = (count, i + 1); break;
        case "--seed" when Number(i + 1) is { } number: (seed, i) = (number, i + 1); break;
        case "--first" when Number(i + 1) is { } number: (first, i) = (number, i + 1); break;
        case "--output" when i + 1 < args.Length: (output, i) = (args[i + 1], i + 1); break;
        case "--worker": isWorker = true; break;
        case var folder when Directory.Exists(folder): folders.Add(folder); break;
        default:
            Console.Error.WriteLine(
                $"'{args[i]}' is not understood. Usage: [--mutants N] [--seed N] [--first N] [--output FOLDER] [FOLDER of C# files]...");
            return 2;
    }
}

if (isWorker)
{
    await Worker.RunAsync(Corpus.Read(folders), seed, first, mutants);
    return 0;
}

return await Supervisor.RunAsync(seed, first, mutants, folders, output);

int? Number(int at) =>
    at < args.Length && int.TryParse(args[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
