using System.CommandLine;
using Reflector.Server.Configuration;

namespace Reflector.Server.CommandLine;

internal static class ExitCodes
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int BadInput = 2;

    /// <summary>As shells count a program that was ended with Ctrl-C.</summary>
    public const int Interrupted = 130;
}

/// <summary>Builds a verb whose expected failures are one sentence on stderr.</summary>
internal static class Verb
{
    public static Command Create(
        string name,
        string description,
        SettingOptions settings,
        Func<ReflectorSettings, ParseResult, CancellationToken, Task<int>> run
    )
    {
        var command = new Command(name, description);
        command.SetAction(
            (arguments, cancellationToken) =>
                RunAsync(() => run(settings.Bind(arguments), arguments, cancellationToken), cancellationToken)
        );
        return command;
    }

    private static async Task<int> RunAsync(Func<Task<int>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run();
        }
        catch (SettingsException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.BadInput;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception exception) when (Failures.Sentence(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return ExitCodes.Failure;
        }
    }
}
