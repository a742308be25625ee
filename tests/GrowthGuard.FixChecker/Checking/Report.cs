using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.FixChecker.Checking;

/// <summary>Says what was done and what went wrong.</summary>
internal sealed class Report(TextWriter output, bool showsChanges)
{
    private readonly List<Problem> _problems = [];

    public int Projects { get; set; }

    public int Findings { get; set; }

    public int Applied { get; set; }

    public int AppliedAll { get; set; }

    public IReadOnlyList<Problem> Problems => _problems;

    public void Add(Problem problem)
    {
        lock (_problems)
        {
            _problems.Add(problem);
            output.WriteLine(problem);
        }
    }

    /// <summary>Shows the lines that a fix changes, where that is wanted.</summary>
    public void Show(Offer offer, Solution before, Solution after, IReadOnlyList<DocumentId> changed)
    {
        if (!showsChanges)
        {
            return;
        }

        var line = offer.Finding.Location.GetLineSpan();
        output.WriteLine($"--- {line.Path}({line.StartLinePosition.Line + 1}): {offer.Name}: {offer.Action.Title}");
        foreach (var id in changed.Where(before.ContainsDocument))
        {
            var (old, made) = (before.GetDocument(id)!.GetTextAsync().Result, after.GetDocument(id)!.GetTextAsync().Result);
            foreach (var (sign, text) in LineDiff.Of(old, made))
            {
                output.WriteLine($"{sign} {text}");
            }
        }
    }

    public void Summarise(string name)
    {
        output.WriteLine(
            $"{name}: {Projects} projects, {Findings} findings, {Applied} fixes applied one by one and {AppliedAll} times as Fix All: {_problems.Count} problems");
        foreach (var kind in _problems.GroupBy(problem => problem.Kind).OrderByDescending(kind => kind.Count()))
        {
            output.WriteLine($"  {kind.Count(),5} {kind.Key}");
        }
    }
}
