using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reflector.Fakes.Storage;

/// <summary>OpenStack's Keystone and Swift, the real ones from Debian's packages, as processes on free ports.</summary>
public sealed class OpenStackServer : IAsyncDisposable
{
    private const int Attempts = 3;

    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly JsonElement _about;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    private OpenStackServer(Process process, DirectoryInfo folder, JsonElement about) =>
        (_process, _folder, _about) = (process, folder, about);

    /// <summary>Keystone's address, which ends in <c>/v3</c>.</summary>
    public Uri AuthUrl => new(Text("keystone"));

    public Uri Swift => new(Text("swift"));

    /// <summary>The same Swift by a door that asks Keystone about every token, each time.</summary>
    public Uri StrictSwift => new(Text("strict"));

    public string Region => Text("region");

    public string Container => Text("container");

    /// <summary>The project's place in Swift.</summary>
    public Uri Account => new(Swift, $"/v1/AUTH_{Text("project")}");

    /// <summary>That opens it.</summary>
    public string Token => Text("token");

    /// <summary>An application credential that may do everything in its project.</summary>
    public (string Id, string Secret) Operator => Credential("operator");

    /// <summary>One that Keystone knows and Swift lets do nothing.</summary>
    public (string Id, string Secret) Visitor => Credential("visitor");

    /// <summary>A folder that goes with the servers.</summary>
    public string Folder => _folder.FullName;

    /// <exception cref="InvalidOperationException">They are not there, or did not start.</exception>
    public static async Task<OpenStackServer> StartAsync()
    {
        var root = Root();
        var packages = Path.Combine(root, "artifacts", "openstack");
        if (!Directory.Exists(Path.Combine(packages, "keystone")))
            throw new InvalidOperationException(
                "OpenStack's Swift and Keystone are not there: run eng/setup --test on a machine with apt-get."
            );
        // Not the system's folder for temporary files, which may be in memory: Swift needs attributes of files.
        var folder = Directory.CreateDirectory(Path.Combine(packages, "running", $"{Guid.CreateVersion7():N}"));
        var script = Path.Combine(root, "tests", "OpenStack", "server.py");
        var start = new ProcessStartInfo("/usr/bin/python3", [script, "run", packages, folder.FullName])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        var line = await process.StandardOutput.ReadLineAsync();
        if (line?.StartsWith("ready ", StringComparison.Ordinal) == true)
            return new(process, folder, JsonDocument.Parse(line["ready ".Length..]).RootElement);
        throw new InvalidOperationException($"OpenStack's Swift and Keystone did not start: {await said}");
    }

    /// <summary>A further region of the catalogue, whose object storage has another address.</summary>
    /// <returns>Its name.</returns>
    public async Task<string> AddRegionAsync(Uri swift)
    {
        var name = $"region-{Guid.CreateVersion7():N}";
        await SendAsync(HttpMethod.Post, "regions", new JsonObject { ["region"] = new JsonObject { ["id"] = name } });
        await SendAsync(
            HttpMethod.Post,
            "endpoints",
            new JsonObject
            {
                ["endpoint"] = new JsonObject
                {
                    ["interface"] = "public",
                    ["region_id"] = name,
                    ["service_id"] = Text("service"),
                    ["url"] = $"{swift.ToString().TrimEnd('/')}/v1/AUTH_%(tenant_id)s",
                },
            }
        );
        return name;
    }

    /// <summary>A further container that holds no more than that.</summary>
    /// <returns>Its name.</returns>
    public async Task<string> MakeContainerAsync(long quotaBytes)
    {
        var name = $"container-{Guid.CreateVersion7():N}";
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"{Account}/{name}"));
        request.Headers.Add("X-Auth-Token", Token);
        request.Headers.Add("X-Container-Meta-Quota-Bytes", $"{quotaBytes}");
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return name;
    }

    /// <summary>The token is refused from now on.</summary>
    public Task RevokeAsync(string token) => SendAsync(HttpMethod.Delete, "auth/tokens", null, token);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Keystone's server has one thread and now and then drops a connection unanswered; then it is asked again.</summary>
    private async Task SendAsync(HttpMethod method, string path, JsonNode? body, string? subject = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, $"{AuthUrl}/{path}");
            request.Headers.Add("X-Auth-Token", Text("admin"));
            if (subject is not null)
                request.Headers.Add("X-Subject-Token", subject);
            if (body is not null)
                request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            try
            {
                using var answer = await _http.SendAsync(request);
                var wasDone = attempt > 1 && answer.StatusCode is (HttpStatusCode.Conflict or HttpStatusCode.NotFound);
                if (!wasDone)
                    answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException e) when (e.StatusCode is null && attempt < Attempts) { }
        }
    }

    private string Text(string name) => _about.GetProperty(name).GetString()!;

    private (string Id, string Secret) Credential(string name)
    {
        var credential = _about.GetProperty(name);
        return (credential.GetProperty("id").GetString()!, credential.GetProperty("secret").GetString()!);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Reflector.slnx")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
