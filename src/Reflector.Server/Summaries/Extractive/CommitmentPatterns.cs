using System.Text.RegularExpressions;

namespace Reflector.Server.Summaries.Extractive;

internal enum CommitmentKind
{
    /// <summary>"I'll …".</summary>
    Own,

    /// <summary>"We'll …", "we need to …", "let's …": counts only with something to do or a deadline.</summary>
    Shared,

    /// <summary>"Anna will …", "the finance team needs to …".</summary>
    Other,

    /// <summary>"Public works will …": counts only with something to do and a deadline.</summary>
    Anyone,

    /// <summary>"Can you …", "please …".</summary>
    Request,

    /// <summary>"Action item: …".</summary>
    Named,
}

/// <param name="Index">Start of the words that announce the task.</param>
/// <param name="End">Start of the task itself.</param>
/// <param name="Who">Who is to do it, as said; null when unsaid.</param>
internal sealed record Trigger(CommitmentKind Kind, int Index, int End, string? Who);

/// <summary>The ways in which English speakers promise, ask and assign.</summary>
internal static partial class CommitmentPatterns
{
    /// <summary>Milliseconds. Far above any match; generous because compiling a pattern counts as well.</summary>
    private const int MatchLimit = 20_000;

    private const string Softeners =
        @"(?:(?:also|then|just|definitely|certainly|personally|probably|go ahead and|try to|try and|make sure to|make sure we|make sure that we|make sure|be sure to|please|maybe|kindly|possibly|quickly|really|at least|first|all|actually|still|now|each|both|need to|have to|be able to|take an action to|take the action to)\s+)*";

    private const RegexOptions Options =
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly (CommitmentKind Kind, Func<Regex> Pattern)[] All =
    [
        (CommitmentKind.Named, NamedPattern),
        (CommitmentKind.Own, OwnPattern),
        (CommitmentKind.Shared, SharedPattern),
        (CommitmentKind.Request, RequestPattern),
        (CommitmentKind.Request, PleasePattern),
        (CommitmentKind.Other, TeamPattern),
        (CommitmentKind.Other, OtherPattern),
        (CommitmentKind.Anyone, AnyonePattern),
    ];

    /// <summary>Announcements of tasks, in order, none inside another.</summary>
    public static List<Trigger> In(string sentence, Names names)
    {
        var found = new List<Trigger>();
        foreach (var (kind, pattern) in All)
        {
            foreach (Match match in pattern().Matches(sentence))
            {
                var who = match.Groups["who"].Success ? match.Groups["who"].Value : null;
                var trigger = new Trigger(kind, match.Index, match.Index + match.Length, who);
                if (kind == CommitmentKind.Other && names.Find(who!) is null && !Clause.IsTeam(who!))
                {
                    continue;
                }

                if (found.TrueForAll(other => trigger.Index >= other.End || other.Index >= trigger.End))
                {
                    found.Add(trigger);
                }
            }
        }

        return [.. found.OrderBy(trigger => trigger.Index)];
    }

    /// <summary>Conditions, reports and questions of what may be: nobody promises anything there.</summary>
    public static bool IsHypothetical(string before) => HypotheticalPattern().IsMatch(before);

    /// <summary>Words that look like a promise or a request but only run the conversation.</summary>
    public static bool IsConversation(string task) => ConversationPattern().IsMatch(task);

    /// <summary>"Do that", "take it": the task was named before.</summary>
    public static bool RefersBack(string task) => BackReferencePattern().IsMatch(task);

    [GeneratedRegex(
        @"\bI(?:'ll| will| shall|'m going to| am going to|'m gonna| can take care of|'ll take care of| promise to) "
            + Softeners,
        Options,
        MatchLimit
    )]
    private static partial Regex OwnPattern();

    [GeneratedRegex(
        @"\b(we(?:'ll| will| shall|'re going to| are going to|'re gonna| need to| have to| must| should| ought to|'ve got to)|(?<who>you)(?:'ll)? (?:need to|have to|should|must)|(?<who>someone|somebody) (?:needs to|has to|should|must)|let'?s|let us|don't forget to|remember to|make sure (?:to|you|that you|we|that we)) "
            + Softeners,
        Options,
        MatchLimit
    )]
    private static partial Regex SharedPattern();

    [GeneratedRegex(
        @"\b((?<called>\p{L}[\p{L}'-]+), )?(?:can|could|would|will) (?<who>you|someone|somebody|one of you|(?-i:\p{Lu})[\p{L}'-]+) "
            + Softeners,
        Options,
        MatchLimit
    )]
    private static partial Regex RequestPattern();

    [GeneratedRegex(@"\bplease (?:also |make sure to |do )?", Options, MatchLimit)]
    private static partial Regex PleasePattern();

    [GeneratedRegex(
        @"\b(?<who>(?:the )?(?!(?:that|this|which|our|and|but|so|then|if|a)\b)(?:[\p{L}-]+ ){0,2}(?:team|department|committee|staff|crew|office))(?: will| is going to| needs to| has to| must| should| agreed to| volunteered to| promised to| offered to) "
            + Softeners,
        Options,
        MatchLimit
    )]
    private static partial Regex TeamPattern();

