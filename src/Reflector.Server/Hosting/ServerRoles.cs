namespace Reflector.Server.Hosting;

/// <summary>What a process does: answer requests, run background jobs, or both.</summary>
[Flags]
internal enum ServerRoles
{
    Web = 1,
    Worker = 2,
    All = Web | Worker,
}
