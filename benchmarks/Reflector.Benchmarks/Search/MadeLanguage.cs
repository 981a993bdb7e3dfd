namespace Reflector.Benchmarks.Search;

/// <summary>
/// A language to make text of: its commonest real words, then made-up ones by its syllables, each as frequent as its
/// place in the list has it (Zipf).
/// </summary>
internal sealed class MadeLanguage
{
    private const int VocabularySize = 30_000;
    private const int Steps = 1 << 17;

    private readonly string[] _drawn;

    private MadeLanguage(string code, string common, string subjects, string syllables)
    {
        Code = code;
        Subjects = subjects.Split(' ');
        Vocabulary = [.. common.Split(' '), .. Subjects, .. MadeWords(code, syllables.Split(' '))];
        _drawn = Drawn(Vocabulary);
    }

    public string Code { get; }

    /// <summary>What meetings are about; findable words that are neither rare nor everywhere.</summary>
    public string[] Subjects { get; }

    /// <summary>Commonest first.</summary>
    public string[] Vocabulary { get; }

    public static IReadOnlyList<(MadeLanguage Language, double Share)> All { get; } =
    [
        (
            new(
                "en",
                "the to and we a of that it is in you for on so this I be have with are not but they what was do if can will just about our there from at as would think like know need all more next week then out when get time one how up make now good work also some team them your want see people",
                "budget roadmap release customer contract deadline decision marketing invoice migration database hiring interview pricing security audit vacation strategy quarterly review prototype feedback incident rollout partner onboarding support warehouse shipping compliance training newsletter dashboard analytics search recording transcript committee steering policy inventory",
                "ba con der el fi gra ham in jo ka lum mer na or pre qui ra sto ter ul ver wil yon zed"
            ),
            0.70
        ),
        (
            new(
                "de",
                "die der und wir das ist in nicht zu den es ich mit auf für sich des auch an dass dann aber wie so haben noch eine als bei was kann nächste Woche müssen können sind werden hat oder wenn mal schon nur mehr da uns man jetzt sehr gut machen",
                "Haushalt Fahrplan Freigabe Kunde Vertrag Frist Entscheidung Werbung Rechnung Umstellung Datenbank Einstellung Gespräch Preise Sicherheit Prüfung Urlaub Strategie Quartal Überblick Rückmeldung Störung Einführung Partner Schulung Größe Straße Büro Lager Versand",
                "be gen ung lich schaft er ver zu stein wald mühl bach heim fels burg kraft werk tal brück"
            ),
            0.12
        ),
        (
            new(
                "fr",
                "le de la et les des est un une que en qui dans pour ce pas on nous vous il sur avec plus je au par sont mais ou faire tout cette bien comme être fait aussi leur peut deux donc très semaine prochaine",
                "budget décision réunion équipe marché contrat délai facture entretien sécurité stratégie trimestre présentation réponse problème formation dépôt livraison congés priorité qualité développement",
                "ban che dré fon gai lié mon né pré qua rou sé tion vrai eau ille gne"
            ),
            0.08
        ),
        (
            new(
                "es",
                "de la que el en y a los se del las un por con no una su para es lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy hasta desde próxima semana",
                "presupuesto decisión reunión equipo mercado contrato plazo factura entrevista seguridad estrategia trimestre presentación respuesta problema formación envío vacaciones prioridad calidad",
                "ban che dor fuen gar lla mon nio per que rri sol ción vez ñan zar"
            ),
            0.06
        ),
        (
            new(
                "et",
                "ja on ei see et ta ma oli ning kui aga siis ka nii mis oma seda või kes välja veel üle nagu järgmine nädal",
                "eelarve otsus koosolek meeskond leping tähtaeg arve turvalisus strateegia koolitus kvaliteet",
                "aas kel lin mäe nõu põl rii saa tõu vee üks öö"
            ),
            0.04
        ),
    ];

    public string Word(Random random) => _drawn[random.Next(Steps)];

    private static IEnumerable<string> MadeWords(string code, string[] syllables)
    {
        var random = new Random(code[0] * 256 + code[1]);
        var made = new HashSet<string>(StringComparer.Ordinal);
        while (made.Count < VocabularySize)
        {
            var word = string.Concat(
                Enumerable.Range(0, random.Next(2, 6)).Select(_ => syllables[random.Next(syllables.Length)])
            );
            if (made.Add(word))
                yield return word;
        }
    }

    private static string[] Drawn(string[] vocabulary)
    {
        var weights = vocabulary.Select((_, place) => 1.0 / (place + 2)).ToArray();
        var total = weights.Sum();
        var drawn = new string[Steps];
        var (place, reached) = (0, weights[0] / total);
        for (var step = 0; step < Steps; step++)
        {
            while (reached < (double)step / Steps && place < vocabulary.Length - 1)
                reached += weights[++place] / total;
            drawn[step] = vocabulary[place];
        }
        return drawn;
    }
}
