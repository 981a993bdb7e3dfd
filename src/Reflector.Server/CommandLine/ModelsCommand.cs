using System.CommandLine;
using Reflector.Server.Configuration;
using Reflector.Server.Models;

namespace Reflector.Server.CommandLine;

/// <summary><c>reflector models list|pull|remove</c></summary>
internal static class ModelsCommand
{
    public static Command Create(SettingOptions settings)
    {
        var command = new Command("models", "Models for speech recognition and for telling voices apart.");
        command.Subcommands.Add(List(settings));
        command.Subcommands.Add(Pull(settings));
        command.Subcommands.Add(Remove(settings));
        return command;
    }

    private static Command List(SettingOptions settings) =>
        Verb.Create(
            "list",
            "What can be fetched, and what is there.",
            settings,
            (bound, _, _) =>
            {
                using var services = Services();
                var store = Store(bound, services);
                foreach (var model in ModelCatalog.All)
                    Console.WriteLine(
                        $"{(store.IsInstalled(model) ? "installed" : $"{model.MegaBytes, 5} MB"), -10} {model.Name, -16} {model.Description}"
                    );
                return Task.FromResult(ExitCodes.Success);
            }
        );

    private static Command Pull(SettingOptions settings)
    {
        var name = Name();
        var withoutChecksum = new Option<bool>("--without-checksum")
        {
            Description = "Take also what its publisher gives no checksum for",
        };
        var command = Verb.Create(
            "pull",
            "Fetch a model; goes on where an earlier attempt broke off.",
            settings,
            async (bound, arguments, cancellationToken) =>
            {
                var model = Find(arguments.GetValue(name)!);
                await using var services = Services();
                var store = Store(bound, services);
                await store.PullAsync(
                    model,
                    arguments.GetValue(withoutChecksum),
                    new ProgressLines().Tell,
                    cancellationToken
                );
                Console.WriteLine(
                    model.IsSpeech
                        ? $"Fetched to {store.FolderOf(model)}. To use it, set SPEECH_MODEL_DIR={store.FolderOf(model)}"
                        : $"Fetched to {store.FolderOf(model)}. Voices of mixed recordings are told apart from now on."
                );
                return ExitCodes.Success;
            }
        );
        command.Arguments.Add(name);
        command.Options.Add(withoutChecksum);
        return command;
    }

    private static Command Remove(SettingOptions settings)
    {
        var name = Name();
        var command = Verb.Create(
            "remove",
            "Remove a model.",
            settings,
            (bound, arguments, _) =>
            {
                var model = Find(arguments.GetValue(name)!);
                using var services = Services();
                Console.WriteLine(
                    Store(bound, services).Remove(model)
                        ? $"{model.Name} is removed."
                        : $"{model.Name} is not installed."
                );
                return Task.FromResult(ExitCodes.Success);
            }
        );
        command.Arguments.Add(name);
        return command;
    }

    private static Argument<string> Name() => new("NAME") { Description = "As `reflector models list` shows it" };

    private static Model Find(string name) =>
        ModelCatalog.All.FirstOrDefault(model => model.Name == name)
        ?? throw new ModelException(
            $"There is no model {name}. Known are: {string.Join(", ", ModelCatalog.All.Select(model => model.Name))}."
        );

    private static ServiceProvider Services() =>
        new ServiceCollection()
            .AddHttpClient("models", client => client.Timeout = Timeout.InfiniteTimeSpan)
            .Services.BuildServiceProvider();

    private static ModelStore Store(ReflectorSettings settings, ServiceProvider services) =>
        new(
            services.GetRequiredService<IHttpClientFactory>().CreateClient("models"),
            settings.ModelsPath,
            new Uri(settings.ModelsUrl)
        );

    /// <summary>A line for every tenth.</summary>
    private sealed class ProgressLines
    {
        private string _file = "";
        private long _told = -1;

        public void Tell(string file, long done, long? all)
        {
            var tenth = all is > 0 ? done * 10 / all.Value : done >> 26;
            if (file == _file && tenth == _told)
                return;
            (_file, _told) = (file, tenth);
            Console.WriteLine(
                all is > 0
                    ? $"{file}: {done * 100 / all.Value} % of {all.Value >> 20} MiB"
                    : $"{file}: {done >> 20} MiB"
            );
        }
    }
}
