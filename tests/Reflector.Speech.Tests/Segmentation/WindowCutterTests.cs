using Reflector.Speech.Segmentation;

namespace Reflector.Speech.Tests.Segmentation;

public sealed class WindowCutterTests
{
    private const int Frame = 512;
    private const int Rate = 16000;
    private static readonly SegmentationOptions Options = new(
        MaxWindow: 10,
        Padding: 0.3,
        EnoughSpeech: 4,
        GoodSilence: 0.5,
        LongSilence: 2,
        EarliestCut: 3
    );

    [Fact]
    public void Neighbours_are_joined_and_a_long_silence_parts()
    {
        var windows = Cut(30, (1, 2), (2.4, 3.5), (10, 12));

        windows.Count.ShouldBe(2);
        windows[0].Regions.Count.ShouldBe(2);
        Seconds(windows[0].Start).ShouldBe(0.65, 0.15);
        Seconds(windows[0].End).ShouldBe(3.75, 0.15);
        Seconds(windows[1].Start).ShouldBe(9.65, 0.15);
    }

    [Fact]
    public void A_window_that_grows_too_long_is_cut_at_its_longest_silence()
    {
        var windows = Cut(20, (0.5, 4), (4.2, 6), (6.45, 8), (8.2, 14));

        windows.Count.ShouldBe(2);
        Seconds(windows[0].End).ShouldBe(6.2, 0.15);
        windows[1].Start.ShouldBe(windows[0].End);
    }

    [Fact]
    public void Speech_without_a_break_is_divided_and_nothing_is_lost()
    {
        var windows = Cut(60, (1, 58));

        windows.ShouldAllBe(window => window.Samples.Length <= 10.5 * Rate);
        windows.Zip(windows.Skip(1)).ShouldAllBe(pair => pair.First.End == pair.Second.Start);
        Seconds(windows.Sum(window => window.Regions.Sum(region => region.Length))).ShouldBe(57, 0.2);
    }

    [Fact]
    public void A_window_holds_the_samples_of_its_place_in_the_recording()
    {
        var windows = Cut(30, (1, 2), (10, 12), (20, 26));

        foreach (var window in windows)
        {
            window.Samples[0].ShouldBe(window.Start % 1000);
            window.Samples[^1].ShouldBe((window.End - 1) % 1000);
        }
    }

    [Fact]
    public void Regions_lie_inside_their_window_and_in_order()
    {
        var random = new Random(3);
        var speech = new List<(double, double)>();
        for (var at = 0.5; at < 280; )
        {
            var end = at + random.NextDouble() * 9 + 0.2;
            speech.Add((at, end));
            at = end + random.NextDouble() * 1.5 + 0.15;
        }

        var windows = Cut(300, [.. speech]);

        var last = 0L;
        foreach (var region in windows.SelectMany(window => window.Regions))
        {
            region.Start.ShouldBeGreaterThanOrEqualTo(last);
            region.Length.ShouldBeGreaterThan(0);
            last = region.End;
        }
        windows.ShouldAllBe(w => w.Regions[0].Start >= w.Start && w.Regions.All(region => region.End <= w.End));
        windows.Zip(windows.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start);
    }

    [Fact]
    public void Silence_gives_nothing_and_counts_as_finished()
    {
        var cutter = new WindowCutter(Options, Frame, Rate);
        for (var i = 0; i < 1000; i++)
            cutter.Push(new float[Frame], speech: false).ShouldBeNull();

        cutter.Finished.ShouldBe(1000 * Frame);
        cutter.Complete().ShouldBeNull();
    }

    private static List<AudioWindow> Cut(double seconds, params (double Start, double End)[] speech)
    {
        var cutter = new WindowCutter(Options, Frame, Rate);
        var windows = new List<AudioWindow>();
        var frame = new float[Frame];
        for (var at = 0; at + Frame <= seconds * Rate; at += Frame)
        {
            for (var i = 0; i < Frame; i++)
                frame[i] = (at + i) % 1000;
            var time = (double)at / Rate;
            if (cutter.Push(frame, speech.Any(s => time >= s.Start && time < s.End)) is { } window)
                windows.Add(window);
        }
        if (cutter.Complete() is { } last)
            windows.Add(last);
        return windows;
    }

    private static double Seconds(long samples) => (double)samples / Rate;
}
