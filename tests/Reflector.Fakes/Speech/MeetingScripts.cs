namespace Reflector.Fakes.Speech;

/// <summary>What the made voices say: meetings about different things, in words that read the same as they sound.</summary>
public static class MeetingScripts
{
    /// <summary>Two voices plan a release; turns of a sentence or two.</summary>
    public static IReadOnlyList<(string Voice, string Text)> Release { get; } =
        Turns(
            ["slt", "rms"],
            "Good morning everyone, thank you for joining the call today.",
            "Good morning. I have the numbers from last week, and they look better than we expected.",
            "That is great to hear. Please walk us through the most important changes.",
            "The new search page went live on Tuesday, and the number of complaints dropped by half.",
            "Did the mobile team finish their part of the work?",
            "Not yet. They are waiting for the design of the settings screen.",
            "I will ask the designers to send the final drawings before Friday.",
            "Thank you. We also need to decide whether to move the release to the next month.",
            "What is the risk if we keep the current date?",
            "The main risk is the payment service. The tests still fail about once a day, and nobody knows the reason.",
            "Then we should not release it before we understand the problem.",
            "I agree. Let us give the team one more week and meet again next Monday.",
            "Can you write a short report about the payment tests?",
            "Yes, I will send it to the whole group tomorrow afternoon.",
            "Wonderful. Is there anything else that we should talk about?",
            "One more thing. The customer in Boston asked for a training session in the spring.",
            "Please tell them that we can visit their office in the first week of April.",
            "I will call them today and confirm the date.",
            "Okay.",
            "Thank you very much, and have a nice day."
        );

    /// <summary>Three voices talk about a garden and a budget; longer turns.</summary>
    public static IReadOnlyList<(string Voice, string Text)> Garden { get; } =
        Turns(
            ["awb", "slt", "rms"],
            "Welcome to the spring meeting of the garden club. We have a long list today, so let us begin with the money.",
            "Our account holds four thousand dollars at the moment, which is a little more than last year. Most of it came "
                + "from the plant sale in October, and the rest was given by our members.",
            "The greenhouse needs a new roof before the winter. I asked two companies for a price, and the cheaper one wants "
                + "nine hundred dollars for the whole job.",
            "Does that price include taking the old glass away?",
            "No, it does not. We would have to bring the glass to the recycling station ourselves.",
            "My brother owns a small truck, and he could help us on a Saturday morning.",
            "That would be very kind of him. Next, the school next door wants to plant vegetables with the children. They "
                + "need a corner with good soil and a lot of sun.",
            "I think the place behind the old wall would be perfect, because the water tap is close and the ground is flat.",
            "We must remember to remove the broken fence first. Somebody could get hurt there.",
            "Good point. Who can take care of the fence before the end of March?",
            "I can do it together with Peter. We will need gloves, a hammer, and a strong saw.",
            "Please buy what you need and bring the bill to the next meeting.",
            "There is also the question of the roses near the gate. Half of them did not survive the frost in January.",
            "Perhaps we should try a kind that can live with colder weather, even if the flowers are smaller.",
            "I will read about it and bring three suggestions in two weeks.",
            "Excellent. Then we are finished for today. The tea and the cake are waiting in the kitchen."
        );

    /// <summary>Three voices, quick short turns, as people really talk.</summary>
    public static IReadOnlyList<(string Voice, string Text)> Standup { get; } =
        Turns(
            ["rms", "slt", "awb"],
            "Who wants to start?",
            "I can go first. Yesterday I fixed the login page.",
            "Nice. Was it the cookie problem again?",
            "No, this time it was the clock on the server.",
            "How did you find that out?",
            "The error message had a date from last year.",
            "That is funny. What is next for you?",
            "Today I will clean up the old tests.",
            "Sounds good. I am still working on the report for the finance people.",
            "Do you need any help with the numbers?",
            "Yes, please. Can you check the table on page five?",
            "Sure. I will look at it after lunch.",
            "Thanks. My turn then. The printer on the second floor is broken.",
            "Again? We bought it in the summer.",
            "I know. The company will send somebody on Wednesday.",
            "Alright. Let us meet again tomorrow at the same time.",
            "See you tomorrow.",
            "Goodbye."
        );

    /// <summary>One voice gives a talk: long sentences without a turn.</summary>
    public static IReadOnlyList<(string Voice, string Text)> Talk { get; } =
        Turns(
            ["rms"],
            "When the first railway came to our valley, most people believed that it would bring nothing but noise and smoke.",
            "The farmers were afraid for their animals, and the owners of the inns along the road were afraid for their "
                + "guests, who would now pass by without stopping.",
            "But within ten years the small town had doubled in size, a new hospital stood beside the river, and fresh milk "
                + "from our mountains was sold every morning in the markets of the city.",
            "I tell you this story because we are standing at a similar point today.",
            "A fast network will change how our children learn, how our doctors work, and how our shops find their customers.",
            "Nobody can promise that every change will be pleasant, yet standing still has never kept a valley alive."
        );

    public static IReadOnlyList<(string Name, IReadOnlyList<(string Voice, string Text)> Lines)> All { get; } =
    [("release", Release), ("garden", Garden), ("standup", Standup), ("talk", Talk)];

    private static (string, string)[] Turns(string[] voices, params string[] texts) =>
        [.. texts.Select((text, turn) => (voices[turn % voices.Length], text))];
}
