using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Reflector.Server.Database;

internal static class ApiEnumColumn
{
    /// <summary>Stores an enumeration under the name that the API gives it: <c>semi-private</c>.</summary>
    public static PropertyBuilder<T> HasApiEnum<T>(this PropertyBuilder<T> property)
        where T : struct, Enum =>
        property.HasConversion(value => ApiName(value), name => Parse<T>(name)).HasColumnType("text");

    public static string ApiName<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static T Parse<T>(string name)
        where T : struct, Enum => Enum.Parse<T>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}
