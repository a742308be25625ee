using Microsoft.AspNetCore.Http;

namespace GrowthGuard.Diagnostics.AspNetCore;

/// <summary>Answers with a snapshot as JSON.</summary>
internal sealed class SnapshotEndpoint(GrowthCensus census)
{
    public async Task AnswerAsync(HttpContext context)
    {
        var snapshot = await census.Latest.GetAsync().WaitAsync(context.RequestAborted).ConfigureAwait(false);
        await Answer
            .BytesAsync(context, StatusCodes.Status200OK, "application/json; charset=utf-8", snapshot.ToJson())
            .ConfigureAwait(false);
    }
}
