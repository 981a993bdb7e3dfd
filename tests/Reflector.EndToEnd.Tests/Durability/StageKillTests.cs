namespace Reflector.EndToEnd.Tests.Durability;

public sealed class StageKillTests(KilledInEveryStage killed, ITestOutputHelper output)
    : IClassFixture<KilledInEveryStage>
{
    public static TheoryData<string> Stages => [.. KilledInEveryStage.Stages];

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_server_killed_in_a_stage_ends_the_transcript_once_and_whole(string stage)
    {
        var id = killed.TranscriptOf(stage);
        var events = await killed.Client.LogAsync(id);

        (await killed.Client.ResultAsync(id)).ShouldBe(await killed.Client.ResultAsync(killed.Undisturbed));
        events.Count(item => item.Name == "FINAL_TITLE").ShouldBe(1);
        events.Count(item => item.IsEndOfRun).ShouldBe(1);
        foreach (var other in KilledInEveryStage.Stages)
            events.Count(item => item.IsStage(other, "done") || item.IsStage(other, "skipped")).ShouldBe(1, other);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_killed_stage_is_begun_once_more_and_no_other(string stage)
    {
        var stages = await killed.Client.StagesAsync(killed.TranscriptOf(stage));
        var before = killed.AttemptsBefore(stage);

        stages.Single(own => own.Name == stage).Attempts.ShouldBe(before[stage] + 1);
        stages.Where(other => other.Name != stage && other.Attempts != Math.Max(before[other.Name], 1)).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_half_written_is_left() => killed.Leftovers.ShouldBeEmpty();

    [Fact]
    public void A_server_alone_takes_its_killed_stages_up_again_within_seconds()
    {
        foreach (var (stage, time) in killed.RecoveryTimes.OrderBy(pair => pair.Value))
            output.WriteLine($"{stage}: {time.TotalSeconds:F1} s after the server was ready");

        killed.RecoveryTimes.Values.Max().ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }
}
