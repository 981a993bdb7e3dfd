namespace Reflector.Server.Summaries.Extractive;

internal static class WordLists
{
    public const string English =
        "a about above across after again against all almost along already also although always am among an and another "
        + "any anybody anyone anything anyway are aren't around as at away back be because been before being below "
        + "between both but by can can't cannot could couldn't did didn't do does doesn't doing don't done down during "
        + "each either else enough even ever every everybody everyone everything few for from further had hadn't has "
        + "hasn't have haven't having he he'd he'll he's her here here's hers herself him himself his how how's however i "
        + "i'd i'll i'm i've if in instead into is isn't it it'd it'll it's its itself just least less let let's like many "
        + "may maybe me might mine more most much must my myself neither never no nobody none nor not nothing now of off "
        + "often on once one only onto or other others ought our ours ourselves out over own per perhaps quite rather "
        + "really same shall she she'd she'll she's should shouldn't since so some somebody someone something sometimes "
        + "somewhere still such than that that'll that's the their theirs them themselves then there there'd there'll "
        + "there's these they they'd they'll they're they've this those though through till to together too toward "
        + "towards under unless until up upon us very via was wasn't we we'd we'll we're we've were weren't what what's "
        + "whatever when whenever where where's whether which while who who'd who'll who's whole whom whose why will with "
        + "within without won't would wouldn't yes yet you you'd you'll you're you've your yours yourself yourselves um "
        + "uh erm er hmm mm mhm ah oh okay ok yeah yep nope hey hi hello bye gonna wanna gotta kinda sorta cause till "
        + "alright etc";

    /// <summary>Words that conversations use for everything, so that they tell nothing about the subject.</summary>
    public const string EnglishWeak =
        "able absolutely actually afternoon agenda ago agree agreed anymore answer apart apparently appreciate ask asked "
        + "asking aware bad basically become becomes becoming believe best better big bit bring brought call called came "
        + "care case certain certainly chance clear clearly close come comes coming common completely correct couple course "
        + "day days deal decided definitely depends different directly discuss discussed discussion easier easy eight end "
        + "ended especially evening everywhere exactly example expect expected explain fair fairly far feel feels felt "
        + "fifteen fifty figure final finally find fine first five folks follow forward found four friday fully general "
        + "generally get gets getting give given gives giving glad go goes going gone good got great guess guy guys half "
        + "happen happened happening happens happy hard hear heard help helpful helps high hold honest honestly hope hour "
        + "hours hundred idea imagine important include included interesting item items january february march april june "
        + "july august september october november december keep keeps kept kind knew know known knows large last later "
        + "leave left let lets likely listen literally little long longer look looked looking looks lot lots low made main "
        + "mainly make makes making man matter mean means meant meeting meetings mention mentioned middle mind minute "
        + "minutes moment monday month months morning mostly move moved moving name near nearly necessary need needed "
        + "needs new next nice nine note normal normally number numbers obvious obviously okay old open opinion order "
        + "ought outside paid part particular particularly parts past people percent person piece place plus point points "
        + "possible possibly pretty previous probably problem problems proper properly put puts question questions quick "
        + "quickly quiet ran reach read ready real reason reasons recent recently remember rest right room roughly run "
        + "running runs said saturday saw say saying says second seconds section see seeing seem seemed seems seen sense "
        + "set seven several short show showed shows side similar simple simply single sir six sixty small somehow soon "
        + "sort sounds speak speaking specific start started starting starts stay step stop stopped straight stuff sunday "
        + "suppose sure take taken takes taking talk talked talking tell ten thank thanks thing things think thinking third "
        + "thirty thought thousand three thursday thus time times today told tomorrow tonight took top topic total touch "
        + "tried tries trouble true truly try trying tuesday turn turned twelve twenty twice two type understand "
        + "unfortunately update updates use used uses using usually various walk want wanted wants watch way ways wednesday "
        + "week weeks went while wonder wondering word words work worked working works world worse worth wrong year years "
        + "yesterday welcome everybody's please sorry million billion forty dollars percent colleagues ladies gentlemen "
        + "mister madam eleven whatever worry worried anyone's somebody's gives tends lately nearly instead "
        + "wait perfect wow yay awesome cool seriously ha haha oops fantastic excellent hang congratulations amazing lovely "
        + "wonderful half quarter early late earlier full every extra likely main enough spend spent happens noon midnight";

