using Reflector.Fakes.Speech;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>What the made voices say to the browser tests.</summary>
internal static class MadeMeetings
{
    /// <summary>Under a minute, about two things, with promises and a decision.</summary>
    public static Task<SpokenMeeting> BudgetAndTrainingAsync() =>
        SpokenMeeting.MakeAsync([
            (
                "slt",
                "Good morning everyone, and thank you for joining. Let us begin with the budget for the next year."
            ),
            ("rms", "The budget has grown by ten percent since March. Most of the money goes to the new office."),
            ("slt", "The office costs more than we planned. We decided to keep the budget for the office as it is."),
            ("rms", "I will send the report about the budget by Friday."),
            ("slt", "Thank you. The second point is the training of the new nurses in the hospital."),
            ("rms", "The nurses begin in April. The hospital needs two rooms and a teacher for the training."),
            ("slt", "Can you ask the hospital about the rooms before Monday?"),
            ("rms", "Yes, I will call the hospital tomorrow and ask for two rooms."),
            ("slt", "Wonderful. The training of the nurses should be ready in the first week of April."),
            ("rms", "Goodbye, and have a nice day."),
        ]);

    public static Task<SpokenMeeting> OneSentenceAsync() =>
        SpokenMeeting.MakeAsync([("slt", "Good morning everyone, and thank you for joining the call today.")]);
}
