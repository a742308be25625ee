namespace GrowingService;

/// <summary>
/// A way to grow, switched on by <c>Toggles:NAME=true</c> in the configuration (<c>Toggles__NAME=true</c> in the environment).
/// </summary>
public interface IToggle
{
    string Name { get; }

    /// <summary>What it does on each request.</summary>
    ValueTask OnRequestAsync(HttpContext context);
}
