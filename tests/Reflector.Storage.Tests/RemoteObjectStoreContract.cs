using System.Net;
using System.Net.Http.Headers;

namespace Reflector.Storage.Tests;

/// <summary>The contract, and what stores with an address of their own promise besides.</summary>
public abstract class RemoteObjectStoreContract : ObjectStoreContract
{
    private const string Key = "meetings/Büro 100%/a+b&c.mp4";

    [Fact]
    public async Task A_signed_address_gives_the_object_whole_and_in_ranges_to_anybody()
    {
        await Put(Key, "0123456789");
        var address = await Store.SignAsync(Key, TimeSpan.FromMinutes(5));

        using var whole = await GetAsync(address);
        whole.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await whole.Content.ReadAsStringAsync()).ShouldBe("0123456789");
        whole.Content.Headers.ContentType.ShouldNotBeNull().MediaType.ShouldBe("video/mp4");
        using var part = await GetAsync(address, new RangeHeaderValue(3, 6));
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsStringAsync()).ShouldBe("3456");
    }

    [Fact]
    public virtual async Task A_signed_address_can_name_the_file()
    {
        await Put(Key, "x");
        var address = await Store.SignAsync(Key, TimeSpan.FromMinutes(5), "Besprechung 1 \u2014 ä.mp4");

        using var answer = await GetAsync(address);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var disposition = answer.Content.Headers.ContentDisposition.ShouldNotBeNull();
        disposition.DispositionType.ShouldBe("attachment");
        disposition.FileNameStar.ShouldBe("Besprechung 1 \u2014 ä.mp4");
    }

    [Fact]
    public virtual async Task A_changed_address_gives_nothing()
    {
        await Put("mine", "x");
        await Put("other", "y");
        var address = (await Store.SignAsync("mine", TimeSpan.FromMinutes(5))).AbsoluteUri;

        using var another = await GetAsync(new Uri(address.Replace("/mine?", "/other?")));
        another.StatusCode.ShouldBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden);
        using var unsigned = await GetAsync(new Uri(address.Split('?')[0]));
        unsigned.StatusCode.ShouldBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden);
    }

    protected static async Task<HttpResponseMessage> GetAsync(Uri address, RangeHeaderValue? range = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Range = range;
        return await client.SendAsync(request);
    }
}
