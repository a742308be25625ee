using Microsoft.CodeAnalysis;

namespace GrowthGuard.TestHarness;

/// <summary>What one project of a test consists of.</summary>
public class ProjectState
{
    internal ProjectState(string name, string folder)
    {
        Name = name;
        Sources = new SourceFileList(folder);
        AdditionalFiles = new SourceFileList(folder);
        AnalyzerConfigFiles = new SourceFileList(folder);
    }

    /// <summary>The project's name, and its assembly's.</summary>
    public string Name { get; }

    /// <summary>Source files, with markup.</summary>
    public SourceFileList Sources { get; }

    /// <summary>Additional files, with markup.</summary>
    public SourceFileList AdditionalFiles { get; }

    /// <summary>Files in the form of .editorconfig or .globalconfig; their paths say where they apply.</summary>
    public SourceFileList AnalyzerConfigFiles { get; }

    /// <summary>Names of the projects that this one references.</summary>
    public List<string> AdditionalProjectReferences { get; } = [];

    /// <summary>References besides <see cref="ReferenceAssemblies"/>.</summary>
    public MetadataReferenceList AdditionalReferences { get; } = [];

    /// <summary>The framework to compile against, when not the test's.</summary>
    public ReferenceSet? ReferenceAssemblies { get; set; }

    /// <summary>The kind of assembly that the project makes.</summary>
    public OutputKind OutputKind { get; set; } = OutputKind.DynamicallyLinkedLibrary;

    /// <summary>Diagnostics expected besides those in markup.</summary>
    public List<DiagnosticResult> ExpectedDiagnostics { get; } = [];

    internal bool IsEmpty =>
        Sources.Count == 0 && AdditionalFiles.Count == 0 && AnalyzerConfigFiles.Count == 0 && ExpectedDiagnostics.Count == 0;
}
