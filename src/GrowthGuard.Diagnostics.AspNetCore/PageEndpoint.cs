using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GrowthGuard.Diagnostics.AspNetCore;

/// <summary>Serves the files of the page, which are resources of this assembly. Nothing is read from the disk.</summary>
internal static class PageEndpoint
{
    private const string Index = "index.html";
    private const string ResourcePrefix = "page/";

    private static readonly Dictionary<string, string> ContentTypes = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".txt"] = "text/plain; charset=utf-8",
    };

    private static readonly FrozenDictionary<string, byte[]> Files = ReadFiles();

    public static Task AnswerAsync(HttpContext context)
    {
        var name = context.GetRouteValue("file") as string;
        if (name is null && context.Request.Path.Value is { } path && !path.EndsWith('/'))
        {
            // The page names its files relative to itself, so that it works below any prefix.
            Answer.Redirect(context, path[(path.LastIndexOf('/') + 1)..] + "/");
            return Task.CompletedTask;
        }

        name ??= Index;
        return Files.TryGetValue(name, out var content)
            ? Answer.BytesAsync(context, StatusCodes.Status200OK, ContentTypes[Path.GetExtension(name)], content)
            : Answer.BytesAsync(context, StatusCodes.Status404NotFound, ContentTypes[".txt"], "There is no such file.\n"u8.ToArray());
    }

    private static FrozenDictionary<string, byte[]> ReadFiles()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[ResourcePrefix.Length..], name => Read(assembly, name), StringComparer.Ordinal);
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
