using GrowthGuard.Analyzers.AdditionalFiles;
using GrowthGuard.Analyzers.Analysis;
using GrowthGuard.Analyzers.Analysis.Paging;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Tests.Robustness;

/// <summary>
/// What is kept for a file, a table of facts or an assembly is found again in the compilation after an edit, and what the edit changed is
/// not.
/// </summary>
public sealed class IndexTests
{
    private const string Orders = "namespace Shop { public class OrderPage { public string NextToken { get; set; } } }";

    private static readonly MetadataReference Corlib = MetadataReference.CreateFromFile(typeof(object).Assembly.Location);

    [Theory]
    [InlineData("a", 0, 5, 1)]
    [InlineData("a", 1, 5, 0)]
    [InlineData("a", 0, 13, 2)]
    [InlineData("a", 0, 12, 1)]
    [InlineData("a", 12, 14, 1)]
    [InlineData("a", 0, 60, 3)]
    [InlineData("b", 0, 60, 1)]
    [InlineData("c", 0, 60, 0)]
    [InlineData("", 0, 60, 0)]
    public void FindsNamesInScope(string name, int start, int end, int expected)
    {
        var tree = Parse("a = a1 + 2; a.b = \"a c\" /* a */ + a;");
        Assert.Equal(expected, IdentifierIndex.Find(name, tree, TextSpan.FromBounds(start, end)).Count());
    }

    [Fact]
    public void FindsNamesInFilesInOrder()
    {
        var compilation = Compile(
            "class A { int Total; int B() => Total; }",
            "class C { }",
            "class D { int E(A a) => a.Total + a.Total; }");
        var words = new WordIndex(compilation);
        Assert.Equal([compilation.SyntaxTrees[0], compilation.SyntaxTrees[2]], words.TreesWith("Total"));
        Assert.Equal([32, 26, 36], words.NamesOf("Total").Select(static name => name.SpanStart));
        Assert.Empty(words.NamesOf("Absent"));
    }

    [Fact]
    public void KnowsDeclarationsAfterEdit()
    {
        var before = Compile("class Order { int Id; }", "class Base { }", "class Derived : Base { }");
        var old = new DeclarationIndex(before);
        Assert.True(old.HasMember("Id"));
        Assert.False(old.HasMember("Key"));
        Assert.Single(old.WithBaseNamed("Base"));

        var after = Edit(Edit(before, 0, "class Order { string Key; }"), 2, "class Derived { }");
        var now = new DeclarationIndex(after);
        Assert.False(now.HasMember("Id"));
        Assert.Equal("string", now.TypesOfMembers("Key").Single()!.ToString());
        Assert.Empty(now.WithBaseNamed("Base"));
        Assert.Same(after.Assembly, now.TypesNamed("Order").Single().ContainingAssembly);
        Assert.Same(before.Assembly, old.TypesNamed("Order").Single().ContainingAssembly);
    }

    [Fact]
    public void KnowsDerivedClassesAfterEdit()
    {
        const string Bases = "namespace N { public class Base { } public class Other { } }";
        var before = Compile(
            Bases,
            "using Alias = N.Base; class A : Alias { } partial class B { }",
            "partial class B : N.Base { } class C : N.Other { } interface I { }");
        Assert.Equal(["A", "B"], DerivedFromBase(before));
        Assert.Equal(["A", "C"], DerivedFromBase(Edit(before, 2, "partial class B : I { } class C : N.Base { } interface I { }")));

        static IEnumerable<string> DerivedFromBase(Compilation compilation) =>
            new CompilationAnalysis(compilation, FactTable.BuiltIn).DerivedFrom(compilation.GetTypeByMetadataName("N.Base")!)
                .Select(static type => type.Name).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void KnowsPagedMethodsAfterEdit()
    {
        var before = Compile(Orders, "class Client { Shop.OrderPage ListOrders(string token) => null; int Count() => 0; }");
        var names = NamesIn(before)!;
        Assert.True(names.Contains("ListOrders"));
        Assert.False(names.Contains("Count"));

        var renamed = NamesIn(Edit(before, 1, "class Client { Shop.OrderPage FindOrders(string token) => null; }"))!;
        Assert.True(renamed.Contains("FindOrders"));
        Assert.False(renamed.Contains("ListOrders"));

        // The page is in another file than the method that gives it.
        Assert.Null(NamesIn(Edit(before, 0, Orders.Replace("NextToken", "Title"))));

        static IdentifierSet? NamesIn(Compilation compilation) =>
            new PagedOperations(compilation, new DeclarationIndex(compilation), FactTable.BuiltIn).Names;
    }

    [Fact]
    public void KeepsTableOfFactsWhileTextsAreTheSame()
    {
        const string Line = "keyed Shop.Shelf adds Put";
        var tables = new FactTableCache();
        var table = TableOf(Line);
        Assert.Same(table, TableOf(Line));
        Assert.NotSame(table, TableOf(Line + " Place"));
        Assert.NotSame(table, TableOf(Line, "keyed Shop.Rack adds Put"));
        Assert.Same(FactTable.BuiltIn, TableOf());
        Assert.True(TableOf(Line).Names(FactKind.Keyed, "Shop.Shelf"));
        Assert.False(TableOf("keyed Shop.Rack adds Put").Names(FactKind.Keyed, "Shop.Shelf"));

        // Somebody types in the file.
        for (var k = 0; k < 20; k++)
            TableOf(Line + k);
        Assert.NotSame(table, TableOf(Line));

        FactTable TableOf(params string[] texts) =>
            tables.TableOf([
                .. texts.Select(static (text, index) => new PolicyFile($"/GrowthGuard.facts.{index}.txt", SourceText.From(text)))
            ]);
    }

    [Theory]
    [InlineData("System.Collections.Generic.Dictionary`2", "Shop.Table`2", false)]
    [InlineData("Shop.Table`2", "Shop.Table`2", true)]
    [InlineData("Shop.Table", "Shop.Table`2", false)]
    [InlineData("Shop.Table`2", "Shop.Table", false)]
    [InlineData("Shop.Table`22", "Shop.Table`2", false)]
    [InlineData("Shop.Table`2+Row`1", "Shop.Table`2+Row`1", true)]
    [InlineData("Shop.Table+Row`1", "Shop.Table`2+Row`1", false)]
    [InlineData("Shop.Table`2.Row`1", "Shop.Table`2+Row`1", false)]
    public void KnowsTypesByTheirArity(string fact, string type, bool isKnown)
    {
        var compilation = Compile("namespace Shop { class Table<K, V> { public class Row<T> { } } class Table { } }");
        var table = FactsFile.TableOf([new PolicyFile("/GrowthGuard.facts.txt", SourceText.From($"keyed {fact} adds Put"))]);
        var symbol = compilation.GetTypeByMetadataName(type)!;
        Assert.Equal(isKnown, table.Has(FactKind.Keyed, symbol));
        Assert.Equal(isKnown, table.About(symbol).Any());
    }

    private static CSharpCompilation Compile(params string[] files) =>
        CSharpCompilation.Create(
            "Edited",
            files.Select(Parse),
            [Corlib],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static CSharpCompilation Edit(CSharpCompilation compilation, int file, string text) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[file], Parse(text));

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text);
}
