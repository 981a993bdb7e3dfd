using Reflector.Server.Summaries;
using Reflector.Server.Summaries.Extractive;

namespace Reflector.Server.Tests.Summaries;

public sealed class ActionItemTests
{
    private readonly ExtractiveSummarizer _summarizer = new();

    [Theory]
    [InlineData(
        "I will send the contract to the lawyers by Friday.",
        "Send the contract to the lawyers",
        null,
        "Friday"
    )]
    [InlineData(
        "I'll write the report before the board meeting.",
        "Write the report",
        null,
        "before the board meeting"
    )]
    [InlineData("Anna will book the venue tomorrow.", "Book the venue", "Anna", "tomorrow")]
    [InlineData("Okay, Anna, can you check the numbers for me?", "Check the numbers", "Anna", null)]
    [InlineData(
        "Could you forward the invoice to accounting, Anna?",
        "Forward the invoice to accounting",
        "Anna",
        null
    )]
    [InlineData("Let's ship the release notes by next Tuesday.", "Ship the release notes", null, "next Tuesday")]
    [InlineData(
        "We need to renew the insurance before the end of the month.",
        "Renew the insurance",
        null,
        "before the end of the month"
    )]
    [InlineData("Please review the draft by 5 p.m.", "Review the draft", null, "5 p.m.")]
    [InlineData(
        "Action item: Anna to update the wiki within two weeks.",
        "Update the wiki",
        "Anna",
        "within two weeks"
    )]
    [InlineData("TODO: clean up the old branches.", "Clean up the old branches", null, null)]
    [InlineData("The legal team needs to approve the wording.", "Approve the wording", "Legal team", null)]
    [InlineData("I'm going to call the supplier on March 3rd.", "Call the supplier", null, "March 3rd")]
    public async Task Commitment_BecomesATask(string said, string task, string? who, string? when)
    {
        var items = await FindAsync(said, "Anna Smith");

        var step = items.NextSteps.ShouldHaveSingleItem();
        step.Task.ShouldBe(task);
        step.AssignedTo.ShouldBe(who == "Anna" ? "Anna Smith" : who);
        step.Deadline.ShouldBe(when);
        step.Context.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("I will not send the contract.")]
    [InlineData("Will I have to send the contract by Friday?")]
    [InlineData("I'll be honest, the contract is bad.")]
    [InlineData("I'll say this about the contract.")]
    [InlineData("Can you hear me now?")]
    [InlineData("Can you see my screen with the contract?")]
    [InlineData("Did you send the contract to the lawyers by Friday?")]
    [InlineData("If I will send the contract, they will sign.")]
    [InlineData("I'll share my screen with the contract.")]
    [InlineData("This will take a long time by all accounts.")]
    [InlineData("We will see what happens.")]
    [InlineData("Let's move on to the contract.")]
    [InlineData("She said that I will send the contract.")]
    [InlineData("Please mute your phones and please go ahead.")]
    [InlineData("If you want to help the bees, please plant wild flowers.")]
    [InlineData("You need to visit a hive every week from May to August.")]
    [InlineData("We never said that Friday was the deadline.")]
    public async Task Talk_IsNotATask(string said) => (await FindAsync(said)).NextSteps.ShouldBeEmpty();

    [Theory]
    [InlineData("We decided to close the old office.", null, null)]
    [InlineData("The board agreed to raise the fee because the rent went up.", "the rent went up", "The board")]
    [InlineData("Let's go with the blue logo.", null, null)]
    [InlineData("The decision is to wait for the audit.", null, null)]
    [InlineData(
        "We'll go with the cheaper offer. The reason is that it has better support.",
        "it has better support",
        null
    )]
    public async Task Decision_IsKeptAsSaid(string said, string? rationale, string? by)
    {
        var decision = (await FindAsync(said)).Decisions.ShouldHaveSingleItem();

        said.ShouldStartWith(decision.DecisionText);
        decision.Rationale.ShouldBe(rationale);
        decision.DecidedBy.ShouldBe(by);
    }

    [Theory]
    [InlineData("We have not decided anything about the logo.")]
    [InlineData("Did we decide on the blue logo?")]
    [InlineData("If we agreed to the blue logo, it would cost more.")]
    [InlineData("We need to decide about the logo.")]
    [InlineData("We agreed on that.")]
    public async Task Openness_IsNotADecision(string said) => (await FindAsync(said)).Decisions.ShouldBeEmpty();

    [Fact]
    public async Task A_vote_is_told_with_its_motion()
    {
        var items = await FindAsync(
            "I move to sell the old fire truck to the museum. I second. All in favor? The motion carries five to two."
        );

        var decision = items.Decisions.ShouldHaveSingleItem();
        decision.DecisionText.ShouldBe("Sell the old fire truck to the museum.");
        decision.Rationale.ShouldBe("The motion carries five to two.");
        decision
            .Moments!.Select(moment => moment.Quote)
            .ShouldBe(["I move to sell the old fire truck to the museum.", "The motion carries five to two."]);
    }

    [Fact]
    public async Task An_answer_adds_its_deadline_to_the_request()
    {
        var items = await FindAsync("Anna, can you draft the press release? Sure. I'll do that by Thursday.", "Anna");

        var step = items.NextSteps.ShouldHaveSingleItem();
        (step.Task, step.AssignedTo, step.Deadline).ShouldBe(("Draft the press release", "Anna", "Thursday"));
    }

    [Fact]
    public async Task The_same_task_said_twice_is_one()
    {
        var items = await FindAsync("I'll email the caterer. Some talk. So I will email the caterer by Monday.");

        items.NextSteps.ShouldHaveSingleItem().Deadline.ShouldBe("Monday");
    }

    [Fact]
    public async Task Two_tasks_in_one_sentence_are_two()
    {
        var items = await FindAsync("I'll email the caterer and Anna will order the flowers by Monday.", "Anna");

        items
            .NextSteps.Select(step => (step.Task, step.AssignedTo, step.Deadline))
            .ShouldBe([("Email the caterer", null, null), ("Order the flowers", "Anna", "Monday")]);
    }

    private Task<ActionItems> FindAsync(string said, params string[] participants) =>
        _summarizer.FindActionItemsAsync([new TopicDraft("Topic", "", Meeting.Say(said))], participants, default);
}
