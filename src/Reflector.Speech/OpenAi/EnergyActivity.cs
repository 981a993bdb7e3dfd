namespace Reflector.Speech.OpenAi;

/// <summary>
/// Says frame by frame whether there is sound above the background. It needs no model, so that a server elsewhere can be
/// used without any piece installed here; it only has to find silences to cut at.
/// </summary>
internal sealed class EnergyActivity
{
    public const int FrameSamples = 512;

    /// <summary>Mean square of a very quiet room; what lies below is silence on any recording.</summary>
    private const double Silence = 1e-7;

    /// <summary>Sound this many times stronger than the background is taken for speech (10 dB).</summary>
    private const double OverBackground = 10;

    /// <summary>The background may rise by about 1 dB a second, and falls at once.</summary>
    private const double Rise = 1.008;

    private const int HangoverFrames = 6;

    private double _background = Silence;
    private int _sinceSpeech = HangoverFrames;

    public bool Accept(ReadOnlySpan<float> frame)
    {
        var energy = 0.0;
        foreach (var sample in frame)
            energy += sample * sample;
        energy /= frame.Length;
        _background = Math.Max(Silence, Math.Min(energy, _background * Rise));
        _sinceSpeech = energy > _background * OverBackground ? 0 : _sinceSpeech + 1;
        return _sinceSpeech < HangoverFrames;
    }
}
