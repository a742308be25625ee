#nullable disable

using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

public class LambdaBootstrapBuilder
{
    private LambdaBootstrapBuilder()
    {
    }

    public static LambdaBootstrapBuilder Create<TInput>(Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer) => new();

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, Task<TOutput>> handler, ILambdaSerializer serializer) => new();

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) => new();

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, ILambdaContext, TOutput> handler, ILambdaSerializer serializer) => new();

    public LambdaBootstrap Build() => new();
}

public class LambdaBootstrap : IDisposable
{
    internal LambdaBootstrap()
    {
    }

    public Task RunAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("This is a stub that only compiles. Reference the package Amazon.Lambda.RuntimeSupport to run the function.");

    public void Dispose() => GC.SuppressFinalize(this);
}
