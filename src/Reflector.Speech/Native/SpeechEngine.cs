using System.Reflection;
using System.Runtime.InteropServices;

namespace Reflector.Speech.Native;

/// <summary>Loads the native engine (sherpa-onnx with ONNX Runtime) from a folder, once in a process.</summary>
internal static class SpeechEngine
{
    /// <summary>The struct layouts of this binding belong to this version and to no other.</summary>
    internal const string Version = "1.13.8";

    private static readonly Lock Gate = new();
    private static nint _library;

    /// <exception cref="SpeechException">The engine is missing, does not load here, or has another version.</exception>
    public static void Load(string folder)
    {
        var runtime = Find(folder, "onnxruntime");
        var engine = Find(folder, SherpaOnnx.Library);
        lock (Gate)
        {
            if (_library != 0)
                return;
            Open(runtime);
            var library = Open(engine);
            RequireVersion(VersionOf(library), folder);
            NativeLibrary.SetDllImportResolver(typeof(SpeechEngine).Assembly, Resolve);
            _library = library;
        }
    }

    internal static string FileName(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll"
        : OperatingSystem.IsMacOS() ? $"lib{library}.dylib"
        : $"lib{library}.so";

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == SherpaOnnx.Library ? _library : 0;

    private static string Find(string folder, string library)
    {
        var path = Path.Combine(folder, FileName(library));
        return File.Exists(path)
            ? path
            : throw new SpeechException(
                $"The speech engine is missing: there is no {path}. Run eng/setup to fetch it."
            );
    }

    private static nint Open(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new SpeechException($"The speech engine does not load on this machine ({path}): {e.Message}", e);
        }
    }

    private static unsafe string? VersionOf(nint library) =>
        NativeLibrary.TryGetExport(library, "SherpaOnnxGetVersionStr", out var getVersion)
            ? Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint>)getVersion)())
            : null;

    internal static void RequireVersion(string? found, string folder)
    {
        if (found != Version)
            throw new SpeechException(
                $"The speech engine in {folder} has version {found ?? "unknown"}, and {Version} is needed. "
                    + "Run eng/setup to fetch it."
            );
    }
}
