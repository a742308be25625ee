using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Contract.Tests;

/// <summary>
/// A recursion without a limit lets generated code end the compiler: each way from a method back to itself leads through the recursion
/// guard.
/// </summary>
public sealed class RecursionTests
{
    private const string Guard = "RecursionGuard.Check()";

    private static readonly string[] Folders = ["src/GrowthGuard.Analyzers", "src/GrowthGuard.CodeFixes"];

    private static readonly string[] UnguardedQuestions = [".GetOperation(", ".GetSymbolInfo(", ".GetTypeInfo("];

    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    [Fact]
    public void Each_recursion_is_guarded()
    {
        var files = Folders.SelectMany(folder => RepositoryFiles.Under(folder, "*.cs"));
        var compilation = Compile([ImplicitUsings, .. files.Select(File.ReadAllText)]);

        var unguarded = string.Join("\n", Unguarded(compilation));
        Assert.True(unguarded.Length == 0, unguarded);
    }

    /// <summary>Roslyn overflows a megabyte on what a generator writes, unless it is asked as <c>DeepCode</c> asks.</summary>
    [Fact]
    public void Bodies_are_asked_about_in_the_way_that_survives_deep_code() => Assert.Empty(
        RepositoryFiles.Under(Folders[0], "*.cs")
            .Where(file => Path.GetFileName(file) != "DeepCode.cs")
            .Where(file => UnguardedQuestions.Any(question => File.ReadAllText(file).Contains(question, StringComparison.Ordinal)))
            .Select(Path.GetFileName));

    [Theory]
    [InlineData("class C { int A(int i) => A(i - 1); }", "C.A")]
    [InlineData("class C { int A(int i) => B(i - 1); int B(int i) { return new[] { i }.Select(A).First(); } }", "C.A C.B")]
    [InlineData("class C { int A(int i) { return F(i); int F(int j) => F(j - 1); } }", "C.F")]
    [InlineData("class C { C? Next; int Depth => Next is null ? 0 : Next.Depth + 1; }", "C.get_Depth")]
    [InlineData("abstract class B { public abstract int A(); } class C : B { B Next; public override int A() => Next.A(); }", "C.A")]
    [InlineData("class C { int A(int i) { RecursionGuard.Check(); return B(i); } int B(int i) => A(i); }", "")]
    [InlineData("class C { int A(int i) => B(i); int B(int i) => i; int B(string s) => B(s.Length); }", "")]
    public void Recursions_are_found(string source, string expected) =>
        Assert.Equal(
            expected.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Unguarded(Compile([ImplicitUsings, source])).Select(name => name.Split(" (")[0]));

    private static CSharpCompilation Compile(IEnumerable<string> sources) => CSharpCompilation.Create(
        "Sources",
        sources.Select(source => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview))),
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => !Path.GetFileName(file).StartsWith("GrowthGuard.", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file)));

    /// <summary>The methods that are on a way back to themselves.</summary>
    private static IEnumerable<string> Unguarded(CSharpCompilation compilation)
    {
        var calls = CallsIn(compilation).Where(call => !IsGuarded(call.Caller) && !IsGuarded(call.Callee)).Distinct().ToHashSet();

        // What calls nothing that is left, or is called by nothing, is on no such way.
        while (true)
        {
            var callers = calls.Select(call => call.Caller).ToHashSet(Symbols);
            var callees = calls.Select(call => call.Callee).ToHashSet(Symbols);
            if (calls.RemoveWhere(call => !callers.Contains(call.Callee) || !callees.Contains(call.Caller)) == 0)
            {
                return callers.Select(method => $"{method.ContainingType.Name}.{method.Name} ({method})").Order(StringComparer.Ordinal);
            }
        }
    }

    private static IEqualityComparer<ISymbol> Symbols => SymbolEqualityComparer.Default;

    private static bool IsGuarded(ISymbol method) => method.DeclaringSyntaxReferences
        .Any(reference => reference.GetSyntax().ToString().Contains(Guard, StringComparison.Ordinal));

    private static IEnumerable<(ISymbol Caller, ISymbol Callee)> CallsIn(CSharpCompilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes().Where(IsCall))
            {
                if (CallerAt(node, model) is not { } caller)
                {
                    continue;
                }

                var called = model.GetSymbolInfo(node);
                foreach (var method in called.CandidateSymbols.Append(called.Symbol).Select(MethodOf).OfType<IMethodSymbol>())
                {
                    foreach (var callee in Overriding(method, compilation))
                    {
                        yield return (caller, callee);
                    }
                }
            }
        }
    }

    private static bool IsCall(SyntaxNode node) =>
        node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax;

    private static IMethodSymbol? MethodOf(ISymbol? symbol) => symbol switch
    {
        IPropertySymbol property => MethodOf(property.GetMethod ?? property.SetMethod),
        IMethodSymbol method when method.Locations.Any(location => location.IsInSource) =>
            (method.ReducedFrom ?? method).OriginalDefinition,
        _ => null,
    };

    private static IEnumerable<IMethodSymbol> Overriding(IMethodSymbol method, CSharpCompilation compilation) =>
        method.IsAbstract || method.IsVirtual
            ? compilation.GetSymbolsWithName(method.Name, SymbolFilter.Member).OfType<IMethodSymbol>()
                .Where(other => Symbols.Equals(other.OverriddenMethod?.OriginalDefinition, method))
                .Prepend(method)
            : [method];

    /// <summary>The method, accessor or local function that a node stands in; none for the value of a field.</summary>
    private static ISymbol? CallerAt(SyntaxNode node, SemanticModel model) => node.Ancestors().Prepend(node)
        .TakeWhile(ancestor => ancestor is not EqualsValueClauseSyntax
        {
            Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax },
        })
        .Select(ancestor => ancestor switch
        {
            LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax => model.GetDeclaredSymbol(ancestor),
            PropertyDeclarationSyntax => (model.GetDeclaredSymbol(ancestor) as IPropertySymbol)?.GetMethod,
            _ => null,
        })
        .FirstOrDefault(symbol => symbol is not null)?.OriginalDefinition;
}
