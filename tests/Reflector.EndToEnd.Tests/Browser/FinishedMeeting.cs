using Reflector.Fakes.Speech;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>A meeting that was uploaded and transcribed to the end.</summary>
internal sealed record FinishedMeeting(string Id, SpokenMeeting Spoken, IReadOnlyList<TimedWord> Words)
{
    public string Path => $"/transcripts/{Id}";

    public static async Task<FinishedMeeting> MakeAsync(BrowserFixture fixture)
    {
        var spoken = await MadeMeetings.BudgetAndTrainingAsync();
        var id = await fixture.Api.CreateTranscriptAsync("Budget and training");
        await fixture.Api.UploadAsync(id, fixture.Files.Wave("budget.wav", spoken.Samples));
        await using var visit = await Visit.OpenAsync(fixture, $"/transcripts/{id}");
        await Expect(visit.Page.Text()).ToBeVisibleAsync(new() { Timeout = 120_000 });
        return new(id, spoken, await fixture.Api.WordsAsync(id));
    }
}
