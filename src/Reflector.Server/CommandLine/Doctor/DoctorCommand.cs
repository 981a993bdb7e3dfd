using System.CommandLine;

namespace Reflector.Server.CommandLine.Doctor;

/// <summary><c>reflector doctor</c>: looks whether this machine can do the work.</summary>
internal static class DoctorCommand
{
    public static Command Create(SettingOptions settings) =>
        Verb.Create(
            "doctor",
            "Check this machine: database, ffmpeg, speech model, storage, disk, clock, video platforms, Zulip; with a fix for each finding.",
            settings,
            async (bound, _, cancellationToken) =>
            {
                var worst = Health.Good;
                foreach (var (name, run) in new DoctorChecks(bound, TimeProvider.System).All)
                    worst = Print(name, await run(cancellationToken), worst);
                foreach (var (name, finding) in await PlatformChecks.RunAsync(bound, cancellationToken))
                    worst = Print(name, finding, worst);
                worst = Print("Zulip", await ZulipCheck.RunAsync(bound, cancellationToken), worst);
                Console.WriteLine(
                    worst switch
                    {
                        Health.Good => "Everything is in order.",
                        Health.Warning => "It works; mind the warnings.",
                        _ => "Something is in the way: see the fixes above.",
                    }
                );
                return worst is Health.Bad ? ExitCodes.Failure : ExitCodes.Success;
            }
        );

    /// <returns>The worse of the two.</returns>
    private static Health Print(string name, Finding finding, Health worst)
    {
        var mark = finding.Health switch
        {
            Health.Good => "ok  ",
            Health.Warning => "warn",
            _ => "FAIL",
        };
        Console.WriteLine($"{mark}  {name}: {finding.Text}");
        if (finding.Fix is { } fix)
            Console.WriteLine($"      fix: {fix}");
        return finding.Health > worst ? finding.Health : worst;
    }
}
