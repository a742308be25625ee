using System.Diagnostics;
using System.Reflection;

namespace GrowthGuard.Testing.Lambda;

/// <summary>
/// The context of one invocation, as far as a handler asks for it: whatever interface it has, in whatever version. What is not known is
/// empty; a logger says nothing.
/// </summary>
internal class LambdaContext : DispatchProxy
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(15);

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly string _requestId = Guid.NewGuid().ToString();

    private string FunctionName { get; set; } = "";

    private int MemoryLimit { get; set; }

    /// <param name="type">The interface of the context.</param>
    /// <param name="functionName">The name of the function.</param>
    /// <param name="memoryLimit">The memory limit in MB.</param>
    public static object Create(Type type, string functionName, int memoryLimit)
    {
        var context = Create(type, typeof(LambdaContext));
        ((LambdaContext)context).FunctionName = functionName;
        ((LambdaContext)context).MemoryLimit = memoryLimit;
        return context;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name switch
    {
        "get_AwsRequestId" => _requestId,
        "get_FunctionName" => FunctionName,
        "get_FunctionVersion" => "$LATEST",
        "get_InvokedFunctionArn" => $"arn:aws:lambda:eu-west-1:123456789012:function:{FunctionName}",
        "get_LogGroupName" => $"/aws/lambda/{FunctionName}",
        "get_LogStreamName" => $"2026/01/01/[$LATEST]{_requestId}",
        "get_MemoryLimitInMB" => MemoryLimit,
        "get_RemainingTime" => TimeLimit - Stopwatch.GetElapsedTime(_start),
        _ => Nothing(targetMethod?.ReturnType ?? typeof(void)),
    };

    private static object? Nothing(Type type) =>
        type == typeof(void) ? null
        : type == typeof(string) ? ""
        : type.IsValueType ? Activator.CreateInstance(type)
        : type.IsInterface &&
            type.Namespace?.StartsWith("Amazon.Lambda", StringComparison.Ordinal) == true ? Create(type, typeof(LambdaContext))
        : null;
}
