using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using GrowthGuard.Testing;

namespace GrowthGuard.Tool.Scenarios;

/// <summary>
/// Finds the scenarios of an assembly in its metadata. Nothing of it is loaded: its code runs in processes of its own only.
/// </summary>
internal static class ScenarioFinder
{
    private static readonly string Interface = typeof(IMemoryScenario).FullName!;

    /// <summary>The scenarios, in the order of their names: as reflection names them, with <c>+</c> before a nested class.</summary>
    /// <param name="file">The assembly.</param>
    /// <param name="wanted">The name of one of them, with or without its namespace; null for all.</param>
    /// <exception cref="ToolException">The file is no assembly, or has no such scenario.</exception>
    public static IReadOnlyList<string> Find(string file, string? wanted)
    {
        var found = In(file);
        if (wanted?.Contains(',', StringComparison.Ordinal) == true)
        {
            // Named with its assembly, as the line 'Repeat' of a report does: the child finds it, or says that it is not there.
            return [wanted];
        }

        if (found.Count == 0)
        {
            throw ToolException.Usage(
                $"'{file}' has no scenario: no public or internal class with a constructor without parameters implements {Interface}.");
        }

        if (wanted is null)
        {
            return found;
        }

        var written = Shown(wanted);
        var named = found.Where(name => Shown(name) == written).ToList();
        if (named.Count == 0)
        {
            named = [.. found.Where(name => Shown(name).EndsWith("." + written, StringComparison.Ordinal))];
        }

        return named switch
        {
            [_] => named,
            [] => throw ToolException.Usage($"'{file}' has no scenario '{wanted}'; it has {string.Join(", ", found.Select(Shown))}."),
            _ => throw ToolException.Usage($"'{wanted}' can be any of {string.Join(", ", named.Select(Shown))}: write more of the name."),
        };
    }

    /// <summary>The name as C# writes it.</summary>
    public static string Shown(string name) => name.Replace('+', '.');

    private static List<string> In(string file)
    {
        if (Directory.Exists(file) || Path.GetExtension(file) is ".csproj" or ".sln" or ".slnx")
        {
            throw ToolException.Usage($"'{file}' is not an assembly: build the project, and name the .dll in its output folder.");
        }

        try
        {
            using var assembly = new PEReader(File.OpenRead(file));
            if (!assembly.HasMetadata)
            {
                throw ToolException.Usage($"'{file}' is not a .NET assembly.");
            }

            var metadata = assembly.GetMetadataReader();
            return
            [
                .. metadata.TypeDefinitions
                    .Where(type => IsScenario(metadata, type))
                    .Select(type => NameOf(metadata, type))
                    .Order(StringComparer.Ordinal)
            ];
        }
        catch (BadImageFormatException)
        {
            throw ToolException.Usage($"'{file}' is not a .NET assembly.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"'{file}' cannot be read: {e.Message}");
        }
    }

    private static bool IsScenario(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return (type.Attributes & (TypeAttributes.Abstract | TypeAttributes.Interface)) == 0
            && type.GetGenericParameters().Count == 0
            && Implements(metadata, type)
            && type.GetMethods().Select(metadata.GetMethodDefinition).Any(method => IsParameterlessConstructor(metadata, method));
    }

    /// <summary>Itself, or a class of this assembly that it derives from.</summary>
    private static bool Implements(MetadataReader metadata, TypeDefinition type) =>
        type.GetInterfaceImplementations()
            .Any(implementation => NameOf(metadata, metadata.GetInterfaceImplementation(implementation).Interface) == Interface)
        || (type.BaseType is { IsNil: false, Kind: HandleKind.TypeDefinition } &&
            Implements(metadata, metadata.GetTypeDefinition((TypeDefinitionHandle)type.BaseType)));

    private static bool IsParameterlessConstructor(MetadataReader metadata, MethodDefinition method)
    {
        if ((method.Attributes & MethodAttributes.Static) != 0 || metadata.GetString(method.Name) != ConstructorInfo.ConstructorName)
        {
            return false;
        }

        var signature = metadata.GetBlobReader(method.Signature);
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger() == 0;
    }

    private static string NameOf(MetadataReader metadata, EntityHandle type)
    {
        switch (type.Kind)
        {
            case HandleKind.TypeDefinition:
                var definition = metadata.GetTypeDefinition((TypeDefinitionHandle)type);
                return definition.GetDeclaringType() is { IsNil: false } outer
                    ? $"{NameOf(metadata, outer)}+{metadata.GetString(definition.Name)}"
                    : Joined(metadata, definition.Namespace, definition.Name);
            case HandleKind.TypeReference:
                var reference = metadata.GetTypeReference((TypeReferenceHandle)type);
                return Joined(metadata, reference.Namespace, reference.Name);
            default:
                return "";
        }
    }

    private static string Joined(MetadataReader metadata, StringHandle space, StringHandle name) =>
        space.IsNil ? metadata.GetString(name) : $"{metadata.GetString(space)}.{metadata.GetString(name)}";
}
