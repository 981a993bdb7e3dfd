using Microsoft.AspNetCore.Http;
using Reflector.Fakes.Storage;
using Reflector.Storage.Swift;

namespace Reflector.Storage.Tests.Swift;

/// <summary>What goes wrong between us and the real Swift, and what Keystone refuses.</summary>
// One after the other: they share the servers, and what one takes of memory is measured in the other.
[Collection("Swift")]
public sealed class SwiftFaultTests(SwiftFixture fixture) : IAsyncLifetime
{
    private OpenStackServer _server = null!;
    private SwiftOptions _options = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await fixture.ServerAsync();
        _options = await fixture.OptionsAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_unknown_credential_is_a_sentence()
    {
        using var store = new SwiftObjectStore(_options with { CredentialId = "unknown" });

        await RefusedAsync(store, StorageErrorKind.AccessDenied, "check OS_APPLICATION_CREDENTIAL_ID.");
    }

    [Fact]
    public async Task A_wrong_secret_is_a_sentence_that_does_not_hold_it()
    {
        using var store = new SwiftObjectStore(_options with { CredentialSecret = "hunter2" });

        var error = await RefusedAsync(store, StorageErrorKind.AccessDenied, "check OS_APPLICATION_CREDENTIAL_SECRET");
        error.ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_region_that_is_not_in_the_catalogue_is_told_with_those_that_are()
    {
        using var store = new SwiftObjectStore(_options with { Region = "Atlantis" });

        var error = await RefusedAsync(
            store,
            StorageErrorKind.Unavailable,
            "in the region Atlantis: check OS_REGION_NAME."
        );
        error.Message.ShouldContain(_server.Region);
    }

    [Fact]
    public async Task Without_a_region_the_first_one_serves_and_the_address_may_lack_its_version()
    {
        var keystone = new Uri(_server.AuthUrl.ToString().Replace("/v3", "/"));
        using var store = new SwiftObjectStore(_options with { AuthUrl = keystone });

        (await store.HeadAsync("a")).ShouldBeNull();
    }

    [Fact]
    public async Task Somebody_else_at_the_address_of_the_identity_service_is_a_sentence()
    {
        using var store = new SwiftObjectStore(_options with { AuthUrl = new Uri(_server.Swift, "/elsewhere") });

        await RefusedAsync(store, StorageErrorKind.Unavailable, "is not OpenStack's identity service");
    }

    [Fact]
    public async Task Nobody_answering_is_a_sentence()
    {
        using var store = new SwiftObjectStore(_options with { AuthUrl = new Uri("http://127.0.0.1:1") });

        await RefusedAsync(store, StorageErrorKind.Unavailable, "identity service does not answer");
    }

    [Fact]
    public async Task A_container_that_does_not_exist_is_a_sentence()
    {
        using var store = new SwiftObjectStore(_options with { Container = "no-such-container" });

        await RefusedAsync(store, StorageErrorKind.Unavailable, "container that this server stores in does not exist");
        (
            await Should.ThrowAsync<StorageException>(() => store.ListAsync("").CountAsync().AsTask())
        ).Message.ShouldContain("container");
        (
            await Should.ThrowAsync<StorageException>(() => store.SignAsync("a", TimeSpan.FromHours(1)))
        ).Message.ShouldContain("container");
    }

    [Fact]
    public async Task A_credential_that_may_not_store_is_a_sentence_in_every_member()
    {
        using var store = new SwiftObjectStore(
            _options with
            {
                CredentialId = _server.Visitor.Id,
                CredentialSecret = _server.Visitor.Secret,
            }
        );

        await RefusedAsync(store, StorageErrorKind.AccessDenied, "does not let this server in");
        Func<Task>[] members =
        [
            () => store.GetAsync("a"),
            () => store.HeadAsync("a"),
            () => store.DeleteAsync("a"),
            () => store.ListAsync("").CountAsync().AsTask(),
            () => store.SignAsync("a", TimeSpan.FromHours(1)),
        ];
        foreach (var member in members)
            (await Should.ThrowAsync<StorageException>(member)).Kind.ShouldBe(StorageErrorKind.AccessDenied);
    }

    [Fact]
    public async Task A_token_that_is_revoked_in_the_middle_of_an_upload_is_renewed()
    {
        string? revoked = null;
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        await using var between = await FaultyServer.StartAsync(_server.StrictSwift);
        between.Instead = async context =>
        {
            var token = context.Request.Headers["X-Auth-Token"].ToString();
            tokens.Add(token);
            // The second segment.
            if (revoked is null && context.Request.Path.Value!.EndsWith("/00000002", StringComparison.Ordinal))
                await _server.RevokeAsync(revoked = token);
            return false;
        };
        using var store = await StoreAsync(between);
        const long size = 13L << 20;

        var put = await store.PutAsync("large", new GeneratedStream(size));

        put.Size.ShouldBe(size);
        tokens.Count.ShouldBe(2);
        await using var lease = await store.OpenLocalAsync("large");
        new FileInfo(lease.Path).Length.ShouldBe(size);
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_expires_and_kept_until_then()
    {
        var clock = new ManualClock();
        await using var keystone = await FaultyServer.StartAsync(new Uri(_server.AuthUrl, "/"));
        using var store = new SwiftObjectStore(
            _options with
            {
                AuthUrl = new Uri(keystone.Address, "/v3"),
                Clock = clock,
            }
        );

        await store.HeadAsync("a");
        clock.Now += TimeSpan.FromMinutes(57);
        await store.HeadAsync("a");
        keystone.Requests.Count.ShouldBe(1);
        clock.Now += TimeSpan.FromMinutes(2);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.HeadAsync("a")));

        keystone.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(498)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(0)]
    public async Task What_may_pass_is_tried_again(int status)
    {
        var failures = 2;
        await using var between = await FaultyServer.StartAsync(_server.Swift);
        between.Instead = context =>
        {
            if (!HttpMethods.IsPut(context.Request.Method) || failures-- <= 0)
                return Task.FromResult(false);
            if (status == 0)
                context.Abort();
            else
                context.Response.StatusCode = status;
            return Task.FromResult(true);
        };
        using var store = await StoreAsync(between);

        await store.PutAsync("a", new MemoryStream([1, 2, 3]));

        failures.ShouldBe(-1);
        (await store.HeadAsync("a")).ShouldNotBeNull().Size.ShouldBe(3);
    }

