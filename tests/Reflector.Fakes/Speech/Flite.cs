using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Reflector.Fakes.Speech;

/// <param name="Start">Seconds.</param>
/// <param name="End">Seconds.</param>
public sealed record SpokenWord(string Text, double Start, double End);

/// <summary>One utterance of a made voice at 16 kHz, with the times of its words.</summary>
public sealed record Utterance(float[] Samples, IReadOnlyList<SpokenWord> Words);

/// <summary>
/// The speech synthesizer flite. It prints the sounds of an utterance with their times, but not which word they belong
/// to; that is found by aligning them with the sounds of the words spoken one by one.
/// </summary>
public static class Flite
{
    private const string Pause = "pau";

    public static async Task<Utterance> SpeakAsync(string voice, string text)
    {
        var path = Path.Combine(Path.GetTempPath(), $"flite-{Guid.CreateVersion7()}.wav");
        try
        {
            var sounds = Timed(await RunAsync("-voice", voice, "-psdur", "-t", text, "-o", path));
            var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var expected = await SoundsOfWordsAsync(voice, words);
            return new(WaveFile.Read(path), Align(words, expected, sounds));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static List<(string Sound, double Start, double End)> Timed(string output)
    {
        var sounds = new List<(string, double, double)>();
        var start = 0.0;
        foreach (var item in output.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var separator = item.IndexOf(':', StringComparison.Ordinal);
            if (separator < 0)
                continue;
            var end = double.Parse(item[(separator + 1)..], CultureInfo.InvariantCulture);
            sounds.Add((item[..separator], start, end));
            start = end;
        }
        return sounds;
    }

    private static async Task<List<string[]>> SoundsOfWordsAsync(string voice, string[] words)
    {
        var oneByOne = string.Join(". ", words.Select(word => word.Trim('.', ',', '?', '!', ';', ':'))) + ".";
        var output = await RunAsync("-voice", voice, "-ps", "-t", oneByOne, "none");
        var groups = new List<string[]>();
        var group = new List<string>();
        foreach (var sound in output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (sound != Pause)
            {
                group.Add(sound);
                continue;
            }
            if (group.Count > 0)
                groups.Add([.. group]);
            group.Clear();
        }
        return groups.Count == words.Length
            ? groups
            : throw new InvalidOperationException($"flite reads as {groups.Count} words: {string.Join(' ', words)}");
    }

    private static SpokenWord[] Align(
        string[] words,
        List<string[]> expected,
        List<(string Sound, double Start, double End)> heard
    )
    {
        var wanted = expected.SelectMany((sounds, word) => sounds.Select(sound => (sound, word))).ToArray();
        var spoken = heard.Where(sound => sound.Sound != Pause).ToArray();
        var wordOf = AlignSounds([.. wanted.Select(w => w.sound)], [.. spoken.Select(s => s.Sound)]);
        var result = new List<SpokenWord>();
        for (var word = 0; word < words.Length; word++)
        {
            var own = Enumerable
                .Range(0, spoken.Length)
                .Where(i => wordOf[i] is >= 0 and var w && wanted[w].word == word)
                .ToArray();
            if (own.Length == 0)
                throw new InvalidOperationException($"flite swallowed \"{words[word]}\" in: {string.Join(' ', words)}");
            result.Add(new(words[word], spoken[own[0]].Start, spoken[own[^1]].End));
        }
        return [.. result];
    }

    /// <summary>For each sound heard, the index of the wanted sound it is, or −1 (edit distance).</summary>
    private static int[] AlignSounds(string[] wanted, string[] heard)
    {
        var cost = new int[wanted.Length + 1, heard.Length + 1];
        for (var i = 0; i <= wanted.Length; i++)
        for (var j = 0; j <= heard.Length; j++)
        {
            if (i == 0 || j == 0)
                cost[i, j] = (i + j) * 2;
            else
                cost[i, j] = Math.Min(
                    cost[i - 1, j - 1] + Different(wanted[i - 1], heard[j - 1]),
                    Math.Min(cost[i - 1, j], cost[i, j - 1]) + 2
                );
        }
        var result = new int[heard.Length];
        for (var (i, j) = (wanted.Length, heard.Length); j > 0; )
        {
            if (i > 0 && cost[i, j] == cost[i - 1, j - 1] + Different(wanted[i - 1], heard[j - 1]))
                result[--j] = --i;
            else if (i > 0 && cost[i, j] == cost[i - 1, j] + 2)
                i--;
            else
                result[--j] = -1;
        }
        return result;
    }

    /// <summary>Vowels are reduced in running speech, so one vowel for another costs little.</summary>
    private static int Different(string a, string b) =>
        a == b ? 0
        : IsVowel(a) == IsVowel(b) ? 1
        : 4;

    private static bool IsVowel(string sound) => "aeiou".Contains(sound[0], StringComparison.Ordinal);

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("flite", arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        try
        {
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0
                ? output
                : throw new InvalidOperationException($"flite ended with {process.ExitCode}.");
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(
                "The tests make their speech with flite, which is not installed: run eng/setup, or apt-get install flite.",
                e
            );
        }
    }
}