    [GeneratedRegex(
        @"\b(?<who>\p{L}[\p{L}-]+(?: (?!will|is|has|and|needs|must|should|agreed|also|still)(?-i:\p{Lu})[\p{L}-]+)?)(?:'ll| will| is going to| is gonna| needs to| has to| must| should| agreed to| volunteered to| promised to| offered to|, you(?:'ll)? (?:need to|have to|should)|, you(?= (?:ask|call|check|write|send|order|bring|make|take care|prepare|set|buy|fix|talk))) "
            + Softeners,
        Options,
        MatchLimit
    )]
    private static partial Regex OtherPattern();

    [GeneratedRegex(
        @"^(?<who>(?!(I|we|you|it|this|that|they|he|she|there|who|what|which|these|those|people|everyone|everybody|nobody|one|nothing|everything)\b)(the )?[\p{L}-]+( [\p{L}-]+)?) (will|is going to|are going to|needs? to|has to|have to|must) "
            + Softeners,
        Options,
        MatchLimit
    )]
    private static partial Regex AnyonePattern();

    [GeneratedRegex(
        @"\b(?:action items?|action points?|to-?dos?|task|follow-?ups?|next steps?|homework)(?: (?:here|then|number \w+|for (?<who>\p{L}[\p{L}'-]+)))?(?:\s*[:,—–-]\s*|\s+(?:is|are|would be)(?: for (?<who>\p{L}[\p{L}'-]+))?(?: to)? )(?:(?:is )?(?:for )?(?<who>\p{L}[\p{L}'-]+) (?:to|will|should|needs to),? )?(?:to )?",
        Options,
        MatchLimit
    )]
    private static partial Regex NamedPattern();

    [GeneratedRegex(
        @"\b(if|unless|whether|what|how|why|where|who|which|whatever|wherever|whenever|until|as soon as|in case|even though|though|the (time|thing|way|moment|reason|place|fact|ones?|people)|said|says|say|saying|told \w+|thought|think that|hope|hoping|wish|afraid|worried|assuming|suppose|not sure|imagine|that|than|things|everything|anything|something|all)(,)? (then )?$|\b(if|unless|assuming|suppose|in case)\b[^,]*$|\bif (you|anyone|anybody|somebody|people) .*$",
        Options,
        MatchLimit
    )]
    private static partial Regex HypotheticalPattern();

    [GeneratedRegex(
        @"^(not|never|no longer|be|been|have|hear|see|say|admit|know|think|believe|imagine|guess|wonder|need|want|like|love|hate|agree|mean|remember that|talk (about|through|over|more|later|again|in|on)|tell (you|us|me)|let you|let (him|her|them|me)|start(?! a)|begin|stop|finish (here|now|up)|continue|keep (going|this|it|doing|talking)|go (ahead|first|back|next|over|through|on|into|with|for)|move on|move to|move forward|get (started|going|into|back to (this|that|it|the)|there|to (that|it|the))|come back|circle back|jump|hop|skip|wrap|turn (it |this )?over|turn to|hand|pass|take (a|one|your|that|us|questions?|over|any)|give (you all|it|me|us|everyone|everybody|a (quick|brief|short)|an? (overview|update|example|minute|second))|share (my|your|the) screen|mute|unmute|speak|repeat|explain|elaborate|clarify|describe|walk (us|you|me|through)|remind (us|me|everyone)|read|show you|show us|just|leave|wait|pause|hold on|look at|look forward|discuss|welcome|note that|state your|rise|be seated|join|excuse|pull up|bring up|bring (you|it up|that up|us)|mention|point out|add (that|one|to that|something|a point)|ask (you|everyone|that|a question|the next)|open (the floor|it up)|close (the|this)|call the (meeting|vote|roll|question|next|session)|try (again|that)|miss|end up|find out|still|always|probably be|happen|help (me )?(understand|out)|stay|second|put (that|this|it) (aside|differently|another)|stick with|become|get [a-z]+er|face|lose|depend|cost|mean|use|spend|feel|support|oppose|vote|yield|recognize|switch gears|cover|assume|do (it|that|this|so|better|the same)?\s*(again|now|then|better|next time)?[.!?]*$)\b",
        Options,
        MatchLimit
    )]
    private static partial Regex ConversationPattern();

    [GeneratedRegex(
        @"^(do|take|handle|get|have|finish|own|sort|look into|take care of|work on|make|send) (it|that|this|those|them|that one|this one|on that|it out|that out|that done|it done|it over|that over)( (by|before|until|on|today|tonight|tomorrow|this|next|first|right|as|for|now|then|too|and|when|if|with|to you|to (him|her|them))\b.*)?[.!]?$",
        Options,
        MatchLimit
    )]
    private static partial Regex BackReferencePattern();
}
