using System.Runtime.InteropServices;

namespace Reflector.Speech.Native;

/// <summary>UTF-8 strings that live as long as a call that takes a configuration; the engine copies them.</summary>
internal sealed class NativeStrings : IDisposable
{
    private readonly List<nint> _allocated = [];

    public nint Add(string? text)
    {
        if (text is null)
            return 0;
        var pointer = Marshal.StringToCoTaskMemUTF8(text);
        _allocated.Add(pointer);
        return pointer;
    }

    public void Dispose()
    {
        foreach (var pointer in _allocated)
            Marshal.FreeCoTaskMem(pointer);
        _allocated.Clear();
    }
}
