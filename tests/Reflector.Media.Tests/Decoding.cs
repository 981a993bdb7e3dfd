namespace Reflector.Media.Tests;

internal static class Decoding
{
    public static async Task<float[]> DecodeAllAsync(this FfmpegMedia media, string path)
    {
        var all = new List<float>();
        await foreach (var block in media.DecodeAsync(path))
            all.AddRange(block.Span);
        return [.. all];
    }
}

internal sealed class Recorded(Action? onReport = null) : IProgress<double>
{
    public List<double> Values { get; } = [];

    public void Report(double value)
    {
        Values.Add(value);
        onReport?.Invoke();
    }
}
