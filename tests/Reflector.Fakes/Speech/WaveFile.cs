using System.Buffers.Binary;

namespace Reflector.Fakes.Speech;

/// <summary>Reads and writes the plain form of WAV: 16-bit PCM, mono, 16 kHz.</summary>
public static class WaveFile
{
    public const int SampleRate = 16000;

    /// <exception cref="InvalidDataException">Another form of WAV.</exception>
    public static float[] Read(string path) => Parse(File.ReadAllBytes(path), path);

    /// <param name="path">For the message of an error.</param>
    /// <exception cref="InvalidDataException">Another form of WAV.</exception>
    public static float[] Parse(byte[] bytes, string path)
    {
        if (bytes.Length < 44 || !bytes.AsSpan(0, 4).SequenceEqual("RIFF"u8))
            throw new InvalidDataException($"{path} is no WAV file.");
        for (var at = 12; at + 8 <= bytes.Length; )
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 4));
            var chunk = bytes.AsSpan(at + 8, Math.Min(length < 0 ? int.MaxValue : length, bytes.Length - at - 8));
            if (bytes.AsSpan(at, 4).SequenceEqual("fmt "u8))
                RequireForm(chunk, path);
            else if (bytes.AsSpan(at, 4).SequenceEqual("data"u8))
                return Samples(chunk);
            at += 8 + chunk.Length + (chunk.Length & 1);
        }
        throw new InvalidDataException($"{path} has no samples.");
    }

    public static void Write(string path, ReadOnlySpan<float> samples)
    {
        using var file = File.Create(path);
        file.Write(Header(samples.Length * 2L));
        file.Write(Data(samples));
    }

    /// <summary>What stands before the samples.</summary>
    /// <param name="dataBytes">Bytes of samples that follow, at most 4 GiB.</param>
    public static byte[] Header(long dataBytes)
    {
        var head = new byte[44];
        var at = head.AsSpan();
        "RIFF"u8.CopyTo(at);
        BinaryPrimitives.WriteUInt32LittleEndian(at[4..], checked((uint)(dataBytes + 36)));
        "WAVEfmt "u8.CopyTo(at[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(at[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(at[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(at[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(at[24..], SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(at[28..], SampleRate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(at[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(at[34..], 16);
        "data"u8.CopyTo(at[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(at[40..], checked((uint)dataBytes));
        return head;
    }

    /// <summary>Samples as they stand in the file.</summary>
    public static byte[] Data(ReadOnlySpan<float> samples)
    {
        var bytes = new byte[samples.Length * 2];
        for (var i = 0; i < samples.Length; i++)
        {
            var value = (short)Math.Round(Math.Clamp(samples[i], -1f, 1f) * short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(i * 2), value);
        }
        return bytes;
    }

    private static void RequireForm(ReadOnlySpan<byte> format, string path)
    {
        var plain =
            BinaryPrimitives.ReadInt16LittleEndian(format) == 1
            && BinaryPrimitives.ReadInt16LittleEndian(format[2..]) == 1
            && BinaryPrimitives.ReadInt32LittleEndian(format[4..]) == SampleRate
            && BinaryPrimitives.ReadInt16LittleEndian(format[14..]) == 16;
        if (!plain)
            throw new InvalidDataException($"{path} is not 16-bit mono PCM at {SampleRate} Hz.");
    }

    private static float[] Samples(ReadOnlySpan<byte> chunk)
    {
        var samples = new float[chunk.Length / 2];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(chunk[(i * 2)..]) / 32768f;
        return samples;
    }
}
