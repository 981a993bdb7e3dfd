using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Reflector.Benchmarks.Search;

/// <summary>Sends every kind of request in a shuffled order, one after the other, and says how long the answers took.</summary>
internal sealed class SearchMeasurement(HttpClient client, string who, int rounds)
{
    private const string Search = "/v1/transcripts/search";

    /// <returns>How long each request took.</returns>
    public async Task<IReadOnlyList<Answered>> RunAsync(CancellationToken cancellationToken)
    {
        var times = new List<Answered>();
        foreach (var (_, path) in Requests())
            await SendAsync(path, cancellationToken);
        for (var round = 0; round < rounds; round++)
        {
            var requests = Requests().ToArray();
            new Random(round).Shuffle(requests);
            foreach (var (kind, path) in requests)
            {
                var started = Stopwatch.GetTimestamp();
                var total = await SendAsync(path, cancellationToken);
                times.Add(new(kind, path, Stopwatch.GetElapsedTime(started).TotalMilliseconds, total));
            }
        }
        var load = (await File.ReadAllTextAsync("/proc/loadavg", cancellationToken)).Split(' ')[0];
        Console.WriteLine($"{who} ({rounds} rounds, load {load})");
        foreach (var kind in times.GroupBy(time => time.Kind))
            Report("  " + kind.Key, [.. kind.Select(time => time.Milliseconds)], kind.Max(time => time.Total));
        ReportWhole(times);
        var slowest = times
            .GroupBy(time => time.Path)
            .Select(path =>
                (Path: path.Key, Median: path.Select(time => time.Milliseconds).Order().ElementAt(rounds / 2))
            )
            .MaxBy(path => path.Median);
        Console.WriteLine($"slowest: {slowest.Path}, median {slowest.Median:0.0} ms");
        return times;
    }

    public static void ReportWhole(IEnumerable<Answered> times)
    {
        foreach (var whole in times.GroupBy(time => time.Kind.StartsWith("browse", StringComparison.Ordinal)))
            Report(whole.Key ? "all browsing" : "all searches", [.. whole.Select(time => time.Milliseconds)], null);
    }

    private static IEnumerable<(string Kind, string Path)> Requests()
    {
        var english = MadeLanguage.All[0].Language;
        var german = MadeLanguage.All[1].Language;
        foreach (var word in english.Vocabulary.Skip(62).Take(4).Concat(["people", "week", "budget", "team"]))
            yield return ("common word", Query(word));
        foreach (var place in new[] { 400, 900, 2_000, 5_000, 9_000, 14_000, 20_000, 28_000 })
            yield return ("rare word", Query(english.Vocabulary[place]));
        foreach (
            var words in new[]
            {
                "budget roadmap",
                "security audit incident",
                "next week people",
                "Größe Vertrag",
                "decision réunion",
                $"{german.Vocabulary[300]} Lager",
                "budget or vacation",
                "hiring interview team pricing",
            }
        )
            yield return ("several words", Query(words));
        foreach (
            var phrase in new[]
            {
                "budget roadmap",
                "next week",
                "team people",
                "steering committee",
                "customer contract",
            }
        )
            yield return ("phrase", Query($"\"{phrase}\""));
        foreach (var typo in new[] { "budgte", "raodmap", "vacaton", "strategdy", "complience", "newslettr" })
            yield return ("typo", Query(typo));
        foreach (
            var negated in new[] { "budget -roadmap", "people -week", "customer -contract -invoice", "audit -team" }
        )
            yield return ("without a word", Query(negated));
        foreach (
            var filter in new[]
            {
                "&room_id=room-10",
                "&source_kind=file",
                "&from=2024-01-01T00:00:00Z&to=2024-03-31T00:00:00Z",
                "&source_kind=room&from=2025-01-01T00:00:00Z",
            }
        )
        {
            yield return ("with filters", Query("budget") + filter);
            yield return ("with filters", Query("people") + filter);
        }
        foreach (var offset in new[] { 200, 980, 5_000, 20_000 })
            yield return ("deep offset", Query("budget") + $"&offset={offset}");
        foreach (
            var path in new[]
            {
                $"{Search}?q=",
                $"{Search}?q=&offset=1000",
                $"{Search}?q=&offset=50000",
                $"{Search}?q=&source_kind=file",
                $"{Search}?q=&room_id=room-10",
            }
        )
            yield return ("browse by search", path);
        foreach (
            var query in new[]
            {
                "",
                "?size=20",
                "?page=1000&size=50",
                "?source_kind=room&size=20",
                "?room_id=room-10",
                "?sort_by=change_seq&change_seq_from=50000",
            }
        )
            yield return ("browse by list", "/v1/transcripts" + query);
    }

    private static string Query(string text) => $"{Search}?q={Uri.EscapeDataString(text)}";

    private async Task<int> SendAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await client.GetAsync(path, cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? (int)JsonNode.Parse(body)!["total"]!
            : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {body}");
    }

    private static void Report(string name, double[] times, int? most)
    {
        Array.Sort(times);
        var found = most is { } total ? $", up to {total:N0} found" : "";
        Console.WriteLine(
            $"{name}: {times.Length} requests, median {At(0.5):0.0} ms, p95 {At(0.95):0.0} ms, longest {times[^1]:0.0} ms{found}"
        );

        double At(double share) => times[Math.Min(times.Length - 1, (int)Math.Ceiling(times.Length * share) - 1)];
    }
}

/// <param name="Kind">Of request; browsing begins with "browse".</param>
/// <param name="Path">With its query.</param>
/// <param name="Milliseconds">From the request to the end of the answer.</param>
/// <param name="Total">How many it found.</param>
internal sealed record Answered(string Kind, string Path, double Milliseconds, int Total);
