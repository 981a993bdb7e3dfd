namespace Reflector.Server.Http;

/// <summary>What every text in a body has to keep to.</summary>
internal static class TextRules
{
    /// <exception cref="ApiValidationException">The text is longer than <paramref name="limit"/>, or has U+0000, which PostgreSQL cannot store.</exception>
    public static void Check(string field, string? text, int limit)
    {
        if (text?.Length > limit)
            throw new ApiValidationException(
                "string_too_long",
                ["body", field],
                $"String should have at most {limit} characters"
            );
        if (text?.Contains('\0', StringComparison.Ordinal) == true)
            throw new ApiValidationException(
                "value_error",
                ["body", field],
                "String should not contain a null character"
            );
    }
}
