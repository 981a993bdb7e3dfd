using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Http;

namespace Reflector.Server.Database;

internal static class ApiEnumColumn
{
    /// <summary>Stores an enumeration under the name that the API gives it: <c>semi-private</c>.</summary>
    public static PropertyBuilder<T> HasApiEnum<T>(this PropertyBuilder<T> property)
        where T : struct, Enum =>
        property.HasConversion(value => ApiName(value), name => Parse<T>(name)).HasColumnType("text");

    public static string ApiName<T>(T value)
        where T : struct, Enum => JsonSerializer.SerializeToElement(value, ApiJson.Options).GetString()!;

    private static T Parse<T>(string name)
        where T : struct, Enum => QueryEnum<T>.Parse(name, provider: null).Value;
}
