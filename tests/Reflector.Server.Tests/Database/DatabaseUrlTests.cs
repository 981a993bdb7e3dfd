using Npgsql;
using Reflector.Server.Database;

namespace Reflector.Server.Tests.Database;

public sealed class DatabaseUrlTests
{
    [Theory]
    [InlineData("postgresql://ada:secret@db.example:6543/reflector")]
    [InlineData("postgres://ada:secret@db.example:6543/reflector")]
    [InlineData("postgresql+asyncpg://ada:secret@db.example:6543/reflector")]
    [InlineData("postgresql+psycopg2://ada:secret@db.example:6543/reflector")]
    public void Every_spelling_of_the_scheme_is_understood(string url)
    {
        var connection = Parse(url);

        connection.Host.ShouldBe("db.example");
        connection.Port.ShouldBe(6543);
        connection.Database.ShouldBe("reflector");
        connection.Username.ShouldBe("ada");
        connection.Password.ShouldBe("secret");
    }

    [Fact]
    public void Parts_that_are_left_out_have_defaults()
    {
        var connection = Parse("postgresql://db");

        connection.Port.ShouldBe(5432);
        connection.Database.ShouldBe("reflector");
        connection.Username.ShouldBeNull();
    }

    [Fact]
    public void Special_characters_are_escaped_in_the_address()
    {
        var connection = Parse("postgresql://a%40b:p%3A%2F%3B%27w@db/na%20me");

        connection.Username.ShouldBe("a@b");
        connection.Password.ShouldBe("p:/;'w");
        connection.Database.ShouldBe("na me");
    }

    [Theory]
    [InlineData("postgresql://db/x?sslmode=verify-full", SslMode.VerifyFull)]
    [InlineData("postgresql://db/x?ssl=require", SslMode.Require)]
    [InlineData("postgresql://db/x?sslmode=disable", SslMode.Disable)]
    public void The_encryption_can_be_set(string url, SslMode expected)
    {
        Parse(url).SslMode.ShouldBe(expected);
    }

    [Fact]
    public void A_socket_folder_can_be_the_host()
    {
        Parse("postgresql:///reflector?host=/run/postgresql").Host.ShouldBe("/run/postgresql");
        Parse("postgresql://[::1]:5433/x").Port.ShouldBe(5433);
    }

    [Theory]
    [InlineData("mysql://db/x")]
    [InlineData("db.example")]
    [InlineData("postgresql:///x")]
    [InlineData("postgresql://db/x?sslmode=perhaps")]
    [InlineData("Host=db")]
    public void What_is_no_address_of_PostgreSQL_is_refused(string url)
    {
        DatabaseUrl.TryParse(url, out _).ShouldBeFalse();
    }

    private static NpgsqlConnectionStringBuilder Parse(string url)
    {
        DatabaseUrl.TryParse(url, out var connectionString).ShouldBeTrue();
        return new(connectionString);
    }
}
