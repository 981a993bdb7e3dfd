using System.Text;

namespace Reflector.Speech.Tests.Models;

/// <summary>The smallest ONNX model: one node, one output, metadata.</summary>
internal static class OnnxBytes
{
    public static byte[] Make(string output = "y", params (string Key, string Value)[] metadata)
    {
        byte[] graph =
        [
            .. Field(1, Field(4, "Identity"u8.ToArray())),
            .. Field(12, Field(1, Encoding.UTF8.GetBytes(output))),
        ];
        var model = new List<byte> { 0x08, 8 };
        model.AddRange(Field(7, graph));
        model.AddRange(Field(8, [0x10, 17]));
        foreach (var (key, value) in metadata)
            model.AddRange(
                Field(14, [.. Field(1, Encoding.UTF8.GetBytes(key)), .. Field(2, Encoding.UTF8.GetBytes(value))])
            );
        return [.. model];
    }

    private static byte[] Field(int number, byte[] content) =>
        [(byte)(number << 3 | 2), (byte)content.Length, .. content];
}
