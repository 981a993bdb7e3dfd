using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Reflector.Server.VideoPlatforms;
using Reflector.Storage;

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
        if (exception is VideoPlatformException { RetryAfter: { } wait })
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds)
                .ToString(CultureInfo.InvariantCulture);
        if (exception is ApiException { Header: { } header })
            context.Response.Headers[header.Key] = header.Value;
        await context.Response.WriteAsJsonAsync(body, body.GetType(), ApiJson.Options, null, cancellationToken);
        return true;
    }

    private static (int Status, object Body) Describe(HttpContext context, Exception exception) =>
        exception switch
        {
            ApiException error => (error.Status, error.Body ?? new ErrorDetail(error.Message)),
            ApiValidationException error => Invalid(error.Error),
            BadHttpRequestException { StatusCode: 400 } error => Invalid(Describe(error)),
            BadHttpRequestException error => (error.StatusCode, new ErrorDetail(error.Message)),
            VideoPlatformException error => (error.IsTemporary ? 503 : 502, new ErrorDetail(error.Message)),
            StorageException { Kind: StorageErrorKind.DiskFull } error => (507, new ErrorDetail(error.Message)),
            StorageException error => (503, new ErrorDetail(error.Message)),
            DbUpdateConcurrencyException => (404, Gone),
            DbUpdateException { InnerException: PostgresException error } => Describe(context, error),
            PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation } => (404, Gone),
            // PostgreSQL cannot compare or store U+0000.
            PostgresException
            {
                SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter
            } => Invalid(new([], "Text should not contain a null character", "value_error")),
            NpgsqlException { IsTransient: true }
            or InvalidOperationException { InnerException: NpgsqlException { IsTransient: true } } => (503, NoDatabase),
            _ => (
                500,
                new ErrorDetail($"The server could not do this. Its log tells more, under {context.TraceIdentifier}.")
            ),
        };

    // Between our looking for it and our writing somebody deleted what the request is about.
    private static ErrorDetail Gone { get; } = new("It was deleted in the meantime");

    private static ErrorDetail NoDatabase { get; } = new("The database could not be reached: try again in a moment");

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
            if (MissingProperty(json) is { } name)
                return new([.. location, name], $"Field required: {name}", "missing");
            return location.Count > 1
                ? new(
                    location,
                    "The value does not have the documented type or is not one of the allowed ones",
                    "value_error"
                )
                : new(location, "The body is not valid JSON of the documented form", "json_invalid");
        }
        if (Parameter().Match(exception.Message) is { Success: true } match)
            return new(
                ["query", match.Groups["name"].Value],
                "The value does not have the documented type",
                "value_error"
            );
        return new(["body"], "The request does not have the documented form", "value_error");
    }

    private static string? MissingProperty(JsonException exception) =>
        MissingProperties().Match(exception.Message) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex("parameter \"\\S+ (?<name>\\w+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();

    [GeneratedRegex(
        "required properties[^:]*: '(?<name>\\w+)'",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex MissingProperties();
}
