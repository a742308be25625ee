using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace GrowthGuard.Census;

/// <summary>Names of types, for people and for tools.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(char)] = "char",
        [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint",
        [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double",
        [typeof(decimal)] = "decimal", [typeof(string)] = "string", [typeof(object)] = "object",
    };

    private static readonly Dictionary<string, string> KeywordsByName = Keywords.ToDictionary(type => type.Key.Name, type => type.Value);

    /// <summary>The keyword for a type of the runtime's name: <c>int</c> for <c>Int32</c>; null when there is none.</summary>
    public static string? KeywordOf(string name) => KeywordsByName.GetValueOrDefault(name);

    /// <summary>With its namespace, as C# writes it: <c>Shop.Cache&lt;int&gt;.Entry</c>.</summary>
    public static string Full(Type type) =>
        type.IsArray || type.IsGenericParameter || Keywords.ContainsKey(type) || string.IsNullOrEmpty(Outermost(type).Namespace)
            ? Short(type)
            : $"{Outermost(type).Namespace}.{Short(type)}";

    /// <summary>Without namespaces, as C# writes it: <c>Dictionary&lt;string, Order&gt;</c>.</summary>
    public static string Short(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsArray)
        {
            return $"{Short(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var arguments = new Queue<Type>(type.GetGenericArguments());
        return string.Join('.', Nesting(type).Select(level => LevelName(level, arguments)));
    }

    /// <summary>A method with its type; a lambda is named by the method that it stands in.</summary>
    public static string OfMethod(MethodInfo method)
    {
        var type = method.DeclaringType ?? typeof(object);
        while (type.DeclaringType is { } outer && type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
        {
            type = outer;
        }

        return $"{Full(type)}.{(method.Name.StartsWith('<') ? method.Name[1..method.Name.IndexOf('>')] : method.Name)}";
    }

    /// <summary>As documentation ids and the analyzers write it: <c>Shop.Cache`1.Entry</c>.</summary>
    public static string DocumentationId(Type type)
    {
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return (definition.FullName ?? definition.Name).Replace('+', '.');
    }

    private static string LevelName(Type level, Queue<Type> arguments)
    {
        var name = SourceName(level);
        var mark = name.IndexOf('`');
        if (mark < 0)
        {
            return name;
        }

        var own = int.Parse(name.AsSpan(mark + 1), System.Globalization.CultureInfo.InvariantCulture);
        var text = new StringBuilder(name, 0, mark, name.Length + 16).Append('<');
        for (var i = 0; i < own; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(Short(arguments.Dequeue()));
        }

        return text.Append('>').ToString();
    }

    /// <summary>The name of a type that is local to a file is &lt;File&gt;F…__Name.</summary>
    private static string SourceName(Type type)
    {
        var end = type.Name.StartsWith('<') ? type.Name.LastIndexOf("__", StringComparison.Ordinal) : -1;
        return end < 0 ? type.Name : type.Name[(end + 2)..];
    }

    private static IEnumerable<Type> Nesting(Type type) =>
        type.DeclaringType is { } outer ? Nesting(outer).Append(type) : [type];

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
