using Microsoft.Extensions.DependencyInjection;
using Reflector.Fakes;
using Reflector.Fakes.Speech;
using Reflector.Speech.OpenAi;

namespace Reflector.Speech.Tests.OpenAi;

public sealed class OpenAiSpeechRecognizerTests : IAsyncLifetime
{
    private static readonly SpokenWord[] Said =
    [
        new("alpha", 1, 1.5),
        new("bravo", 2, 2.4),
        new("charlie", 2.6, 3.2),
        new("delta", 6, 6.5),
        new("echo", 6.7, 7.3),
    ];

    private OpenAiTranscriptionServer _server = null!;
    private ServiceProvider _http = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await OpenAiTranscriptionServer.StartAsync();
        _http = new ServiceCollection().AddHttpClient().BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _http.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(TranscriptionForm.Words, 0.02)]
    [InlineData(TranscriptionForm.WordsInSegments, 0.02)]
    [InlineData(TranscriptionForm.Segments, 0.5)]
    [InlineData(TranscriptionForm.TextOnly, 0.5)]
    [InlineData(TranscriptionForm.PlainText, 0.5)]
    public async Task Every_form_of_answer_gives_timed_words(TranscriptionForm form, double tolerance)
    {
        _server.Form = form;

        var words = (await RecognizeAsync()).SelectMany(segment => segment.Words).ToArray();

        words.Select(word => word.Text).ShouldBe(Said.Select(word => word.Text + ","));
        foreach (var (word, said) in words.Zip(Said))
            word.Start.ShouldBe(said.Start, tolerance);
        words.Zip(words.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start);
    }

    [Fact]
    public async Task The_request_asks_for_word_times_in_the_language_spoken()
    {
        await RecognizeAsync();

        var fields = _server.Requests.ShouldHaveSingleItem().Fields;
        fields["model"].ShouldBe("whisper-1");
        fields["language"].ShouldBe("en");
        fields["response_format"].ShouldBe("verbose_json");
        fields["timestamp_granularities[]"].ShouldContain("word");
    }

    [Fact]
    public async Task A_long_recording_is_sent_in_pieces_cut_in_silence()
    {
        var said = Enumerable
            .Range(0, 40)
            .Select(i => new SpokenWord(i % 2 == 0 ? "golf" : "hotel", i * 3 + 1, i * 3 + 2.2));

        var segments = await RecognizeAsync(
            Options with
            {
                MaxWindow = TimeSpan.FromSeconds(30),
            },
            ToneSpeech.Say(121, said)
        );

        _server.Requests.Count.ShouldBeGreaterThan(3);
        _server.Requests.ShouldAllBe(request => request.Seconds <= 31);
        var words = segments.SelectMany(segment => segment.Words).ToArray();
        words.Length.ShouldBe(40);
        words.Select((word, i) => Math.Abs(word.Start - (i * 3 + 1))).Max().ShouldBeLessThan(0.05);
    }

    [Fact]
    public async Task Silence_is_not_sent()
    {
        (await RecognizeAsync(samples: AudioSource.Noise(30, 0.0005f))).ShouldBeEmpty();

        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_busy_or_broken_server_is_asked_again()
    {
        _server.RefuseNext(
            new TranscriptionRefusal(429, "slow down", RetryAfterSeconds: 0),
            new(503, "starting"),
            new(500, "oops")
        );

        (await RecognizeAsync()).ShouldNotBeEmpty();

        _server.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task The_server_says_how_long_to_wait()
    {
        _server.RefuseNext(new TranscriptionRefusal(429, "slow down", RetryAfterSeconds: 1));
        var started = TimeProvider.System.GetTimestamp();

        await RecognizeAsync();

        TimeProvider.System.GetElapsedTime(started).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_server_that_stays_broken_is_given_up()
    {
        _server.RefuseNext(Enumerable.Repeat(new TranscriptionRefusal(500, "no GPU"), 10));

        (await FailureAsync()).ShouldContain("no GPU");

        _server.Requests.Count.ShouldBe(Options.Attempts);
    }

    [Fact]
    public async Task A_wrong_key_is_a_sentence_at_once()
    {
        _server.ApiKey = "right";

        (await FailureAsync(Options with { ApiKey = "wrong" })).ShouldContain("refuses the API key");

        _server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_right_key_is_accepted()
    {
        _server.ApiKey = "right";

        (await RecognizeAsync(Options with { ApiKey = "right" })).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_unknown_model_is_named() =>
        (await FailureAsync(Options with { Model = "whisper-9" })).ShouldContain("whisper-9");

    [Fact]
    public async Task A_wrong_address_is_a_sentence() =>
        (await FailureAsync(Options with { BaseUrl = new(_server.BaseUrl, "/elsewhere") })).ShouldContain(
            "TRANSCRIPT_URL"
        );

    [Fact]
    public async Task A_server_that_is_not_running_is_a_sentence()
    {
        var address = _server.BaseUrl;
        await _server.DisposeAsync();

        (await FailureAsync(Options with { BaseUrl = address, Attempts = 2 })).ShouldContain("refuses connections");
    }

    [Fact]
    public async Task A_server_that_never_answers_meets_the_time_limit()
    {
        _server.Hangs = true;
        var options = Options with { RequestTimeout = TimeSpan.FromMilliseconds(200), Attempts = 2 };

        (await FailureAsync(options)).ShouldContain("no answer");
    }

    [Fact]
    public async Task A_web_page_instead_of_an_answer_is_a_sentence()
    {
        _server.Nonsense = "<html>hello</html>";

        (await FailureAsync()).ShouldContain("no transcription");
    }

    [Fact]
    public async Task What_is_done_already_is_not_sent_again()
    {
        var segments = await RecognizeAsync();

        var rest = await RecognizeAsync(skipUntil: segments[^1].End);

        rest.ShouldBeEmpty();
        _server.Requests.Count.ShouldBe(1);
    }

    private OpenAiSpeechOptions Options =>
        new(_server.BaseUrl, "whisper-1") { FirstRetryDelay = TimeSpan.FromMilliseconds(5) };

    private Task<List<SpeechSegment>> RecognizeAsync(
        OpenAiSpeechOptions? options = null,
        float[]? samples = null,
        double skipUntil = 0
    ) =>
        new OpenAiSpeechRecognizer(_http.GetRequiredService<IHttpClientFactory>().CreateClient(), options ?? Options)
            .RecognizeAsync(AudioSource.Of(samples ?? ToneSpeech.Say(9, Said)), new(SkipUntil: skipUntil))
            .ToListAsync()
            .AsTask();

    private async Task<string> FailureAsync(OpenAiSpeechOptions? options = null) =>
        (await Should.ThrowAsync<SpeechException>(() => RecognizeAsync(options))).Message;
}