    [Fact]
    public async Task What_does_not_pass_is_a_sentence()
    {
        await using var between = await FaultyServer.StartAsync(_server.Swift);
        between.Instead = context =>
        {
            context.Response.StatusCode = 503;
            return Task.FromResult(true);
        };
        using var store = await StoreAsync(between);

        await RefusedAsync(store, StorageErrorKind.Unavailable, "does not answer as it should");
    }

    [Fact]
    public async Task An_upload_that_fails_in_the_middle_leaves_what_was_there_and_no_segments()
    {
        await using var between = await FaultyServer.StartAsync(_server.Swift);
        using var store = await StoreAsync(between);
        await store.PutAsync("large", new MemoryStream("before"u8.ToArray()));
        between.Instead = context =>
        {
            var isThird = context.Request.Path.Value!.EndsWith("/00000003", StringComparison.Ordinal);
            if (isThird && HttpMethods.IsPut(context.Request.Method))
                context.Abort();
            return Task.FromResult(isThird);
        };

        var error = await Should.ThrowAsync<StorageException>(() =>
            store.PutAsync("large", new GeneratedStream(14L << 20))
        );

        error.Kind.ShouldBe(StorageErrorKind.Unavailable);
        (await store.HeadAsync("large")).ShouldNotBeNull().Size.ShouldBe(6);
        between.Requests.Count(request => request.StartsWith("DELETE", StringComparison.Ordinal)).ShouldBe(2);
        Directory
            .GetFiles(_options.SpoolFolder, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_that_is_damaged_on_the_way_is_refused_by_Swift()
    {
        await using var between = await FaultyServer.StartAsync(_server.Swift);
        using var store = await StoreAsync(between);
        await store.PutAsync("a", new MemoryStream("before"u8.ToArray()));
        between.Sent = (request, body) =>
        {
            if (HttpMethods.IsPut(request.Method))
                body[0] ^= 1;
            return body;
        };

        await RefusedAsync(store, StorageErrorKind.Unavailable, "damaged on the way");

        (await store.HeadAsync("a")).ShouldNotBeNull().Size.ShouldBe(6);
    }

    [Fact]
    public async Task A_wrong_hash_in_the_answer_is_noticed()
    {
        await using var between = await FaultyServer.StartAsync(_server.Swift);
        using var store = await StoreAsync(between);
        between.Answered = (request, response) =>
        {
            if (HttpMethods.IsPut(request.Method))
                response.Headers.ETag = "d41d8cd98f00b204e9800998ecf8427e";
        };

        await RefusedAsync(store, StorageErrorKind.Unavailable, "damaged on the way");
    }

    [Fact]
    public async Task A_file_that_comes_back_changed_is_not_used()
    {
        await using var between = await FaultyServer.StartAsync(_server.Swift);
        using var store = await StoreAsync(between);
        await store.PutAsync("a", new MemoryStream("before"u8.ToArray()));
        between.Answered = (_, response) => response.Headers["X-Object-Meta-Sha256"] = new string('0', 64);

        (await Should.ThrowAsync<StorageException>(() => store.OpenLocalAsync("a"))).Message.ShouldContain("damaged");
    }

    [Fact]
    public async Task A_download_that_breaks_off_is_a_sentence()
    {
        await using var between = await FaultyServer.StartAsync(_server.Swift);
        using var store = await StoreAsync(between);
        await store.PutAsync("a", new GeneratedStream(1 << 20));
        between.Instead = async context =>
        {
            if (!HttpMethods.IsGet(context.Request.Method))
                return false;
            context.Response.ContentLength = 1 << 20;
            await context.Response.Body.WriteAsync(new byte[1000]);
            await context.Response.Body.FlushAsync();
            context.Abort();
            return true;
        };

        (await Should.ThrowAsync<StorageException>(() => store.OpenLocalAsync("a"))).Kind.ShouldBe(
            StorageErrorKind.Unavailable
        );
    }

    [Fact]
    public async Task A_service_that_says_nothing_is_given_up()
    {
        await using var between = await FaultyServer.StartAsync(_server.Swift);
        using var store = await StoreAsync(between, TimeSpan.FromMilliseconds(200));
        between.Instead = async context =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };

        await RefusedAsync(store, StorageErrorKind.Unavailable, "does not answer in time");
    }

    [Fact]
    public async Task A_container_that_is_full_is_a_sentence()
    {
        var full = await _server.MakeContainerAsync(quotaBytes: 10);
        using var store = new SwiftObjectStore(_options with { Container = full });
        await store.PutAsync("small", new MemoryStream(new byte[10]));

        await RefusedAsync(store, StorageErrorKind.DiskFull, "is full");
    }

    private async Task<SwiftObjectStore> StoreAsync(FaultyServer between, TimeSpan? patience = null) =>
        new(
            _options with
            {
                Region = await _server.AddRegionAsync(between.Address),
                Patience = patience ?? TimeSpan.FromSeconds(60),
            }
        );

    private static async Task<StorageException> RefusedAsync(
        SwiftObjectStore store,
        StorageErrorKind kind,
        string sentence
    )
    {
        var error = await Should.ThrowAsync<StorageException>(() =>
            store.PutAsync("a", new MemoryStream(new byte[20]))
        );
        error.Kind.ShouldBe(kind);
        error.Message.ShouldContain(sentence);
        return error;
    }

    private sealed class ManualClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
