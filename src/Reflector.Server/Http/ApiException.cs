namespace Reflector.Server.Http;

/// <summary>The caller asked for something that cannot be done; answered as <c>{"detail": message}</c>.</summary>
internal sealed class ApiException(int status, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    /// <summary>The whole answer, where it tells more than the sentence.</summary>
    public object? Body { get; init; }

    /// <summary>A header that belongs to the answer.</summary>
    public KeyValuePair<string, string>? Header { get; init; }

    public static ApiException BadRequest(string detail) => new(StatusCodes.Status400BadRequest, detail);

    public static ApiException Unauthorized(string detail) => new(StatusCodes.Status401Unauthorized, detail);

    public static ApiException Forbidden(string detail) => new(StatusCodes.Status403Forbidden, detail);

    public static ApiException NotFound(string detail) => new(StatusCodes.Status404NotFound, detail);

    public static ApiException Conflict(string detail) => new(StatusCodes.Status409Conflict, detail);

    public static ApiException Unavailable(string detail) => new(StatusCodes.Status503ServiceUnavailable, detail);

    public static ApiException InsufficientStorage(string detail) =>
        new(StatusCodes.Status507InsufficientStorage, detail);
}

/// <summary>The request does not have the documented form; answered with 422 and <c>{"detail": [{type, loc, msg, input}]}</c>.</summary>
internal sealed class ApiValidationException(
    string type,
    IReadOnlyList<object> location,
    string message,
    object? input = null
) : Exception(message)
{
    public ValidationError Error { get; } = new(location, message, type, input);
}

internal sealed record ValidationError(IReadOnlyList<object> Loc, string Msg, string Type, object? Input = null);

internal sealed record HTTPValidationError(IReadOnlyList<ValidationError> Detail);

internal sealed record ErrorDetail(string Detail);
