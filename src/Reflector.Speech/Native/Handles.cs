using Microsoft.Win32.SafeHandles;

namespace Reflector.Speech.Native;

internal sealed class OfflineRecognizerHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        SherpaOnnx.DestroyRecognizer(handle);
        return true;
    }
}

internal sealed class OfflineStreamHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        SherpaOnnx.DestroyStream(handle);
        return true;
    }
}

internal sealed class VoiceActivityHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        SherpaOnnx.DestroyVoiceActivityDetector(handle);
        return true;
    }
}

internal sealed class SpeakerDiarizationHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        SherpaOnnx.DestroyDiarization(handle);
        return true;
    }
}

internal sealed class DiarizationResultHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        SherpaOnnx.DestroyDiarizationResult(handle);
        return true;
    }
}
