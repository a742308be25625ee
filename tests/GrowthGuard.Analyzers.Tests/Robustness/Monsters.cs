using System.Text;

namespace GrowthGuard.Analyzers.Tests.Robustness;

/// <summary>Code that no one writes and generators do: deep, long or wide far beyond what a recursion or a square survives.</summary>
internal static class Monsters
{
    private const string Head = """
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Linq;
        using System.Text;
        using System.Threading.Tasks;

        """;

    /// <summary>Each kind, made with some number of repetitions.</summary>
    public static IReadOnlyDictionary<string, Func<int, string>> ByName { get; } = new SortedDictionary<string, Func<int, string>>
    {
        ["locals each made of the one before"] = n =>
            InHandler($"var v0 = key; {Many(1, n, i => $"var v{i} = v{i - 1};\n")} Map[v{n}] = 1;"),
        ["sums each made of the one before"] = n =>
            InHandler($"var v0 = key; {Many(1, n, i => $"var v{i} = v{i - 1} + v{i - 1};\n")} Map[v{n}] = 1;"),
        ["aliases of a store"] = n => InHandler($"var v0 = List; {Many(1, n, i => $"var v{i} = v{i - 1};\n")} v{n}.Add(key);"),
        ["one local assigned again and again"] = n => InHandler($"var v = key; {Many(1, n, i => $"v = v + \"{i}\";\n")} Map[v] = 1;"),
        ["chained calls on a store"] = n => InHandler($"Text{Many(1, n, i => $".Append(key)")};"),
        ["chained calls of a key"] = n => InHandler($"Map[key{Many(1, n, i => ".Trim()")}] = 1;"),
        ["chained query operators"] = n =>
            InHandler($"var all = List.AsQueryable(){Many(1, n, i => $".Where(x => x.Length > {i})")}.ToList(); Sink.AddRange(all);"),
        ["chained persistent additions"] = n => InHandler($"Frozen = Frozen{Many(1, n, i => ".Add(key)")};"),
        ["chained conditional accesses"] = n => InHandler($"Map[key{Many(1, n, i => "?.Trim()")} ?? \"\"] = 1;"),
        ["nested parentheses"] = n => InHandler($"Map[{Repeat("(", n)}key{Repeat(")", n)}] = 1;"),
        ["nested conditional expressions"] = n => InHandler($"Map[{Many(1, n, i => $"key.Length == {i} ? \"{i}\" : ")} key] = 1;"),
        ["nested conditional expressions in the condition"] = n =>
            InHandler($"if ({Repeat("(", n)}Map.Count < 10{Repeat(" ? true : false)", n)}) Map[key] = 1;"),
        ["nested coalesce expressions"] = n => InHandler($"Map[{Many(1, n, i => "Find(key) ?? ")} key] = 1;"),
        ["nested switch expressions"] = n => InHandler($"Map[{Repeat("key switch { \"a\" => \"b\", _ => ", n)}key{Repeat("}", n)}] = 1;"),
        ["nested casts"] = n => InHandler($"Map[{Repeat("(string)(object)", n)}key] = 1;"),
        ["nested negations"] = n => InHandler($"if ({Repeat("!", n)}(Map.Count > 10)) Map[key] = 1;"),
        ["long sum"] = n => InHandler($"Map[key{Many(1, n, i => $" + \"{i}\"")}] = 1;"),
        ["long condition"] = n => InHandler($"if (Map.Count < 10{Many(1, n, i => $" && key != \"{i}\"")}) Map[key] = 1;"),
        ["long condition of counts"] = n => InHandler($"if (key == null{Many(1, n, i => $" || Map.Count > {i}")}) return; Map[key] = 1;"),
        ["long interpolated string"] = n => InHandler($"Map[$\"{Repeat("{key}-", n)}\"] = 1;"),
        ["nested interpolated strings"] = n => InHandler($"Map[{Repeat("$\"a{", n)}key{Repeat("}\"", n)}] = 1;"),
        ["nested tuples"] = n => InHandler($"object o = {Repeat("(key, ", n)}key{Repeat(")", n)}; Objects.Add(o);"),
        ["nested initializers"] = n => InHandler($"Objects.Add({Repeat("new Node { Next = ", n)}null{Repeat("}", n)});"),
        ["nested collection expressions"] = n => InHandler($"Objects.Add({Repeat("new object[] {", n)}key{Repeat("}", n)});"),
        ["nested lambdas"] = n => InHandler($"{Repeat("Run(() => {", n)}Map[key] = 1;{Repeat("});", n)}"),
        ["nested local functions"] = n =>
            InHandler($"{Many(1, n, i => $"void F{i}() {{")}Map[key] = 1;{Many(1, n, i => $"}} F{n - i + 1}();")}"),
        ["nested calls"] = n => InHandler($"Map[{Repeat("Same(", n)}key{Repeat(")", n)}] = 1;"),
        ["nested blocks"] = n => InHandler($"{Repeat("{", n)}Map[key] = 1;{Repeat("}", n)}"),
        ["nested ifs"] = n => InHandler($"{Many(1, n, i => $"if (key.Length > {i}) {{")}Map[key] = 1;{Repeat("}", n)}"),
        ["nested loops"] = n => InHandler($"{Many(1, n, i => $"foreach (var x{i} in List) {{")}Map[key] = 1;{Repeat("}", n)}"),
        ["nested try statements"] = n => InHandler($"{Repeat("try {", n)}Map[key] = 1;{Repeat("} finally { Count++; }", n)}"),
        ["nested using statements"] = n => InHandler($"{Repeat("using (Open()) {", n)}Map[key] = 1;{Repeat("}", n)}"),
        ["chained else-ifs"] = n =>
            InHandler($"{Many(1, n, i => $"if (key == \"{i}\" && Map.Count < {i}) Map[key + \"{i}\"] = {i}; else ")} Map[key] = 0;"),
        ["chained else-ifs that return"] = n => InHandler($"{Many(1, n, i => $"if (key == \"{i}\") return; else ")} Map[key] = 0;"),
        ["ifs one after the other"] = n =>
            InHandler($"{Many(1, n, i => $"if (key == \"{i}\") {{ Map[key + \"{i}\"] = {i}; return; }}\n")}"),
        ["cases of a switch"] = n =>
            InHandler($"switch (key) {{ {Many(1, n, i => $"case \"{i}\": Map[key + \"{i}\"] = {i}; break;\n")} }}"),
        ["arms of a switch expression"] = n =>
            InHandler($"Map[key switch {{ {Many(1, n, i => $"\"{i}\" => key + \"{i}\",\n")} _ => key }}] = 1;"),
        ["statements that add"] = n => InHandler($"{Many(1, n, i => $"List.Add(key + \"{i}\");\n")}"),
        ["statements that add and remove"] = n => InHandler($"{Many(1, n, i => $"Map[key + \"{i}\"] = 1; Map.Remove(\"{i}\");\n")}"),
        ["helpers before each addition"] = n => InHandler($"{Many(1, n, i => "Check(); List.Add(key);\n")}") ,
        ["subscriptions"] = n => InHandler($"{Many(1, n, i => $"Changed += () => Count += {i};\n")}"),
        ["methods that call each other in a row"] = n =>
            Class($"public void Handle(string key) => M1(key); " +
            $"{Many(1, n, i => $"private void M{i}(string k) => M{i + 1}(k);\n")} private void M{n + 1}(string k) => Map[k] = 1;"),
        ["methods that call each other in a ring"] = n =>
            Class($"public void Handle(string key) => M1(key); {Many(1, n, i => $"private void M{i}(string k) {{ Map[k] = 1; M{(i % n) +
            1}(k); }}\n")}"),
        ["methods that hand a store on"] = n =>
            Class($"public void Handle(string key) => M1(List, key); " +
            $"{Many(1, n, i => $"private static void M{i}(List<string> l, string k) => M{i + 1}(l, k);\n")} " +
            $"private static void M{n + 1}(List<string> l, string k) => l.Add(k);"),
        ["properties that return each other"] = n =>
            Class($"public void Handle(string key) => P1[key] = 1; " +
            $"{Many(1, n, i => $"private static Dictionary<string, int> P{i} => P{i + 1};\n")} " +
            $"private static Dictionary<string, int> P{n + 1} => Map;"),
        ["keys from methods in a row"] = n =>
            Class($"public void Handle(string key) => Map[K1(key)] = 1; " +
            $"{Many(1, n, i => $"private static string K{i}(string k) => K{i + 1}(k);\n")} private static string K{n + 1}(string k) => k;"),
        ["callers of one method"] = n =>
            Class($"private static void Put(string k) => Map[k] = 1; " +
            $"{Many(1, n, i => $"public void Handle{i}(string key) => Put(key + \"{i}\");\n")}"),
        ["classes that derive from each other"] = n =>
            Class("public void Handle(string key) => new C1().Use(key);") + Many(1, n, i => $"internal class C{i} : C{i + 1} {{ }}\n") +
            $"internal class C{n + 1} {{ private static readonly List<string> Items = new(); " +
            "public void Use(string key) => Items.Add(key); }",
        ["types in types"] = n =>
            Many(
                1,
                n,
                i => $"public class T{i} {{ public static readonly List<string> Items = new(); " +
                    "public static void Add(string key) => Items.Add(key);\n",
                Head) + Repeat("}", n),
        ["nested type arguments"] = n =>
            Class($"private static readonly {Repeat("List<", n)}string{Repeat(">", n)} Deep = new(); " +
            $"public void Handle(string key) => Deep.Add(null!);"),
        ["structs of structs as keys"] = n =>
            Class($"private static readonly Dictionary<S1, int> ByStruct = new(); " +
            $"public void Handle(S1 key) => ByStruct[key] = 1;") + Many(1, n, i => $"internal record struct S{i}(S{i + 1} A);\n") +
            $"internal record struct S{n + 1}(string A);",
        ["stores of one type"] = n =>
            Class(Many(
                1,
                n,
                i => $"private static readonly List<string> L{i} = new(); public void Handle{i}(string key) => L{i}.Add(key);\n")),
        ["parts of a qualified name"] = n => InHandler($"Objects.Add(new {Many(1, n, i => $"N{i}.")}X());"),
        ["long line of SQL"] = n =>
            InHandler($"Objects.Add(\"SELECT * FROM t WHERE a IN {Repeat(" ", n)} /* {Repeat("/*", n)} ' {Repeat("''", n)}\");"),
        ["comment of blanks"] = n =>
            Class($"// bound: {Repeat(" ", n)}x\nprivate static readonly List<string> Noted = new(); " +
            $"/* bound:{Repeat("\t ", n)}*/ public void Handle(string key) => Noted.Add(key);"),
    };

    private static string InHandler(string statements) => Class($"public void Handle(string key)\n{{\n{statements}\n}}");

    private static string Class(string members) => Head + $$"""
        public class Monster
        {
            private static readonly Dictionary<string, int> Map = new();
            private static readonly List<string> List = new();
            private static readonly List<string> Sink = new();
            private static readonly List<object> Objects = new();
            private static readonly StringBuilder Text = new();
            private static ImmutableList<string> Frozen = ImmutableList<string>.Empty;
            private static int Count;
            public static event Action? Changed;
            private static string? Find(string key) => key;
            private static string Same(string key) => key;
            private static void Run(Action action) => action();
            private static IDisposable Open() => null!;
            private static void Check() { if (Count > 10) throw new InvalidOperationException(); }
            {{members}}
        }

        public class Node
        {
            public Node? Next { get; set; }
        }

        """;

    private static string Many(int from, int to, Func<int, string> make, string before = "")
    {
        var text = new StringBuilder(before);
        for (var i = from; i <= to; i++)
        {
            text.Append(make(i));
        }

        return text.ToString();
    }

    private static string Repeat(string text, int count) => Many(1, count, _ => text);
}
