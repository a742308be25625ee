using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;

namespace GrowthGuard.Testing.Attribution;

/// <summary>Counts the static fields of one assembly that hold a collection, and the static events.</summary>
internal sealed class StaticFieldCensus : ICensus
{
    private readonly List<FieldInfo> _fields = [];
    private readonly List<CensusRoot> _roots = [];
    private readonly long[] _counts;

    public StaticFieldCensus(CensusRequest request)
    {
        foreach (var type in request.Assembly.GetTypes().Where(type => !type.ContainsGenericParameters))
        {
            foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                var name = $"{type.FullName}.{field.Name}";
                if ((typeof(IEnumerable).IsAssignableFrom(field.FieldType) || typeof(Delegate).IsAssignableFrom(field.FieldType)) && !request.Ignored.Any(pattern => Fits(name, pattern)))
                {
                    _fields.Add(field);
                    _roots.Add(new CensusRoot { Name = name, StoreType = field.FieldType.Name, Bound = BoundOf(field) });
                }
            }
        }

        _counts = new long[_fields.Count];
    }

    public IReadOnlyList<CensusRoot> Roots => _roots;

    public ReadOnlySpan<long> Take()
    {
        for (var i = 0; i < _fields.Count; i++)
        {
            _counts[i] = _fields[i].GetValue(null) switch
            {
                ICollection collection => collection.Count,
                Delegate handlers => handlers.GetInvocationList().Length,
                _ => 0,
            };
        }

        return _counts;
    }

    private static long? BoundOf(FieldInfo field) => field.CustomAttributes
        .Where(attribute => attribute.AttributeType.FullName == "GrowthGuard.BoundedAttribute")
        .SelectMany(attribute => attribute.ConstructorArguments)
        .Select(argument => (long?)argument.Value)
        .FirstOrDefault();

    private static bool Fits(string name, string pattern) => Regex.IsMatch(name, $"^{Regex.Escape(pattern).Replace("\\*", ".*")}$");
}
