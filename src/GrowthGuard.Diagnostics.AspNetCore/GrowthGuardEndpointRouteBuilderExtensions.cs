using GrowthGuard.Diagnostics;
using GrowthGuard.Diagnostics.AspNetCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoints of GrowthGuard.</summary>
public static class GrowthGuardEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps <c>GET {prefix}/debug/objects</c>, a snapshot of the census as JSON, and <c>GET {prefix}/</c>, a page that shows it. Callers on
    /// the same machine are answered, all others are refused, unless an authorization policy is attached to what this method returns.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">The path below which the endpoints are.</param>
    /// <returns>For conventions, such as <c>RequireAuthorization</c>.</returns>
    /// <exception cref="InvalidOperationException"><c>AddGrowthGuard</c> was not called.</exception>
    public static IEndpointConventionBuilder MapGrowthGuard(this IEndpointRouteBuilder endpoints, string prefix = "/_growthguard")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var census = endpoints.ServiceProvider.GetService<GrowthCensus>()
            ?? throw new InvalidOperationException(
                "The census is not registered. Call 'builder.Services.AddGrowthGuard()' before 'app.MapGrowthGuard()'.");
        var group = endpoints.MapGroup(prefix);
        var snapshots = new SnapshotEndpoint(census);
        group.MapGet("/debug/objects", CallerGuard.Before(snapshots.AnswerAsync)).WithDisplayName("GrowthGuard snapshot");
        group.MapGet("/{file?}", CallerGuard.Before(PageEndpoint.AnswerAsync)).WithDisplayName("GrowthGuard page");
        return group;
    }
}
