using GrowthGuard.Tool.Loading;

namespace GrowthGuard.Tool.Tests.Loading;

public sealed class RequestMixTests
{
    private static readonly Uri Server = new("http://localhost:5000/");

    [Fact]
    public async Task Requests_come_in_turn_as_often_as_they_weigh()
    {
        var mix = RequestMix.Parse("2 /orders/{i} | POST /orders?page={i % 2} {\"id\":{ i % 3 },\"of\":{i}} | DELETE /all");

        Assert.Equal(
            ["GET /orders/0", "GET /orders/1", "POST /orders?page=0 {\"id\":0,\"of\":0} application/json", "DELETE /all",
             "GET /orders/2", "GET /orders/3", "POST /orders?page=1 {\"id\":1,\"of\":1} application/json", "DELETE /all"],
            await Task.WhenAll(Enumerable.Range(0, 8).Select(number => ShownAsync(mix.Request(number, Server)))));
    }

    [Theory]
    [InlineData("/", "GET /")]
    [InlineData(" /a/{i % 100}/{i} ", "GET /a/7/107")]
    [InlineData("/a a word", "POST /a a word text/plain")]
    [InlineData("PUT /a [{i}]", "PUT /a [107] application/json")]
    public async Task Parts_but_the_path_may_be_left_out(string text, string expected) =>
        Assert.Equal(expected, await ShownAsync(RequestMix.Parse(text).Request(107, Server)));

    [Theory]
    [InlineData("orders", "'orders' is no request")]
    [InlineData("/a |", "'' is no request")]
    [InlineData("0 /a", "the weight 0 is not from 1 to 10000")]
    [InlineData("99999 /a", "the weight 99999 is not from 1 to 10000")]
    [InlineData("/a/{id}", "the braces in '/a/{id}' are not understood")]
    [InlineData("/a/{i % 0}", "a remainder is taken of 1 or more")]
    [InlineData("/a {\"n\":{i % 0}}", "a remainder is taken of 1 or more")]
    public void What_is_no_mix_is_named(string text, string expected) => Assert.Contains(expected, RequestMix.Problem(text));

    private static async Task<string> ShownAsync(HttpRequestMessage request) =>
        $"{request.Method} {request.RequestUri!.PathAndQuery}" +
        (request.Content is { } body ? $" {await body.ReadAsStringAsync()} {body.Headers.ContentType!.MediaType}" : "");
}
