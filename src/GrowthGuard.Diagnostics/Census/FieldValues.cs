using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace GrowthGuard.Census;

/// <summary>Reads fields without running static constructors.</summary>
internal static class FieldValues
{
    // Weak, since a field of an unloadable assembly would keep that loaded.
    private static readonly ConditionalWeakTable<FieldInfo, Func<object, object?>> Accessors = [];

    /// <summary>The value of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="owner">The object; null for a static field.</param>
    /// <returns>Null for a static field that is not initialised yet.</returns>
    public static object? Read(FieldInfo field, object? owner)
    {
        if (StaticConstructor.HasRun(field.DeclaringType!))
        {
            return field.GetValue(owner);
        }

        return owner is null ? null : Accessors.GetValue(field, Compile)(owner);
    }

    /// <summary>
    /// Code that reads an instance field runs nothing besides. Compiling it costs more than reflection does, so it is the exception.
    /// </summary>
    private static Func<object, object?> Compile(FieldInfo field)
    {
        var method = new DynamicMethod($"Read {field.Name}", typeof(object), [typeof(object)], field.Module, skipVisibility: true);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(field.DeclaringType!.IsValueType ? OpCodes.Unbox : OpCodes.Castclass, field.DeclaringType);
        code.Emit(OpCodes.Ldfld, field);
        if (field.FieldType.IsValueType)
        {
            code.Emit(OpCodes.Box, field.FieldType);
        }

        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<object, object?>>();
    }
}
