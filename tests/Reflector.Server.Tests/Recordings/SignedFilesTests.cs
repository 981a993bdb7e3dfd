using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Storage;
using Reflector.Storage.Local;

namespace Reflector.Server.Tests.Recordings;

public sealed class SignedFilesTests(PostgresFixture postgres)
{
    private const string Key = "meetings/Büro 100%/a+b&c.mp4";

    [Fact]
    public async Task A_signed_address_gives_the_file_whole_and_in_ranges_to_anybody()
    {
        await using var server = await TestServer.StartAsync(postgres);
        await server.Store.PutAsync(Key, new MemoryStream("0123456789"u8.ToArray()));
        var address = await server.Store.SignAsync(Key, TimeSpan.FromMinutes(5));
        using var anybody = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = server.Address,
        };

        using var whole = await anybody.GetAsync(address);
        (await whole.Content.ReadAsStringAsync()).ShouldBe("0123456789");
        whole.Content.Headers.ContentType.ShouldNotBeNull().MediaType.ShouldBe("video/mp4");
        whole.Content.Headers.ContentDisposition.ShouldNotBeNull().DispositionType.ShouldBe("inline");
        whole.Headers.CacheControl.ShouldNotBeNull().Private.ShouldBeTrue();

        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Range = new RangeHeaderValue(3, 6);
        using var part = await anybody.SendAsync(request);
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsStringAsync()).ShouldBe("3456");

        using var head = await anybody.SendAsync(new(HttpMethod.Head, address));
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.ShouldBe(10);
    }

    [Fact]
    public async Task A_name_to_save_under_is_signed_too()
    {
        await using var server = await TestServer.StartAsync(postgres);
        await server.Store.PutAsync(Key, new MemoryStream([1]));
        var address = await server.Store.SignAsync(Key, TimeSpan.FromMinutes(5), "Besprechung — \"1\"\r\n/ä.mp4");

        using var answer = await server.Client.GetAsync(address);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var disposition = answer.Content.Headers.ContentDisposition.ShouldNotBeNull();
        disposition.DispositionType.ShouldBe("attachment");
        disposition.FileNameStar.ShouldBe("Besprechung — 1ä.mp4");
        using var renamed = await server.Client.GetAsync(address.ToString().Replace("Besprechung", "Other"));
        renamed.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_was_not_signed_is_refused()
    {
        await using var server = await TestServer.StartAsync(postgres);
        await server.Store.PutAsync("a.mp3", new MemoryStream([1]));
        await server.Store.PutAsync("b.mp3", new MemoryStream([2]));
        var address = (await server.Store.SignAsync("a.mp3", TimeSpan.FromMinutes(5))).ToString();
        string[] wrong =
        [
            "/v1/files/a.mp3",
            "/v1/files/",
            address.Replace("a.mp3", "b.mp3"),
            address.Replace("expires=", "expires=1"),
            address + "&filename=x",
            address[..^4],
            address.Replace("signature=", "signature=%00"),
            $"/v1/files/a.mp3?expires=99999999999&signature={new string('A', 43)}",
            $"/v1/files/a.mp3?expires=99999999999&signature={new string('é', 43)}",
        ];

        foreach (var path in wrong)
        {
            using var answer = await server.Client.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
        }
    }

    [Fact]
    public async Task An_address_expires_and_is_nothing_when_the_file_is_gone()
    {
        var clock = new ManualClock();
        var folder = Directory.CreateTempSubdirectory("reflector-signed-");
        await using var server = await TestServer.StartAsync(
            postgres,
            configure: builder =>
                builder.Services.AddSingleton<IObjectStore>(new LocalObjectStore(folder.FullName, clock))
        );
        await server.Store.PutAsync("a.mp3", new MemoryStream(Encoding.ASCII.GetBytes("x")));
        var address = await server.Store.SignAsync("a.mp3", TimeSpan.FromMinutes(5));
        var longer = await server.Store.SignAsync("a.mp3", TimeSpan.FromDays(1));

        clock.Now += TimeSpan.FromSeconds(299);
        (await StatusAsync(server, address)).ShouldBe(HttpStatusCode.OK);
        clock.Now += TimeSpan.FromSeconds(1);
        (await StatusAsync(server, address)).ShouldBe(HttpStatusCode.Unauthorized);
        await server.Store.DeleteAsync("a.mp3");
        (await StatusAsync(server, longer)).ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<HttpStatusCode> StatusAsync(TestServer server, Uri address)
    {
        using var answer = await server.Client.GetAsync(address);
        return answer.StatusCode;
    }

    private sealed class ManualClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.FromUnixTimeSeconds(2_000_000_000);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
