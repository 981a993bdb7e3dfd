using System.Globalization;
using Microsoft.AspNetCore.Http;
using Reflector.Fakes.Storage;
using Reflector.Storage.S3;

namespace Reflector.Storage.Tests.S3;

/// <summary>What goes wrong between us and a server that speaks S3.</summary>
public sealed class S3FaultTests(S3rver fixture) : IClassFixture<S3rver>
{
    [Theory]
    [InlineData(403, "AccessDenied", StorageErrorKind.AccessDenied, "does not let this server in")]
    [InlineData(507, "InsufficientStorage", StorageErrorKind.DiskFull, "is full")]
    [InlineData(404, "NoSuchBucket", StorageErrorKind.Unavailable, "bucket")]
    [InlineData(400, "BadDigest", StorageErrorKind.Unavailable, "does not answer as it should")]
    public async Task What_the_service_refuses_is_a_sentence(
        int status,
        string code,
        StorageErrorKind kind,
        string sentence
    )
    {
        await using var between = await FaultyServer.StartAsync(fixture.Server.Address);
        between.Instead = async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/xml";
            await context.Response.WriteAsync($"<Error><Code>{code}</Code><Message>no</Message></Error>");
            return true;
        };
        using var store = Store(between);

        var error = await Should.ThrowAsync<StorageException>(() => store.PutAsync("a", new MemoryStream([1])));

        error.Kind.ShouldBe(kind);
        error.Message.ShouldContain(sentence);
    }

    [Fact]
    public async Task What_may_pass_is_tried_again()
    {
        var failures = 2;
        await using var between = await FaultyServer.StartAsync(fixture.Server.Address);
        between.Instead = context =>
        {
            if (!HttpMethods.IsPut(context.Request.Method) || failures-- <= 0)
                return Task.FromResult(false);
            context.Response.StatusCode = 503;
            return Task.FromResult(true);
        };
        using var store = Store(between);

        (await store.PutAsync("a", new MemoryStream([1, 2, 3]))).Size.ShouldBe(3);
    }

    [Fact]
    public async Task An_upload_that_fails_in_the_middle_leaves_what_was_there_and_is_given_up_there()
    {
        await using var between = await FaultyServer.StartAsync(fixture.Server.Address);
        using var store = Store(between);
        await store.PutAsync("large", new MemoryStream("before"u8.ToArray()));
        between.Instead = context =>
        {
            var isSecond = context.Request.Query["partNumber"] == 2.ToString(CultureInfo.InvariantCulture);
            if (isSecond)
                context.Response.StatusCode = 403;
            return Task.FromResult(isSecond);
        };

        await Should.ThrowAsync<StorageException>(() => store.PutAsync("large", new GeneratedStream(14L << 20)));

        (await store.HeadAsync("large")).ShouldNotBeNull().Size.ShouldBe(6);
        between.Requests.ShouldContain(request => request.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(14 << 20)]
    public async Task What_the_service_took_is_compared_with_what_was_sent(int size)
    {
        await using var between = await FaultyServer.StartAsync(fixture.Server.Address);
        using var store = Store(between);
        between.Answered = (request, response) =>
        {
            if (HttpMethods.IsPut(request.Method))
                response.Headers.ETag = $"\"{new string('0', 32)}\"";
        };

        var error = await Should.ThrowAsync<StorageException>(() => store.PutAsync("a", new GeneratedStream(size)));

        error.Message.ShouldContain("damaged");
    }

    [Fact]
    public async Task The_mark_of_what_the_service_encrypts_with_its_own_keys_is_not_compared()
    {
        await using var between = await FaultyServer.StartAsync(fixture.Server.Address);
        using var store = Store(between);
        between.Answered = (request, response) =>
        {
            if (!HttpMethods.IsPut(request.Method))
                return;
            response.Headers.ETag = $"\"{new string('0', 32)}\"";
            response.Headers["x-amz-server-side-encryption"] = "aws:kms";
        };

        (await store.PutAsync("a", new MemoryStream([1, 2, 3]))).Size.ShouldBe(3);
    }

    [Fact]
    public async Task The_progress_of_parts_is_told_as_they_go_and_ends_with_the_size()
    {
        await using var between = await FaultyServer.StartAsync(fixture.Server.Address);
        using var store = Store(between);
        const long size = 14L << 20;
        var told = new Recorded();

        await store.PutAsync("large", new GeneratedStream(size), told);

        told.Values.Count.ShouldBeGreaterThan(10);
        told.Values.ShouldBe(told.Values.Order());
        told.Values[^1].ShouldBe(size);
    }

    [Fact]
    public async Task A_file_that_comes_back_changed_is_not_used()
    {
        await using var between = await FaultyServer.StartAsync(fixture.Server.Address);
        using var store = Store(between);
        await store.PutAsync("a", new MemoryStream("before"u8.ToArray()));
        between.Answered = (_, response) => response.Headers["x-amz-meta-sha256"] = new string('0', 64);

        (await Should.ThrowAsync<StorageException>(() => store.OpenLocalAsync("a"))).Message.ShouldContain("damaged");
    }

    private S3ObjectStore Store(FaultyServer between) =>
        new(
            new()
            {
                Bucket = $"reflector/{Guid.CreateVersion7()}",
                Endpoint = between.Address,
                AccessKeyId = S3Server.AccessKeyId,
                SecretAccessKey = S3Server.SecretAccessKey,
                SpoolFolder = Path.Combine(fixture.Server.Folder, "spool"),
                MultipartAbove = 12L << 20,
                PartSize = 5L << 20,
            }
        );
}
