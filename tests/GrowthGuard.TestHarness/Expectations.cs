using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.TestHarness;

/// <summary>The diagnostics that a state expects, from its markup and its list, with every location resolved.</summary>
internal static class Expectations
{
    public static ImmutableArray<DiagnosticResult> Of(ParsedSolution solution, ImmutableArray<DiagnosticDescriptor> descriptors)
    {
        var named = NamedLocations(solution);
        return
        [
            .. from project in solution.Projects
               from file in project.AllFiles
               from mark in file.Marks
               where !mark.IsLocation
               select FromMark(file, mark, descriptors),
            .. from project in solution.Projects
               from result in project.State.ExpectedDiagnostics
               select result.WithResolvedLocations(result.Locations.Select(l => Resolve(l, project, named))),
        ];
    }

    private static DiagnosticResult FromMark(ParsedFile file, MarkedSpan mark, ImmutableArray<DiagnosticDescriptor> descriptors)
    {
        var descriptor = mark.Name == "" ? Descriptors.Only(descriptors) : descriptors.FirstOrDefault(d => d.Id == mark.Name);
        var result = descriptor is null
            ? DiagnosticResult.CompilerError(mark.Name).WithOptions(DiagnosticOptions.IgnoreSeverity)
            : new DiagnosticResult(descriptor);
        return result.WithMessage(null).WithResolvedLocations([LocationOf(file, mark)]);
    }

    private static Dictionary<int, ExpectedLocation> NamedLocations(ParsedSolution solution)
    {
        var named = new Dictionary<int, ExpectedLocation>();
        foreach (var file in solution.Projects.SelectMany(project => project.AllFiles))
        {
            foreach (var mark in file.Marks.Where(mark => mark.IsLocation))
            {
                if (!named.TryAdd(int.Parse(mark.Name.AsSpan(1), CultureInfo.InvariantCulture), LocationOf(file, mark)))
                {
                    throw new VerificationException($"Markup of {file.Path}: {{|{mark.Name}:...|}} is used twice. Give each location its own number.");
                }
            }
        }

        return named;
    }

    private static ExpectedLocation LocationOf(ParsedFile file, MarkedSpan mark)
    {
        var span = file.Text.Lines.GetLinePositionSpan(mark.Span);
        return new ExpectedLocation { Path = file.Path, Start = span.Start, End = span.End };
    }

    private static ExpectedLocation Resolve(ExpectedLocation location, ParsedProject project, Dictionary<int, ExpectedLocation> named)
    {
        if (location.MarkupKey is not { } key)
        {
            return location.Path is null
                ? location with { Path = project.Sources.IsEmpty ? project.State.Sources.DefaultPath(0) : project.Sources[0].Path }
                : location;
        }

        return named.TryGetValue(key, out var resolved)
            ? resolved
            : throw new VerificationException($"WithLocation({key}) names no place. Mark it in the source: {{|#{key}:...|}}.");
    }
}
