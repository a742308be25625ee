using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Invocations;

/// <summary>
/// Tells whether a client could serve all invocations as it is: nothing but calls that are known to leave it as it was use it. Who gets it
/// as an argument may configure it for one tenant, keep it or dispose it.
/// </summary>
internal static class ClientUses
{
    // What a request is sent with; an event or a default header is not set by it.
    private static readonly HashSet<string> HttpCalls =
    [
        "GetAsync", "GetStringAsync", "GetByteArrayAsync", "GetStreamAsync", "PostAsync", "PutAsync", "PatchAsync", "DeleteAsync",
        "SendAsync", "Send",
    ];

    // The clients of Azure, Cosmos DB and MongoDB cannot be changed: these give a client for a part, or do something at the service.
    private static readonly string[] ServiceVerbs =
    [
        "Get", "List", "Query", "Create", "Update", "Upsert", "Delete", "Undelete", "Download", "Upload", "Send", "Publish", "Accept",
        "Exists"
    ];

    /// <summary>Whether everything that is done with a client in the body that makes it leaves it as it was.</summary>
    public static bool LeaveAsItWas(IOperation creation)
    {
        var value = creation.Wrap();
        return value.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local,
                Parent.Parent.Parent: not IUsingOperation and not IUsingDeclarationOperation } } =>
                value.Root().Descendants().OfType<ILocalReferenceOperation>()
                    .Where(use => SymbolEqualityComparer.Default.Equals(use.Local, local))
                    .All(LeavesAsItWas),
            _ => LeavesAsItWas(creation),
        };
    }

    private static bool LeavesAsItWas(IOperation use)
    {
        var value = use.Wrap();
        return value.Parent switch
        {
            IInvocationOperation call => call.Instance == value && IsRequest(call.TargetMethod),
            IArgumentOperation { Parent: IInvocationOperation call } argument =>
                argument.Parameter is { RefKind: RefKind.None } parameter &&
                (IsOfSerializer(call.TargetMethod) || (IsOfHttp(call.TargetMethod) && parameter.Ordinal == 0)),
            _ => false,
        };
    }

    private static bool IsRequest(IMethodSymbol method)
    {
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            switch (type.ToDisplayString())
            {
                case "System.Net.Http.HttpClient" or "System.Net.Http.HttpMessageInvoker":
                    return HttpCalls.Contains(method.Name);
                case "Amazon.Runtime.AmazonServiceClient":
                    return method.ContainingNamespace.ToDisplayString().StartsWith("Amazon.", StringComparison.Ordinal) &&
                        method.Name.EndsWith("Async", StringComparison.Ordinal) && method.Name != "DisposeAsync";
            }
        }

        return method.ContainingNamespace.ToDisplayString() is var space &&
            (space.StartsWith("Azure.", StringComparison.Ordinal) || space is "Microsoft.Azure.Cosmos" or "MongoDB.Driver") &&
            ServiceVerbs.Any(verb => method.Name.StartsWith(verb, StringComparison.Ordinal));
    }

    // The first use of serializer options seals them.
    private static bool IsOfSerializer(IMethodSymbol method) =>
        method.ContainingType.ToDisplayString() == "System.Text.Json.JsonSerializer";

    private static bool IsOfHttp(IMethodSymbol method) =>
        method.ContainingType.ToDisplayString() == "System.Net.Http.Json.HttpClientJsonExtensions";
}
