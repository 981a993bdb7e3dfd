using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.Summaries;
using Reflector.Server.Tests.Transcripts;

namespace Reflector.Server.Tests.Asking;

/// <summary>Without a language model.</summary>
public sealed class SearchedAnswerTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task Without_a_language_model_the_best_moments_are_the_answer()
    {
        var words = Meeting.Read("product-planning").Words.ToArray();
        var id = await shared.Server.WriteTranscriptAsync([new("p", 0, "Anna")], [words]);

        var frames = await Asked.OfAsync(
            shared.Server.Client,
            $"/v1/transcripts/{id}/ask",
            new { question = "What did we decide about the mobile release?" }
        );

        var answer = frames.ShouldHaveSingleItem().Data["answer"]!;
        answer["text"].ShouldBeNull();
        ((bool)answer["found"]!).ShouldBeTrue();
        ((string)answer["generated_by"]!).ShouldBe("search");
        var moments = answer["moments"]!.AsArray();
        moments.Count.ShouldBeInRange(1, 8);
        ((string)moments[0]!["quote"]!).ShouldContain("mobile");
        moments.ShouldAllBe(moment => (string)moment!["transcript_id"]! == id);
    }

    [Fact]
    public async Task What_nobody_said_is_not_found()
    {
        var frames = await Asked.OfAsync(
            shared.Server.ClientOf("stranger"),
            "/v1/ask",
            new { question = "Xylophone quarks?" }
        );

        ((bool)frames.ShouldHaveSingleItem().Data["answer"]!["found"]!).ShouldBeFalse();
    }
}
