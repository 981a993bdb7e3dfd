using System.Text.RegularExpressions;

namespace Reflector.Server.Summaries.Extractive;

/// <summary>What people say about the meeting itself rather than about its subjects.</summary>
internal static partial class Announcements
{
    /// <summary>Milliseconds. Far above any match; generous because compiling a pattern counts as well.</summary>
    private const int MatchLimit = 20_000;

    /// <summary>An announcement stands at the start of what somebody says.</summary>
    private const int OpeningWords = 14;

    public static bool OpensSubject(SpokenText text, Sentence sentence)
    {
        if (!text.Language.IsEnglish)
        {
            return false;
        }

        var end = Math.Min(sentence.End, sentence.First + OpeningWords);
        return OpeningPattern().IsMatch(string.Join(' ', text.Small, sentence.First, end - sentence.First));
    }

    /// <summary>"Thanks, Anna." closes what came before rather than opening what comes next, or the other way round.</summary>
    public static bool Thanks(SpokenText text, Sentence sentence) =>
        sentence.Length <= 4 && text.Small[sentence.First] is "thanks" or "thank";

    /// <summary>Greetings, sound checks and the running of the meeting: nothing to tell afterwards.</summary>
    public static bool IsHousekeeping(string sentence) => HousekeepingPattern().IsMatch(sentence);

    [GeneratedRegex(
        @"\b(next (item|topic|point|up|on the agenda|agenda item|thing on|subject|question on)|(let's|let us|we can|we should|i'd like to|we'll|can we) (now )?(move on|move to|turn to|switch|jump to|go on to|continue with|get into|get started with|start with|begin with|talk about|wrap up|close with)|moving on|turning to|last (item|topic|thing|point)|final (item|topic|point)|(first|second|third|fourth|fifth|another) (item|topic|point) (is|on)|item (number )?(one|two|three|four|five|six|seven|eight|\d+)|on to the|that brings us to|other business|public comment)\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        MatchLimit
    )]
    private static partial Regex OpeningPattern();

    [GeneratedRegex(
        @"\b(can (you|everyone|everybody|anyone) (all )?(hear|see)( me| my| us)?|you('re| are) (on mute|muted|breaking up)|are you (still )?there|am i audible|share my screen|sharing my screen|see my screen|good (morning|afternoon|evening)|(hello|hi),? (everyone|everybody|all|there|folks)|welcome (everyone|everybody|back|to)|nice to (see|meet)|how are you|let's (get started|begin|start|wrap up|move on|continue)|call the meeting to order|next (item|topic)( on the agenda)? (is|please)|moving on|any(one|body)? (other|more|else)? ?(questions|comments)|thank you (all|everyone|everybody|very much|so much)|thanks (all|everyone|everybody)|see you (all|next|on|then|tomorrow)|have a (good|great|nice)|bye( bye|-bye)?|talk to you|that's (all|it) (for|from)|we are adjourned|meeting is adjourned|good to see|sounds (good|great)|go ahead|over to you|roll call|who's next|last (item|topic)|first (item|topic)|(any|other) (new )?business|give (me|us) a (second|moment|minute)|take us through|walk us through|for joining|thanks for (coming|being|the)|public comment|i (second|so move)|all in favou?r|all those|any opposed)\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        MatchLimit
    )]
    private static partial Regex HousekeepingPattern();
}
