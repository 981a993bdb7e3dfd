using Reflector.Fakes.Speech;
using Reflector.Speech.Embedded;

namespace Reflector.Speech.Tests.Embedded;

/// <summary>One meeting and what the recogniser makes of it, shared by the tests that look at it from several sides.</summary>
public sealed class MeetingFixture : IAsyncLifetime
{
    internal EmbeddedSpeechRecognizer Recognizer { get; } = new(SpeechPieces.Options);

    public SpokenMeeting Meeting { get; private set; } = null!;

    public IReadOnlyList<SpeechSegment> Segments { get; private set; } = [];

    public IReadOnlyList<double> Progress { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Meeting = await SpokenMeeting.MakeAsync(MeetingScripts.Release);
        var progress = new ProgressList();
        Segments = await Recognizer
            .RecognizeAsync(AudioSource.Of(Meeting.Samples), new(Progress: progress))
            .ToListAsync();
        Progress = progress.Reports;
    }

    public ValueTask DisposeAsync()
    {
        Recognizer.Dispose();
        return ValueTask.CompletedTask;
    }
}

internal sealed class ProgressList : IProgress<double>
{
    public List<double> Reports { get; } = [];

    public void Report(double value) => Reports.Add(value);
}
