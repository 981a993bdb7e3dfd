using System.Text;

namespace Reflector.Speech.Models;

/// <summary>
/// Reads the outline of an ONNX file. The native engine ends the whole process over a file it cannot read, so every
/// file is walked through before it gets there: a broken download, a truncated file or a page of HTML is found here.
/// </summary>
internal sealed class OnnxFile
{
    private const int Graph = 7;
    private const int OperatorSet = 8;
    private const int Metadata = 14;
    private const int GraphNode = 1;
    private const int GraphInput = 11;
    private const int GraphOutput = 12;

    private readonly Dictionary<string, string> _metadata = [];
    private readonly List<string> _inputs = [];
    private readonly List<string> _outputs = [];

    public IReadOnlyDictionary<string, string> MetadataEntries => _metadata;

    public IReadOnlyList<string> Inputs => _inputs;

    public IReadOnlyList<string> Outputs => _outputs;

    /// <exception cref="SpeechException">The file is missing, empty, truncated, or no ONNX model.</exception>
    public static OnnxFile Read(string path)
    {
        if (!File.Exists(path))
            throw new SpeechException($"The speech model is incomplete: there is no {path}.");
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 14);
            var file = new OnnxFile();
            if (IsRuntimeFormat(stream))
                return file;
            file.ReadModel(new ProtobufReader(stream, stream.Length));
            return file;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new SpeechException(
                $"The speech model file {path} is damaged or no ONNX model. Delete it and fetch the model again.",
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SpeechException($"The speech model file {path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>ONNX Runtime's own format (<c>.ort</c>) is a flat buffer with an identifier and a root offset.</summary>
    private static bool IsRuntimeFormat(FileStream stream)
    {
        Span<byte> head = stackalloc byte[8];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return read == head.Length && head[4..].SequenceEqual("ORTM"u8) && BitConverter.ToUInt32(head) < stream.Length;
    }

    private void ReadModel(ProtobufReader reader)
    {
        var (graph, operatorSet) = (false, false);
        while (reader.Next(out var field))
        {
            operatorSet |= field == OperatorSet;
            switch (field)
            {
                case Graph:
                    graph |= ReadGraph(reader.Enter());
                    break;
                case Metadata:
                    ReadMetadata(reader.Enter());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        if (!graph || !operatorSet)
            throw new InvalidDataException("no graph");
    }

    private bool ReadGraph(ProtobufReader reader)
    {
        var nodes = 0;
        while (reader.Next(out var field))
        {
            if (field is GraphInput or GraphOutput)
            {
                (field == GraphInput ? _inputs : _outputs).Add(ReadName(reader.Enter()));
                continue;
            }
            if (field == GraphNode)
                nodes++;
            reader.Skip();
        }
        return nodes > 0;
    }

    private static string ReadName(ProtobufReader reader)
    {
        var name = "";
        while (reader.Next(out var field))
        {
            if (field == 1)
                name = reader.Text();
            else
                reader.Skip();
        }
        return name;
    }

    private void ReadMetadata(ProtobufReader reader)
    {
        var (key, value) = ("", "");
        while (reader.Next(out var field))
        {
            if (field == 1)
                key = reader.Text();
            else if (field == 2)
                value = reader.Text();
            else
                reader.Skip();
        }
        _metadata[key] = value;
    }

    private sealed class ProtobufReader(FileStream stream, long end)
    {
        private int _wireType;

        public bool Next(out int field)
        {
            field = 0;
            if (stream.Position == end)
                return false;
            var tag = Varint();
            (field, _wireType) = ((int)(tag >> 3), (int)(tag & 7));
            return field > 0 ? true : throw new InvalidDataException("field 0");
        }

        public ProtobufReader Enter()
        {
            var length = Length();
            return new(stream, stream.Position + length);
        }

        public string Text()
        {
            var bytes = new byte[Length()];
            stream.ReadExactly(bytes);
            return Encoding.UTF8.GetString(bytes);
        }

        public void Skip()
        {
            var length = _wireType switch
            {
                0 => SkipVarint(),
                1 => 8,
                2 => Length(),
                5 => 4,
                _ => throw new InvalidDataException("wire type"),
            };
            if (stream.Position + length > end)
                throw new EndOfStreamException();
            if (length > 0)
                stream.Position += length;
        }

        private long SkipVarint()
        {
            Varint();
            return 0;
        }

        private long Length()
        {
            if (_wireType != 2)
                throw new InvalidDataException("wire type");
            var length = (long)Varint();
            return length >= 0 && stream.Position + length <= end ? length : throw new EndOfStreamException();
        }

        private ulong Varint()
        {
            ulong value = 0;
            for (var shift = 0; shift < 64; shift += 7)
            {
                var next = stream.Position < end ? stream.ReadByte() : -1;
                if (next < 0)
                    throw new EndOfStreamException();
                value |= (ulong)(next & 0x7f) << shift;
                if (next < 0x80)
                    return value;
            }
            throw new InvalidDataException("varint");
        }
    }
}
