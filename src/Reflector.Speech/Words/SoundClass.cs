namespace Reflector.Speech.Words;

/// <summary>Sounds that look alike in a spectrum, whoever speaks; enough to find where a known word begins.</summary>
internal enum SoundClass
{
    Silence,
    Vowel,

    /// <summary>l, r, w, y.</summary>
    Glide,

    /// <summary>m, n, ng.</summary>
    Nasal,

    /// <summary>s, z, sh, ch, j.</summary>
    Sibilant,

    /// <summary>f, v, th, h.</summary>
    Fricative,

    /// <summary>The closed lips or tongue before a stop bursts.</summary>
    Closure,

    /// <summary>p, t, k, b, d, g.</summary>
    Burst,
}
