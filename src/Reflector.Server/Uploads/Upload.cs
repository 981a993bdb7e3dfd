using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Reflector.Server.Uploads;

/// <summary>An upload in chunks that is not complete yet.</summary>
internal sealed class Upload
{
    public required string TranscriptId { get; init; }
    public required string FileName { get; init; }
    public required int TotalChunks { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class UploadChunk
{
    public required string TranscriptId { get; init; }
    public required int Number { get; init; }
    public required long SizeBytes { get; set; }
}

internal sealed class UploadConfiguration : IEntityTypeConfiguration<Upload>
{
    public void Configure(EntityTypeBuilder<Upload> builder) => builder.HasKey(upload => upload.TranscriptId);
}

internal sealed class UploadChunkConfiguration : IEntityTypeConfiguration<UploadChunk>
{
    public void Configure(EntityTypeBuilder<UploadChunk> builder) =>
        builder.HasKey(chunk => new { chunk.TranscriptId, chunk.Number });
}
