using System.Reflection;
using System.Runtime.CompilerServices;

namespace GrowthGuard.Census;

/// <summary>A field as the programmer wrote it: as a field, a property, an event, or a parameter of a primary constructor.</summary>
internal sealed class StoreMember
{
    private const BindingFlags DeclaredHere =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private bool _isInitialized;

    private StoreMember(FieldInfo field, MemberInfo declared, string name)
    {
        Field = field;
        Declared = declared;
        Name = name;
    }

    /// <summary>Where the value is.</summary>
    public FieldInfo Field { get; }

    /// <summary>What carries the attributes.</summary>
    public MemberInfo Declared { get; }

    /// <summary>The name in the source; empty when the source has none.</summary>
    public string Name { get; }

    public bool IsEvent => Declared is EventInfo;

    /// <summary>The bound that is documented on it, or null.</summary>
    public DeclaredBound? Bound => DeclaredBound.Of(Declared);

    /// <summary>The documentation id, as the analyzers' baseline and findings write it; null for what a lambda has captured.</summary>
    public string? Symbol =>
        Field.DeclaringType!.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            ? null
            : $"{(Declared switch { EventInfo => 'E', PropertyInfo => 'P', _ => 'F' })}:{TypeNames.DocumentationId(Field.DeclaringType!)}.{Name}";

    /// <summary>The value in an object, or that of a static field when null is given.</summary>
    public object? Read(object? owner)
    {
        // Once initialised, always initialised: the question costs more than the answer.
        _isInitialized = _isInitialized || StaticConstructor.HasRun(Field.DeclaringType!);
        return _isInitialized ? Field.GetValue(owner) : FieldValues.Read(Field, owner);
    }

    public static StoreMember Of(FieldInfo field)
    {
        var type = field.DeclaringType!;
        if (field.Name == "<>4__this")
        {
            // What a lambda has captured of the method that it stands in.
            return new StoreMember(field, field, "this");
        }

        if (field.Name.StartsWith("CS$<>", StringComparison.Ordinal))
        {
            // What it has captured of an outer block.
            return new StoreMember(field, field, "");
        }

        if (field.Name.StartsWith('<') && field.Name.IndexOf('>') > 1)
        {
            // <Name>k__BackingField and <name>P.
            var name = field.Name[1..field.Name.IndexOf('>')];
            return new StoreMember(field, type.GetProperty(name, DeclaredHere) is { } property ? property : field, name);
        }

        return new StoreMember(field, type.GetEvent(field.Name, DeclaredHere) is { } declared ? declared : field, field.Name);
    }
}
