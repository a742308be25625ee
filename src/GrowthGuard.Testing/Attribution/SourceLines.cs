using System.Buffers.Binary;
using System.Reflection.Emit;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Reflection;
using GrowthGuard.Census;

namespace GrowthGuard.Testing.Attribution;

/// <summary>
/// Finds where a field is declared. Symbol files know lines of code, not of fields: the line of the initialiser is taken when there
/// is one, else that of the first use in the type that declares the field.
/// </summary>
internal sealed class SourceLines
{
    private const BindingFlags DeclaredHere =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Dictionary<Assembly, MetadataReaderProvider?> _symbols = [];

    /// <summary>Null when there is no symbol file, or nothing in it about the field.</summary>
    public (string File, int? Line)? Of(FieldInfo field)
    {
        var type = field.DeclaringType!;
        if (type.Assembly.IsCollectible || SymbolsOf(type.Assembly) is not { } symbols)
        {
            return null;
        }

        var methods = type.GetConstructors(DeclaredHere).Cast<MethodBase>().Concat(type.GetMethods(DeclaredHere)).ToList();
        // Initialisers run in the constructors, which come first. A use is what names the field's token after a field instruction.
        return methods.Select(method => PlaceOf(field, method, symbols, isStore: true)).FirstOrDefault(place => place is not null)
            ?? methods.Select(method => PlaceOf(field, method, symbols, isStore: false)).FirstOrDefault(place => place is not null)
            ?? methods.Select(method => FileOf(method, symbols)).FirstOrDefault(place => place is not null);
    }

    private static (string File, int? Line)? PlaceOf(FieldInfo field, MethodBase method, MetadataReader symbols, bool isStore)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code || OffsetOf(field, method, code, isStore) is not { } offset)
        {
            return null;
        }

        // The last point at or before the instruction; a compiler-generated accessor has none.
        SequencePoint? found = null;
        foreach (var point in PointsOf(method, symbols))
        {
            if (point.Offset <= offset && !point.IsHidden)
            {
                found = point;
            }
        }

        return found is { } place ? (FileName(symbols, place.Document), place.StartLine) : null;
    }

    private static (string File, int? Line)? FileOf(MethodBase method, MetadataReader symbols)
    {
        var point = PointsOf(method, symbols).FirstOrDefault(point => !point.IsHidden);
        return point.Document.IsNil ? null : (FileName(symbols, point.Document), null);
    }

    private static IEnumerable<SequencePoint> PointsOf(MethodBase method, MetadataReader symbols)
    {
        var handle = MetadataTokens.MethodDefinitionHandle(method.MetadataToken & 0xFFFFFF).ToDebugInformationHandle();
        return MetadataTokens.GetRowNumber(handle) <= symbols.GetTableRowCount(TableIndex.MethodDebugInformation)
            ? symbols.GetMethodDebugInformation(handle).GetSequencePoints()
            : [];
    }

    private static int? OffsetOf(FieldInfo field, MethodBase method, byte[] code, bool isStore)
    {
        OpCode[] instructions = isStore
            ? [OpCodes.Stsfld, OpCodes.Stfld]
            : [OpCodes.Ldsfld, OpCodes.Ldfld, OpCodes.Ldsflda, OpCodes.Ldflda];
        for (var i = 0; i + 5 <= code.Length; i++)
        {
            if (instructions.Any(instruction => instruction.Value == code[i]) &&
                Names(field, method, BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(i + 1))))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>Bytes that are no token at all resolve to nothing; a generic type refers to its own field by a reference.</summary>
    private static bool Names(FieldInfo field, MethodBase method, int token)
    {
        if (token == field.MetadataToken)
        {
            return true;
        }

        const int MemberReference = 0x0A;
        if (token >> 24 != MemberReference || !field.DeclaringType!.IsGenericType)
        {
            return false;
        }

        try
        {
            return method.Module.ResolveField(token, field.DeclaringType.GetGenericArguments(), null)?.MetadataToken == field.MetadataToken;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string FileName(MetadataReader symbols, DocumentHandle document) =>
        symbols.GetString(symbols.GetDocument(document).Name);

    private MetadataReader? SymbolsOf(Assembly assembly)
    {
        if (!_symbols.TryGetValue(assembly, out var provider))
        {
            _symbols[assembly] = provider = Open(assembly);
        }

        return provider?.GetMetadataReader();
    }

    /// <summary>A file of its own, or one that is embedded in the assembly.</summary>
    private static MetadataReaderProvider? Open(Assembly assembly)
    {
        try
        {
            if (assembly.IsDynamic || assembly.Location.Length == 0)
            {
                return null;
            }

            using var file = new PEReader(File.OpenRead(assembly.Location));
            return file.TryOpenAssociatedPortablePdb(
                assembly.Location,
                path => File.Exists(path) ? File.OpenRead(path) : null,
                out var provider,
                out _)
                ? provider
                : null;
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
