namespace Reflector.Media.Tests;

public sealed class LongFileTests(Samples samples)
{
    [Fact]
    public async Task Five_hours_are_decoded_in_flat_memory_with_peaks_where_they_belong()
    {
        const int Seconds = 5 * 3600;
        var path = Path.Combine(samples.NewFolder(), "five-hours.wav");
        Samples.WriteSparseWav(path, Seconds, 900, 9000, 17_990);
        var waveform = new WaveformPeaks();
        var memoryBefore = GC.GetTotalMemory(forceFullCollection: true);
        var blocks = 0;
        var mostMemory = 0L;

        await foreach (var block in new FfmpegMedia(Samples.Installed).DecodeAsync(path))
        {
            waveform.Add(block.Span);
            if (blocks++ % 5000 == 0)
                mostMemory = Math.Max(mostMemory, GC.GetTotalMemory(forceFullCollection: true) - memoryBefore);
        }

        waveform.Samples.ShouldBeInRange((Seconds * 16_000L) - 100, (Seconds * 16_000L) + 100);
        var peaks = waveform.Normalised(255);
        int[] loud = [.. Enumerable.Range(0, 255).Where(i => peaks[i] > 0.5)];
        loud.ShouldBe([12, 127, 254]);
        mostMemory.ShouldBeLessThan(20L << 20, "the whole would be 1.1 GiB");
    }
}
