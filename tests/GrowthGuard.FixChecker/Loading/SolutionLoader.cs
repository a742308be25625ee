using GrowthGuard.Analyzers.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.FixChecker.Loading;

/// <summary>Makes a solution of all C# projects below a folder.</summary>
internal static class SolutionLoader
{
    private static readonly string[] Symbols =
        [
            "TRACE",
            "RELEASE",
            "NET",
            "NETCOREAPP",
            .. Enumerable.Range(5, 6).SelectMany(version => new[] { $"NET{version}_0_OR_GREATER" }),
            "NET10_0",
            "NETCOREAPP3_1_OR_GREATER",
            "NETSTANDARD2_0_OR_GREATER"
        ];

    /// <summary>Every rule is on: the fixes of those that are off by default are checked too.</summary>
    private static readonly Dictionary<string, ReportDiagnostic> Levels = RuleCatalog.All.ToDictionary(
        rule => rule.Id,
        _ => ReportDiagnostic.Warn);

    /// <summary>
    /// The solution of the projects in a folder, and of those elsewhere that they reference, and which are in the folder.
    /// </summary>
    public static (Solution Solution, IReadOnlyList<ProjectId> InFolder) Load(string top, LineEnds ends, ReferenceAssemblies references)
    {
        var files = new Dictionary<string, (ProjectFile File, ProjectId Id)>(StringComparer.Ordinal);
        var paths = new Queue<string>(Directory.EnumerateFiles(top, "*.csproj", SearchOption.AllDirectories)
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal));
        while (paths.TryDequeue(out var path))
        {
            if (File.Exists(path) && !files.ContainsKey(path))
            {
                files[path] = (ProjectFile.Read(path, top), ProjectId.CreateNewId(path));
                files[path].File.References.ToList().ForEach(paths.Enqueue);
            }
        }

        var folders = files.Values.Select(project => project.File.Folder).ToHashSet(StringComparer.Ordinal);
        var fromSource = files.Values.Select(project => project.File.AssemblyName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var solution = new AdhocWorkspace().CurrentSolution;
        foreach (var (file, id) in files.Values)
        {
            solution = Add(solution, id, file, file.Sources(folders), ends, references.For(PackagesOf(file, files), fromSource));
        }

        foreach (var (file, id) in files.Values)
        {
            var others = Closure(file, files)
                .Where(other => other.Path != file.Path)
                .Select(other => new ProjectReference(files[other.Path].Id));
            solution = solution.WithProjectReferences(
                id,
                others.Where(other => !solution.GetProjectDependencyGraph()
                    .GetProjectsThatThisProjectTransitivelyDependsOn(other.ProjectId)
                    .Contains(id)));
        }

        return (solution,
        [
            .. files.Values
                .Where(project => project.File.Path.StartsWith(top + "/", StringComparison.Ordinal))
                .Select(project => project.Id)
        ]);
    }

    private static Solution Add(
        Solution solution,
        ProjectId id,
        ProjectFile file,
        IEnumerable<string> sources,
        LineEnds ends,
        IEnumerable<MetadataReference> references)
    {
        var options = new CSharpCompilationOptions(
            file.IsProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            allowUnsafe: true,
            specificDiagnosticOptions: Levels,
            nullableContextOptions: file.IsNullable ? NullableContextOptions.Enable : NullableContextOptions.Disable);
        solution = solution.AddProject(ProjectInfo.Create(
            id, VersionStamp.Create(), Path.GetFileNameWithoutExtension(file.Path), file.AssemblyName, LanguageNames.CSharp, file.Path,
            compilationOptions: options,
            parseOptions: new CSharpParseOptions(file.LanguageVersion, DocumentationMode.Parse, preprocessorSymbols: Symbols),
            metadataReferences: references));
        foreach (var path in sources)
        {
            solution = solution.AddDocument(
                DocumentId.CreateNewId(id),
                Path.GetFileName(path),
                LineEndText.With(File.ReadAllText(path), ends),
                filePath: path);
        }

        foreach (var path in Directory.EnumerateFiles(file.Folder, "GrowthGuard.*.txt"))
        {
            solution = solution.AddAdditionalDocument(
                DocumentId.CreateNewId(id),
                Path.GetFileName(path),
                LineEndText.With(File.ReadAllText(path), ends),
                filePath: path);
        }

        return file.GlobalUsings() is { Length: > 0 } usings
            ? solution.AddDocument(
                DocumentId.CreateNewId(id),
                "GlobalUsings.g.cs",
                SourceText.From(usings),
                filePath: Path.Combine(file.Folder, "obj", "GlobalUsings.g.cs"))
            : solution;
    }

    // A project can use the packages of those that it references.
    private static IEnumerable<string> PackagesOf(ProjectFile file, Dictionary<string, (ProjectFile File, ProjectId Id)> files) =>
        Closure(file, files).SelectMany(project => project.Packages).Distinct(StringComparer.OrdinalIgnoreCase);

    private static List<ProjectFile> Closure(ProjectFile file, Dictionary<string, (ProjectFile File, ProjectId Id)> files)
    {
        var found = new List<ProjectFile> { file };
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(found[i].References
                .Where(files.ContainsKey)
                .Select(path => files[path].File)
                .Where(other => !found.Contains(other)));
        }

        return found;
    }
}
