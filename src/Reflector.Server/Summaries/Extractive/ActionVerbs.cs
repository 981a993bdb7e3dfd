using System.Collections.Frozen;

namespace Reflector.Server.Summaries.Extractive;

/// <summary>What people promise and ask to do after a meeting.</summary>
internal static class ActionVerbs
{
    private static readonly FrozenSet<string> Verbs = WordLists
        .Split(
            "add adjust announce approve archive arrange assemble assign audit back book bring build buy calculate call cancel "
                + "change check circulate clarify clean close collect compare compile complete confirm contact coordinate copy "
                + "create cut define delete deliver deploy design determine develop distribute document double-check draft edit "
                + "email escalate estimate evaluate extend figure file fill finalise finalize find finish fix follow format "
                + "forward gather generate get give hire identify implement inform install interview introduce investigate "
                + "invite invoice issue launch list log look mail make measure merge message migrate monitor move negotiate "
                + "notify open order organise organize outline patch pay phone ping plan post prepare present print prioritise "
                + "prioritize produce propose prototype provide publish pull purchase push put raise reach recruit release remove "
                + "rename renew repair replace reply report request research reserve reset resolve respond review revise "
                + "rewrite ring roll rotate run schedule send set share ship sign sort specify submit summarise summarize "
                + "survey sync talk tell test track train translate turn update upgrade upload validate verify visit work write"
        )
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Verbs that take an object and something more before they are a task.</summary>
    private static readonly FrozenSet<string> General = WordLists
        .Split(
            "look move turn get find give make put change work run take show figure push pull raise measure add keep"
        )
        .ToFrozenSet(StringComparer.Ordinal);

    public static bool IsGeneral(string verb) => General.Contains(verb);

    public static bool Contains(string verb) => Verbs.Contains(verb);
}
