using System.Reflection;
using System.Runtime.CompilerServices;

namespace GrowthGuard.Testing.Attribution;

/// <summary>A field as the programmer wrote it: as a field, a property, an event, or a parameter of a primary constructor.</summary>
internal sealed class StoreMember
{
    private const BindingFlags DeclaredHere =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

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

    /// <summary>The name in the source.</summary>
    public string Name { get; }

    public bool IsEvent => Declared is EventInfo;

    /// <summary>The documentation id, as the analyzers' baseline and findings write it; null for what a lambda has captured.</summary>
    public string? Symbol => Field.DeclaringType!.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) ? null : $"{(Declared switch { EventInfo => 'E', PropertyInfo => 'P', _ => 'F' })}:{TypeNames.DocumentationId(Field.DeclaringType!)}.{Name}";

    public static StoreMember Of(FieldInfo field)
    {
        var type = field.DeclaringType!;
        if (field.Name.StartsWith('<'))
        {
            // <Name>k__BackingField and <name>P.
            var name = field.Name[1..field.Name.IndexOf('>')];
            return new StoreMember(field, type.GetProperty(name, DeclaredHere) is { } property ? property : field, name);
        }

        return new StoreMember(field, type.GetEvent(field.Name, DeclaredHere) is { } declared ? declared : field, field.Name);
    }
}
