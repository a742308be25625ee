using System.Reflection;
using System.Text;
using System.Text.Json;
using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing.Lambda;

/// <summary>Makes the event of an invocation.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal static class EventSource<TEvent>
{
    /// <summary>From a delegate that makes it.</summary>
    public static Func<int, TEvent> FromDelegate(string reference) => DelegateReference.Resolve<Func<int, TEvent>>(reference);

    /// <summary>
    /// From JSON files, read with the serialiser that the handler's method or assembly declares, as the host does; else with
    /// System.Text.Json.
    /// </summary>
    public static Func<int, TEvent> FromFiles(IEnumerable<string> files, MethodInfo handler)
    {
        SampleText[] texts = [.. files.Select(file => new SampleText(File.ReadAllText(file)))];
        var deserialize = Deserializer(handler);
        return invocation =>
        {
            var text = texts[invocation % texts.Length].For(invocation);
            if (typeof(TEvent) == typeof(Stream))
            {
                return (TEvent)(object)new MemoryStream(Encoding.UTF8.GetBytes(text));
            }

            return deserialize(text);
        };
    }

    private static Func<string, TEvent> Deserializer(MethodInfo handler)
    {
        if (LambdaNames.SerializerOf(handler) is not { } type)
        {
            var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
            return text => JsonSerializer.Deserialize<TEvent>(text, options)!;
        }

        var serializer = Activator.CreateInstance(type)!;
        var method = type.GetInterfaces()
            .First(candidate => candidate.FullName == LambdaNames.Serializer)
            .GetMethod("Deserialize")!
            .MakeGenericMethod(typeof(TEvent));
        var deserialize = method.CreateDelegate<Func<Stream, TEvent>>(serializer);
        return text => deserialize(new MemoryStream(Encoding.UTF8.GetBytes(text)));
    }
}
