namespace GrowthGuard.Diagnostics;

/// <summary>When and where lines in CloudWatch's embedded metric format are written.</summary>
public sealed class EmbeddedMetricsOptions
{
    /// <summary>
    /// Whether lines are written; by default in a Lambda function only (the environment has <c>AWS_LAMBDA_FUNCTION_NAME</c>).
    /// </summary>
    public bool IsEnabled { get; set; } = LambdaName is not null;

    /// <summary>The namespace of the metrics. By default <c>GrowthGuard</c>.</summary>
    public string Namespace { get; set; } = "GrowthGuard";

    /// <summary>The value of the metrics' only dimension, <c>FunctionName</c>; the name of the function or program by default.</summary>
    public string? FunctionName { get; set; } = LambdaName;

    /// <summary>A line is written after so many invocations. By default 100.</summary>
    public int EveryInvocations { get; set; } = 100;

    /// <summary>A line is also written after the first invocation that ends so long after the last line. By default 1 minute.</summary>
    public TimeSpan EveryPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Where lines are written; standard output by default.</summary>
    public TextWriter? Output { get; set; }

    private static string? LambdaName =>
        Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME") is { Length: > 0 } name ? name : null;
}
