using Microsoft.EntityFrameworkCore;
using Reflector.Media;
using Reflector.Server.Recordings;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>Shows the waveform that encoding or mixing drew.</summary>
internal sealed class WaveformStage : IStage
{
    public string Name => StageNames.Waveform;

    public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var maker = context.Recording.Kind is RecordingKind.Tracks ? StageNames.Mix : StageNames.Encode;
        var encoded = await context.ResultAsync<EncodedAudio>(maker, cancellationToken);
        return new StageOutcome
        {
            Apply = async (db, token) =>
            {
                var transcript = await db.Transcripts.FirstAsync(row => row.Id == context.Transcript.Id, token);
                transcript.Waveform = encoded.Waveform;
                await db.SaveChangesAsync(token);
                await context.TellAsync(db, TranscriptEvents.Waveform, new TranscriptWaveform(encoded.Waveform), token);
            },
        };
    }
}
