using System.CommandLine;
using Reflector.Server.CommandLine;
using Reflector.Server.CommandLine.Doctor;

var settings = new SettingOptions();
var root = new RootCommand(
    "Reflector: recordings in, transcripts out. Without a verb it serves. Every setting (reflector settings) is an option, too: --data-dir for DATA_DIR."
);
settings.AddTo(root);
root.Subcommands.Add(ServeCommand.Create(settings));
root.Subcommands.Add(ProcessCommand.Create(settings));
root.Subcommands.Add(RecognizeCommand.Create(settings));
root.Subcommands.Add(DiarizeCommand.Create(settings));
root.Subcommands.Add(ModelsCommand.Create(settings));
root.Subcommands.Add(DoctorCommand.Create(settings));
root.Subcommands.Add(UsersCommand.Create(settings));
root.Subcommands.Add(KeysCommand.Create(settings));
root.Subcommands.Add(MigrateCommand.Create(settings));
root.Subcommands.Add(RecordingsCommand.Create(settings));
root.Subcommands.Add(DailyCommand.Create(settings));
root.Subcommands.Add(DocumentCommands.Settings());
root.Subcommands.Add(DocumentCommands.OpenApi());

string[] verb =
    args.Length == 0 || (args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not ("--help" or "--version"))
        ? ["serve"]
        : [];

// The server ends in its own time: what runs is finished or handed on first.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) };
return await root.Parse([.. verb, .. args]).InvokeAsync(invocation);
