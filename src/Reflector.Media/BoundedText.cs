using System.Text;

namespace Reflector.Media;

/// <summary>Keeps the beginning and the end of a text of any length.</summary>
internal sealed class BoundedText
{
    private const int HalfLength = 4096;
    private readonly StringBuilder _head = new();
    private readonly Queue<char> _tail = new(HalfLength);
    private bool _cut;

    public async Task ReadAllAsync(TextReader reader)
    {
        var buffer = new char[1024];
        int read;
        while ((read = await reader.ReadAsync(buffer)) > 0)
            Append(buffer.AsSpan(0, read));
    }

    public void Append(ReadOnlySpan<char> text)
    {
        lock (_head)
        {
            var forHead = Math.Min(text.Length, HalfLength - _head.Length);
            _head.Append(text[..forHead]);
            foreach (var c in text[forHead..])
            {
                if (_tail.Count == HalfLength)
                {
                    _tail.Dequeue();
                    _cut = true;
                }

                _tail.Enqueue(c);
            }
        }
    }

    public override string ToString()
    {
        lock (_head)
            return string.Concat(_head.ToString(), _cut ? " […] " : "", new string([.. _tail])).Trim();
    }
}
