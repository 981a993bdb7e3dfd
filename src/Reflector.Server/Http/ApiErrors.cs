using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;

namespace Reflector.Server.Http;

/// <summary>Turns every exception of a request into the API's error form; nothing internal leaks.</summary>
internal sealed partial class ApiErrors(ILogger<ApiErrors> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext context,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        var (status, body) = Describe(context, exception);
        if (status >= 500)
            logger.LogError(exception, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(body, body.GetType(), ApiJson.Options, null, cancellationToken);
        return true;
    }

    private static (int Status, object Body) Describe(HttpContext context, Exception exception) =>
        exception switch
        {
            ApiException error => (error.Status, new ErrorDetail(error.Message)),
            ApiValidationException error => Invalid(error.Error),
            BadHttpRequestException { StatusCode: 400 } error => Invalid(Describe(error)),
            BadHttpRequestException error => (error.StatusCode, new ErrorDetail(error.Message)),
            _ => (
                500,
                new ErrorDetail($"The server could not do this. Its log tells more, under {context.TraceIdentifier}.")
            ),
        };

    private static (int Status, object Body) Invalid(ValidationError error) => (422, new HTTPValidationError([error]));

    private static ValidationError Describe(BadHttpRequestException exception)
    {
        if (exception.InnerException is JsonException json)
        {
            List<object> location =
            [
                "body",
                .. (json.Path ?? "").Split('.', '[', ']').Where(part => part is not ("" or "$")),
            ];
            return location.Count > 1
                ? new(
                    location,
                    "The value does not have the documented type or is not one of the allowed ones",
                    "value_error"
                )
                : new(location, Required(json) ?? "The body is not valid JSON of the documented form", "json_invalid");
        }
        if (Parameter().Match(exception.Message) is { Success: true } match)
            return new(
                ["query", match.Groups["name"].Value],
                "The value does not have the documented type",
                "value_error"
            );
        return new(["body"], "The request does not have the documented form", "value_error");
    }

    private static string? Required(JsonException exception) =>
        MissingProperties().Match(exception.Message) is { Success: true } match
            ? $"Field required: {match.Groups["names"].Value.Replace("'", "", StringComparison.Ordinal)}"
            : null;

    [GeneratedRegex("parameter \"\\S+ (?<name>\\w+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();

    [GeneratedRegex(
        "required properties[^:]*: (?<names>.+?)\\.?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex MissingProperties();
}
