namespace Reflector.EndToEnd.Tests.Durability;

public sealed class StageKillTests(KilledInEveryStage killed, Undisturbed undisturbed, ITestOutputHelper output)
    : IClassFixture<KilledInEveryStage>
{
    public static TheoryData<string> Stages => [.. KilledInEveryStage.Stages];

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_server_killed_in_a_stage_ends_the_transcript_once_and_whole(string stage)
    {
        var id = killed.TranscriptOf(stage);
        var events = await killed.Client.LogAsync(id);

        (await killed.Client.ResultAsync(id)).ShouldBe(await undisturbed.ResultAsync(killed.Recording));
        events.Count(item => item.Name == "FINAL_TITLE").ShouldBe(1);
        events.Count(item => item.IsEndOfRun).ShouldBe(1);
        foreach (var other in KilledInEveryStage.Stages)
            events.Count(item => item.IsStage(other, "done") || item.IsStage(other, "skipped")).ShouldBe(1, other);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_killed_stage_is_counted_as_begun_twice_and_the_others_once(string stage)
    {
        var stages = await killed.Client.StagesAsync(killed.TranscriptOf(stage));

        stages.Where(other => other.Attempts != (other.Name == stage ? 2 : 1)).ShouldBeEmpty();
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
