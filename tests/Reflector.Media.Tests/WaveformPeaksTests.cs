namespace Reflector.Media.Tests;

public sealed class WaveformPeaksTests
{
    [Fact]
    public void No_samples_give_zeros() => new WaveformPeaks().Normalised(4).ShouldBe([0, 0, 0, 0]);

    [Fact]
    public void Fewer_samples_than_peaks_are_stretched()
    {
        var waveform = new WaveformPeaks();
        waveform.Add([0.25f, -0.5f]);
        waveform.Normalised(4).ShouldBe([0.5, 0.5, 1, 1]);
    }

    [Fact]
    public void The_loudest_sample_counts_whatever_its_sign_and_values_have_two_decimals()
    {
        var waveform = new WaveformPeaks();
        waveform.Add([0.1f, -0.3f, 0.2f, 0.1f]);
        waveform.Normalised(2).ShouldBe([1, 0.67]);
    }

    [Fact]
    public void Noise_below_hearing_is_silence()
    {
        var waveform = new WaveformPeaks();
        waveform.Add([0.00005f, -0.00005f]);
        waveform.Normalised(2).ShouldBe([0, 0]);
    }

    [Theory]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(1_000_003)]
    public void A_ramp_of_any_length_stays_a_ramp(int length)
    {
        var waveform = new WaveformPeaks();
        var ramp = Enumerable.Range(1, length).Select(i => (float)i / length).ToArray();
        foreach (var block in ramp.Chunk(777))
            waveform.Add(block);

        var peaks = waveform.Normalised(255);

        waveform.Samples.ShouldBe(length);
        for (var i = 0; i < 255; i++)
            peaks[i].ShouldBe((i + 1) / 255.0, 0.011);
    }
}