    public const string German =
        "aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim bin bis bist da dabei "
        + "dafür damit dann daran darauf das dass dein dem den denn der des die dies diese diesem diesen dieser dieses doch "
        + "dort du durch ein eine einem einen einer eines einmal er es etwas euch für gegen gibt haben habe hat hatte hatten "
        + "hier hin ich ihm ihn ihnen ihr ihre ihrem ihren im immer in ins ist ja jede jetzt kann kein keine können könnte "
        + "machen mal man mehr mein mich mir mit muss müssen nach nicht nichts noch nun nur ob oder ohne schon sehr sein "
        + "seine sich sie sind so soll sollen sollte sondern über um und uns unser unter vom von vor war waren was weil "
        + "welche wenn wer werden wie wieder will wir wird wo wollen würde zu zum zur zwischen äh ähm gut genau heute";

    public const string French =
        "ai alors au aussi autre aux avait avec avoir avons beaucoup bien ce cela ces cet cette ceux chez comme comment dans "
        + "de des depuis deux donc dont du elle elles en encore entre est et étais était été être eu eux faire fait il ils "
        + "je jamais la là le les leur leurs lui ma mais me même mes moi moins mon ne ni nos notre nous on ont ou où oui non "
        + "par parce pas peu peut plus pour pourquoi quand que quel quelle qui quoi sa sans se sera ses si son sont sous sur "
        + "ta te tes toi ton tous tout toute toutes très tu un une va vers voilà vos votre vous y euh c'est j'ai d'un d'une "
        + "qu'on qu'il n'est l'on";

    public const string Spanish =
        "a al algo algunos ante antes aquí así aún bien cada como con contra cual cuando de del desde donde dos el él ella "
        + "ellas ellos en entre era eran eres es esa ese eso esta está están este esto estos fue fueron ha había hace hacer "
        + "han has hasta hay la las le les lo los más me mi mis mucho muy nada ni no nos nosotros nuestra nuestro o os otra "
        + "otro para pero poco por porque pues que qué quien se sea ser si sí sido sin sobre son soy su sus también tan "
        + "tanto te tenemos tener tiene todo todos tu tus un una uno unos usted va vamos y ya yo bueno entonces vale";

    public const string Italian =
        "a abbiamo ad ai al alla alle allora anche ancora aveva avere ben bene che chi ci come con cosa così cui da dal "
        + "dalla dei del della delle dello di dopo dove due e è ed era erano essere fa fare già gli ha hanno ho i il in io "
        + "la le lei li lo loro lui ma me mi mia mio molto ne negli nei nel nella noi non nostra nostro o ogni per perché "
        + "però più poco poi prima può quale quando quanto quella quello questa queste questi questo qui quindi se sei si "
        + "sì sia siamo sono sta stata stato su sua sui sul sulla suo tra tu tutti tutto un una uno va voi";

    public const string Portuguese =
        "a ao aos aqui as até bem cada com como da das de dela dele deles depois do dos e é ela elas ele eles em então entre "
        + "era essa esse esta está estamos estão este eu fazer foi foram gente há isso isto já lá lhe mais mas me mesmo meu "
        + "minha muito na não nas nem no nos nós nossa nosso num numa o os ou para pela pelo pode por porque qual quando que "
        + "quem se sem ser seu sua são só sobre também te tem temos ter tinha todo todos tu tudo um uma vai vamos você vocês";

    public const string Dutch =
        "aan al alle als altijd andere ben bij daar dan dat de der deze die dit doch doen door dus een eens en er ge geen "
        + "goed had heb hebben heeft hem het hier hij hoe hun iets ik in is ja je jij jullie kan kunnen maar me meer met mij "
        + "mijn moet moeten na naar niet niets nog nu of om omdat ons onze ook op over te tegen toch toen tot u uit van veel "
        + "voor want waren was wat we wel werd wie wij wil worden wordt zal ze zei zich zij zijn zo zou zullen";

    public static IEnumerable<string> Split(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
