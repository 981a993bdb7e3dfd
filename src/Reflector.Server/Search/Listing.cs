using System.Text;
using Npgsql;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Search;

/// <summary>
/// Which rows of <c>search_document</c>, by the alias <c>d</c>, a caller's search looks at. What a caller may list is
/// what <see cref="TranscriptAccess.ListedFor"/> says.
/// </summary>
internal sealed class Listing(Caller caller, SearchRequest? request = null)
{
    /// <summary>The caller has an account; its id is the parameter <c>caller</c>.</summary>
    public bool IsOfUser => caller.UserId is not null;

    public string Condition
    {
        get
        {
            var sql = new StringBuilder(
                caller.UserId is null
                    ? "(d.user_id IS NULL OR d.share_mode = 'public')"
                    : "(d.user_id = @caller OR d.share_mode <> 'private'"
                        + " AND d.room_id IN (SELECT id FROM room WHERE is_shared))"
            );
            if (request?.RoomId is not null)
                sql.Append(" AND d.room_id = @room");
            if (request?.SourceKind is not null)
                sql.Append(" AND d.source_kind = @kind");
            if (request?.From is not null)
                sql.Append(" AND d.created_at >= @from");
            if (request?.To is not null)
                sql.Append(" AND d.created_at <= @to");
            if (request?.Status is not null)
                sql.Append(" AND EXISTS (SELECT FROM transcript WHERE id = d.transcript_id AND status = @status)");
            return sql.ToString();
        }
    }

    public IEnumerable<NpgsqlParameter> Parameters
    {
        get
        {
            if (caller.UserId is { } user)
                yield return new("caller", user);
            if (request?.RoomId is { } room)
                yield return new("room", room);
            if (request?.SourceKind is { } kind)
                yield return new("kind", ApiEnumColumn.ApiName(kind));
            if (request?.From is { } from)
                yield return new("from", from);
            if (request?.To is { } to)
                yield return new("to", to);
            if (request?.Status is { } status)
                yield return new("status", ApiEnumColumn.ApiName(status));
        }
    }
}
