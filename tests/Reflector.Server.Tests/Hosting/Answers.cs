using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Reflector.Server.Tests.Hosting;

/// <summary>What an answer should look like.</summary>
internal static class Answers
{
    public static async Task<JsonNode> OkAsync(this HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>An error with one sentence.</summary>
    public static async Task<string> RefusedAsync(this HttpResponseMessage answer, int status)
    {
        var body = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, body);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/json", body);
        var detail = JsonNode.Parse(body)!["detail"].ShouldBeAssignableTo<JsonValue>(body)!;
        return detail.GetValue<string>();
    }

    /// <summary>An error of the list form; returns the place of the mistake, as <c>body.name</c>.</summary>
    public static async Task<string> InvalidAsync(this HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(422, body);
        var error = JsonNode.Parse(body)!["detail"].ShouldBeOfType<JsonArray>(body).ShouldHaveSingleItem()!.AsObject();
        error.Select(pair => pair.Key).Order().ShouldBe(["input", "loc", "msg", "type"]);
        ((string)error["msg"]!).ShouldNotBeNullOrWhiteSpace(body);
        ((string)error["type"]!).ShouldNotBeNullOrWhiteSpace();
        return string.Join('.', error["loc"]!.AsArray().Select(part => part!.ToString()));
    }

    public static JsonNode Stage(this JsonNode pipeline, string name) =>
        pipeline["stages"]!.AsArray().Single(stage => (string)stage!["name"]! == name)!;
}
