using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GrowthGuard.Contract.Tests;

/// <summary>The annotations as source must be what the annotations of the package are, and compile wherever they are put.</summary>
public sealed class AnnotationSourceTests
{
    private const string SourceFile = "src/GrowthGuard.Annotations/content/GrowthGuardAnnotations.cs";
    private const string ResourceName = "GrowthGuardAnnotations.cs";

    private static readonly string Source = RepositoryFiles.Read(SourceFile);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3, NullableContextOptions.Disable)]
    [InlineData(LanguageVersion.Latest, NullableContextOptions.Disable)]
    [InlineData(LanguageVersion.Latest, NullableContextOptions.Enable)]
    public void Source_compiles_without_a_warning(LanguageVersion version, NullableContextOptions nullable) =>
        Assert.Empty(Compile(Source, version, nullable)
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden));

    [Fact]
    public void Source_declares_the_attributes_of_the_package()
    {
        using var image = new MemoryStream();
        Assert.True(Compile(Source, LanguageVersion.CSharp7_3, NullableContextOptions.Disable).Emit(
            image,
            cancellationToken: TestContext.Current.CancellationToken).Success);
        var pasted = Assembly.Load(image.ToArray());

        Assert.Equal(Shape(typeof(BoundedAttribute).Assembly), Shape(pasted));
    }

    [Fact]
    public void Source_keeps_its_types_internal()
    {
        var types = Compile(Source, LanguageVersion.CSharp7_3, NullableContextOptions.Disable).Assembly
            .GetTypeByMetadataName("GrowthGuard.BoundedAttribute")!.ContainingNamespace.GetTypeMembers();

        Assert.NotEmpty(types);
        Assert.All(types, type => Assert.Equal(Accessibility.Internal, type.DeclaredAccessibility));
    }

    [Fact]
    public void Code_fixes_carry_the_source()
    {
        using var resource = Assembly.Load("GrowthGuard.CodeFixes").GetManifestResourceStream(ResourceName);
        Assert.NotNull(resource);
        using var reader = new StreamReader(resource);

        Assert.Equal(Source, reader.ReadToEnd());
    }

    private static CSharpCompilation Compile(string source, LanguageVersion version, NullableContextOptions nullable) =>
        CSharpCompilation.Create(
            "Pasted",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(version))],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: nullable));

    /// <summary>Every attribute with its usage, constructors and properties, one line each.</summary>
    private static IEnumerable<string> Shape(Assembly assembly) => assembly.GetTypes()
        .Where(type => type.Namespace == "GrowthGuard")
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(Shape);

    private static IEnumerable<string> Shape(Type type)
    {
        var usage = type.GetCustomAttribute<AttributeUsageAttribute>()!;
        return
        [
            $"{type.FullName}, sealed: {type.IsSealed}, on {usage.ValidOn}, multiple: {usage.AllowMultiple}, inherited: {usage.Inherited}",
            .. type.GetConstructors().Select(constructor => $"{type.Name}{constructor}").Order(StringComparer.Ordinal),
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Select(property => $"{type.Name}.{property}, settable: {property.CanWrite}")
                .Order(StringComparer.Ordinal),
        ];
    }
}
