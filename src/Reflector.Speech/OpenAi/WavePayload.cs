using System.Buffers.Binary;

namespace Reflector.Speech.OpenAi;

/// <summary>Samples as a WAV file: 16-bit PCM, mono, 16 kHz.</summary>
internal static class WavePayload
{
    private const int HeadLength = 44;
    private const int SampleRate = 16000;

    public static byte[] Of(ReadOnlySpan<float> samples)
    {
        var file = new byte[HeadLength + samples.Length * 2];
        var head = file.AsSpan(0, HeadLength);
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(head[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(head[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(head[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(head[24..], SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(head[28..], SampleRate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(head[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(head[34..], 16);
        "data"u8.CopyTo(head[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(head[40..], samples.Length * 2);
        var data = file.AsSpan(HeadLength);
        for (var i = 0; i < samples.Length; i++)
        {
            var value = (short)Math.Round(Math.Clamp(samples[i], -1f, 1f) * short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(data[(i * 2)..], value);
        }
        return file;
    }
}
