using System.Net;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace GrowthGuard.Diagnostics.AspNetCore;

/// <summary>
/// Lets callers on the same machine pass, and with an authorization policy those whom it has let through. Requests that another site
/// made a browser send are refused in any case.
/// </summary>
internal static class CallerGuard
{
    private const string PolicyAdvice =
        "To let others in, attach an authorization policy where the application maps these endpoints: " +
        "app.MapGrowthGuard(...).RequireAuthorization(...).";

    /// <summary>
    /// What proxies add, and what the middleware that believes them leaves behind. Whoever sends one speaks for somebody else.
    /// </summary>
    private static readonly string[] ForwardingHeaders =
    [
        "Forwarded", "Via", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "True-Client-IP", "CF-Connecting-IP", "Fastly-Client-IP",
        "X-Azure-ClientIP", "X-Amzn-Trace-Id",
    ];

    private static readonly string[] ForwardingPrefixes = ["X-Forwarded-", "X-Original-", "X-Envoy-"];

    public static RequestDelegate Before(RequestDelegate next) =>
        context => ReasonToRefuse(context) is { } reason ? RefuseAsync(context, reason) : next(context);

    /// <summary>Why the request is not answered; null when it is.</summary>
    public static string? ReasonToRefuse(HttpContext context) =>
        IsCrossSite(context.Request) ? "The request was made by another site."
        : HasPolicy(context) ? null
        : !IsLoopback(context) ? $"These pages answer callers on the same machine only. {PolicyAdvice}"
        : IsForwarded(context.Request) ? $"The request came through a proxy, and these pages answer callers on the same machine only. {PolicyAdvice}"
        : !IsLocalName(context.Request.Host) ? "These pages answer to 'localhost' and loopback addresses only; another host name may be anybody's."
        : null;

    private static bool HasPolicy(HttpContext context) =>
        context.GetEndpoint()?.Metadata is { } metadata && metadata.GetMetadata<IAllowAnonymous>() is null
        && (metadata.GetMetadata<IAuthorizeData>() is not null || metadata.GetMetadata<AuthorizationPolicy>() is not null);

    /// <summary>Asks the connection too: middleware may have replaced the address by what a header says.</summary>
    private static bool IsLoopback(HttpContext context)
    {
        var believed = context.Connection.RemoteIpAddress;
        var real = context.Features.Get<IConnectionEndPointFeature>()?.RemoteEndPoint is IPEndPoint endPoint ? endPoint.Address : believed;
        return believed is not null && IPAddress.IsLoopback(believed) && real is not null && IPAddress.IsLoopback(real);
    }

    private static bool IsForwarded(HttpRequest request)
    {
        foreach (var (name, _) in request.Headers)
        {
            if (ForwardingHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)
                || Array.Exists(ForwardingPrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A name of another site can be made to lead to this machine, and a browser would then take the two for one.</summary>
    private static bool IsLocalName(HostString host) =>
        string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host, out var address) && IPAddress.IsLoopback(address));

    private static bool IsCrossSite(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        var origin = request.Headers.Origin;
        return (site.Count > 0 && site != "same-origin" && site != "none")
            || (origin.Count > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }

    private static Task RefuseAsync(HttpContext context, string reason)
    {
        var wantsPage = context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        var (type, text) = wantsPage
            ? ("text/html; charset=utf-8",
                "<!doctype html>\n<html lang=\"en\">\n<head><meta " +
                $"charset=\"utf-8\"><title>Refused</title></head>\n<body><main><h1>Refused</h1><p>{WebUtility.HtmlEncode(reason)}</p></main></body>\n</html>\n")
            : ("text/plain; charset=utf-8", reason + "\n");
        return Answer.BytesAsync(context, StatusCodes.Status403Forbidden, type, Encoding.UTF8.GetBytes(text));
    }
}
