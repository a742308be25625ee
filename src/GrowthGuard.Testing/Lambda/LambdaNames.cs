using System.Reflection;

namespace GrowthGuard.Testing.Lambda;

/// <summary>What is known of the Lambda packages, by name: the kit works without them, and with any version.</summary>
internal static class LambdaNames
{
    public const string Context = "Amazon.Lambda.Core.ILambdaContext";
    public const string Serializer = "Amazon.Lambda.Core.ILambdaSerializer";

    private const string SerializerAttribute = "Amazon.Lambda.Core.LambdaSerializerAttribute";

    /// <summary>The serialiser that the method, or else its assembly, declares; null when none is.</summary>
    public static Type? SerializerOf(MethodInfo handler) =>
        SerializerIn(handler.CustomAttributes) ?? SerializerIn(handler.Module.Assembly.CustomAttributes);

    private static Type? SerializerIn(IEnumerable<CustomAttributeData> attributes) => attributes
        .Where(attribute => attribute.AttributeType.FullName == SerializerAttribute)
        .Select(attribute => attribute.ConstructorArguments[0].Value as Type)
        .FirstOrDefault(type => type is not null && type.GetInterfaces().Any(candidate => candidate.FullName == Serializer));
}
