using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Http;

namespace Reflector.Server.Database;

internal static class JsonColumn
{
    /// <summary>Stores the property as <c>jsonb</c>. Its value is treated as immutable: replace it, never change it.</summary>
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property) =>
        property
            .HasColumnType("jsonb")
            .HasConversion(
                value => JsonSerializer.Serialize(value, ApiJson.Options),
                json => JsonSerializer.Deserialize<T>(json, ApiJson.Options)!,
                new ValueComparer<T>(
                    (left, right) => ReferenceEquals(left, right),
                    value => value == null ? 0 : value.GetHashCode(),
                    value => value
                )
            );
}
