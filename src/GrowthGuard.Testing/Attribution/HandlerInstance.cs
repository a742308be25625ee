namespace GrowthGuard.Testing.Attribution;

/// <summary>An extra root that the host makes once per container and calls for each invocation, such as the instance of a function class.</summary>
internal sealed record HandlerInstance(object Value);
