using System.CommandLine;
using GrowthGuard.FixChecker.Checking;
using GrowthGuard.FixChecker.Loading;

var folders = new Argument<DirectoryInfo[]>("folder")
{
    Description = "Folders of C# projects. Their packages should be restored; nothing of them is built or run.",
    Arity = ArgumentArity.OneOrMore
};
var ends = new Option<LineEnds[]>("--line-ends")
{
    Description = "How the lines of the sources end while they are checked: Kept, Lf or Crlf; several are checked one after the other.",
    DefaultValueFactory = _ => [LineEnds.Lf, LineEnds.Crlf],
    AllowMultipleArgumentsPerToken = true
};
var references = new Option<DirectoryInfo[]>("--references")
{
    Description = "Folders with more reference assemblies.",
    DefaultValueFactory = _ => []
};
var timeOut = new Option<int>("--time-out")
{
    Description = "Seconds that a fix may take, the check of its result included.",
    DefaultValueFactory = _ => 120
};
var perRule = new Option<int>("--per-rule")
{
    Description = "Of how many findings of a rule in a project the fixes are applied.",
    DefaultValueFactory = _ => int.MaxValue
};
var show = new Option<bool>("--show") { Description = "Show the lines that each fix changes." };
var command = new RootCommand("""
    Applies every code fix of the pack to the code of a folder, one by one and by Fix All (document, project, solution), and reports new errors,
    findings that are left or new, line ends and formatting that a reviewer would object to, fixes that apply twice, exceptions and time-outs.
    Exit codes: 0 no problem, 1 problems, 2 usage, 3 there was nothing to fix.
    """) { folders, ends, references, timeOut, perRule, show };
command.SetAction(async result =>
{
    var missing = result.GetValue(folders)!.Concat(result.GetValue(references)!).FirstOrDefault(folder => !folder.Exists);
    if (missing is not null)
    {
        Console.Error.WriteLine($"{missing.FullName}: there is no such folder.");
        return 2;
    }

    var assemblies = new ReferenceAssemblies(result.GetValue(references)!.Select(folder => folder.FullName));
    var options = new CheckOptions(TimeSpan.FromSeconds(result.GetValue(timeOut)), result.GetValue(perRule));
    var (applied, problems) = (0, 0);
    foreach (var folder in result.GetValue(folders)!)
    {
        foreach (var lineEnds in result.GetValue(ends)!)
        {
            var report = new Report(Console.Out, result.GetValue(show));
            var (solution, projects) = SolutionLoader.Load(folder.FullName.TrimEnd('/'), lineEnds, assemblies);
            await new SolutionCheck(solution, FixSet.Shipped, report, options).RunAsync(projects);
            report.Summarise($"{folder.Name} ({lineEnds})");
            applied += report.Applied;
            problems += report.Problems.Count;
        }
    }

    return problems > 0 ? 1 : applied == 0 ? 3 : 0;
});
var parsed = command.Parse(args);
var exitCode = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? 2 : exitCode;
