using System.Reflection;
using System.Text.RegularExpressions;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.DocsGenerator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Contract.Tests;

public sealed class ImplementationTests
{
    private const string NoFixSection = "No code fix";
    private const string AnalyzerTests = "tests/GrowthGuard.Analyzers.Tests";
    private const string BuildTests = "tests/GrowthGuard.Package.Tests";

    private static readonly Type[] AnalyzerTypes = [.. Subclasses<DiagnosticAnalyzer>(typeof(RuleCatalog).Assembly)];
    private static readonly Type[] FixTypes = [.. Subclasses<CodeFixProvider>(Assembly.Load("GrowthGuard.CodeFixes"))];

    public static TheoryData<string> Ids => RuleData.Ids();

    [Fact]
    public void Analyzers_and_code_fixes_are_sealed() =>
        Assert.DoesNotContain(AnalyzerTypes.Concat(FixTypes), type => !type.IsSealed && !type.IsAbstract);

    [Fact]
    public void Analyzers_are_announced_to_the_compiler_for_csharp() =>
        Assert.DoesNotContain(
            Concrete(AnalyzerTypes),
            type => type.GetCustomAttribute<DiagnosticAnalyzerAttribute>()?.Languages.SequenceEqual([LanguageNames.CSharp]) != true);

    [Fact]
    public void Code_fixes_are_exported_for_csharp() =>
        Assert.DoesNotContain(
            Concrete(FixTypes),
            type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>()?.Languages.SequenceEqual([LanguageNames.CSharp]) != true);

    [Fact]
    public void Analyzers_support_the_descriptors_of_the_catalog_and_no_others()
    {
        var supported = Concrete(AnalyzerTypes)
            .SelectMany(type => ((DiagnosticAnalyzer)Activator.CreateInstance(type)!).SupportedDiagnostics)
            .Distinct()
            .Where(descriptor => descriptor.Id != SolutionRecord.Id)
            .OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal);

        Assert.Equal(RuleCatalog.All.Where(rule => !rule.IsReportedByBuild).Select(rule => rule.Descriptor), supported);
    }

    [Fact]
    public void Code_fixes_fix_rules_of_the_catalog_only()
    {
        var unknown = CodeFixCatalog.All
            .SelectMany(provider => provider.FixableDiagnosticIds)
            .Except(RuleCatalog.All.Select(rule => rule.Id));

        Assert.Empty(unknown);
    }

    [Fact]
    public void Code_fixes_can_fix_all() => Assert.DoesNotContain(CodeFixCatalog.All, provider => provider.GetFixAllProvider() is null);

    /// <summary>A package that others compile against keeps a list of its public API, which the build compares with the code.</summary>
    [Fact]
    public void Libraries_keep_a_list_of_their_public_api() =>
        Assert.All(
            RepositoryFiles.Under("src", "*.csproj")
                .Where(project => File.ReadAllText(project).Contains("<GenerateDocumentationFile>true", StringComparison.Ordinal)),
            project => Assert.All(
                ["PublicAPI.Shipped.txt", "PublicAPI.Unshipped.txt"],
                file => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(project)!, file)), $"{project} has no {file}.")));

    [Theory, MemberData(nameof(Ids))]
    public void Rule_has_a_code_fix_or_its_page_says_why_not(string id)
    {
        var reason = new MarkdownPage(RepositoryFiles.Read(RulePage.PathOf(RuleData.Rule(id)))).Section(NoFixSection);

        if (CodeFixCatalog.Exist(id))
        {
            Assert.True(reason is null, $"{id} has a code fix, but its page has a section '## {NoFixSection}'; delete the section.");
        }
        else
        {
            Assert.False(
                string.IsNullOrWhiteSpace(reason),
                $"{id} has no code fix; write one, or give the reason on its page under '## {NoFixSection}'.");
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void Rule_has_a_test_class(string id)
    {
        var descriptor = typeof(RuleCatalog).GetFields()
            .Single(field => field.GetValue(null) is DiagnosticDescriptor value && value.Id == id).Name;
        var mention = new Regex($@"\b({id}|{descriptor}(Analyzer)?)\b");

        var tests = RuleData.Rule(id).IsReportedByBuild ? BuildTests : AnalyzerTests;

        Assert.True(
            RepositoryFiles.Under(tests, "*Tests.cs").Any(file => mention.IsMatch(File.ReadAllText(file))),
            $"No *Tests.cs under {tests} names {id} or {descriptor}; add a test class for the rule.");
    }

    private static IEnumerable<Type> Subclasses<T>(Assembly assembly) => assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)));

    private static IEnumerable<Type> Concrete(IEnumerable<Type> types) => types.Where(type => !type.IsAbstract);
}
