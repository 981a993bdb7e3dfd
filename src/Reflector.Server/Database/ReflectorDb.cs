using System.Text;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.ApiKeys;
using Reflector.Server.Accounts.Links;
using Reflector.Server.Calendars;
using Reflector.Server.Deletions;
using Reflector.Server.Library.Filters;
using Reflector.Server.Meetings;
using Reflector.Server.Meetings.Recordings;
using Reflector.Server.Pipelines;
using Reflector.Server.Recordings;
using Reflector.Server.Recordings.Intake;
using Reflector.Server.Rooms;
using Reflector.Server.Statistics;
using Reflector.Server.Summaries.Jobs;
using Reflector.Server.Summaries.Versions;
using Reflector.Server.Transcripts;
using Reflector.Server.Transcripts.Editing;
using Reflector.Server.Uploads;
using Reflector.Server.VideoPlatforms.Mock;
using Reflector.Server.VideoPlatforms.Webhooks;

namespace Reflector.Server.Database;

/// <summary>All data. The schema is made by the SQL files in <c>Migrations</c>; a test holds this model against it.</summary>
internal sealed class ReflectorDb(DbContextOptions<ReflectorDb> options) : DbContext(options)
{
    public DbSet<User> Users => Set<User>();
    public DbSet<UserApiKey> UserApiKeys => Set<UserApiKey>();
    public DbSet<AccountLink> AccountLinks => Set<AccountLink>();
    public DbSet<Transcript> Transcripts => Set<Transcript>();
    public DbSet<Topic> Topics => Set<Topic>();
    public DbSet<TranscriptEdit> TranscriptEdits => Set<TranscriptEdit>();
    public DbSet<TranscriptVoice> TranscriptVoices => Set<TranscriptVoice>();
    public DbSet<UserFilter> UserFilters => Set<UserFilter>();
    public DbSet<Recording> Recordings => Set<Recording>();
    public DbSet<RecordingTrack> RecordingTracks => Set<RecordingTrack>();
    public DbSet<KnownRecording> KnownRecordings => Set<KnownRecording>();
    public DbSet<RecordingArrival> RecordingArrivals => Set<RecordingArrival>();
    public DbSet<SetAsideMessage> SetAsideMessages => Set<SetAsideMessage>();
    public DbSet<Upload> Uploads => Set<Upload>();
    public DbSet<UploadChunk> UploadChunks => Set<UploadChunk>();
    public DbSet<PipelineRun> PipelineRuns => Set<PipelineRun>();
    public DbSet<PipelineStage> PipelineStages => Set<PipelineStage>();
    public DbSet<TranscribedSegment> TranscribedSegments => Set<TranscribedSegment>();
    public DbSet<TranscribedTrack> TranscribedTracks => Set<TranscribedTrack>();

    public DbSet<SummaryVersion> SummaryVersions => Set<SummaryVersion>();
    public DbSet<SummaryJob> SummaryJobs => Set<SummaryJob>();

    public DbSet<Room> Rooms => Set<Room>();
    public DbSet<CalendarEvent> CalendarEvents => Set<CalendarEvent>();
    public DbSet<Meeting> Meetings => Set<Meeting>();
    public DbSet<RecordingRequest> RecordingRequests => Set<RecordingRequest>();
    public DbSet<MeetingConsent> MeetingConsents => Set<MeetingConsent>();
    public DbSet<ParticipantSession> ParticipantSessions => Set<ParticipantSession>();
    public DbSet<MockParticipant> MockParticipants => Set<MockParticipant>();
    public DbSet<WebhookEvent> WebhookEvents => Set<WebhookEvent>();
    public DbSet<Deletion> Deletions => Set<Deletion>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ReflectorDb).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            entity.SetTableName(SnakeCase(entity.ClrType.Name));
            foreach (var property in entity.GetProperties())
                property.SetColumnName(SnakeCase(property.Name));
        }
    }

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }
}
