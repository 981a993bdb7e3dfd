using System.CommandLine;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Reflector.Server.CommandLine;
using Reflector.Server.Configuration;

namespace Reflector.Server.Tests.Configuration;

public sealed partial class SettingsBinderTests
{
    [Fact]
    public void Every_mistake_is_listed_in_one_message()
    {
        var exception = Should.Throw<SettingsException>(() =>
            Bind(
                ("PORT", "70000"),
                ("HEAVY_JOBS", "many"),
                ("CORS_ALLOW_CREDENTIALS", "perhaps"),
                ("CORS_ORIGIN", "*"),
                ("LOG_LEVEL", "loud"),
                ("AUTH_BACKEND", "magic"),
                ("TRANSCRIPT_BACKEND", "openai"),
                ("LLM_URL", "not an address"),
                ("DATABASE_URL", "mysql://root:hunter2@db/x"),
                ("SPEECH_MODEL_DIR", "/nowhere/at/all"),
                ("UPLOAD_MAX_BYTES", "99999999999999999999"),
                ("DAILY_MIGRATION_ENABLED", "perhaps"),
                ("DAILY_MIGRATION_ROOM_IDS", "[\"one\", 2]"),
                ("MEETING_LOGO", "/nowhere/logo.png"),
                ("WEBHOOK_ALLOWED_NETWORKS", "10.0.0.0/8,anywhere"),
                ("STORAGE_BACKEND", "s3"),
                ("TRANSCRIPT_STORAGE_AWS_ACCESS_KEY_ID", "alone")
            )
        );

        exception.Message.ShouldStartWith("16 settings are wrong:");
        foreach (
            var name in new[]
            {
                "PORT: \"70000\" is not between 0 and 65535",
                "HEAVY_JOBS: \"many\" is not a whole number",
                "CORS_ALLOW_CREDENTIALS: \"perhaps\" is not true or false",
                "LOG_LEVEL: \"loud\" is not one of Trace",
                "AUTH_BACKEND: \"magic\" is not one of none",
                "TRANSCRIPT_URL: is needed",
                "LLM_URL: \"not an address\" is not an http:// or https:// address",
                "DATABASE_URL: its value is not an address",
                "SPEECH_MODEL_DIR: the folder \"/nowhere/at/all\" does not exist",
                "DAILY_MIGRATION_ENABLED: \"perhaps\" is not true or false",
                "DAILY_MIGRATION_ROOM_IDS: \"[\"one\", 2]\" is not a JSON list of texts",
                "MEETING_LOGO: the file \"/nowhere/logo.png\" does not exist",
                "TRANSCRIPT_STORAGE_AWS_BUCKET_NAME: is needed with STORAGE_BACKEND=s3",
                "TRANSCRIPT_STORAGE_AWS_ACCESS_KEY_ID: goes with TRANSCRIPT_STORAGE_AWS_SECRET_ACCESS_KEY",
                "WEBHOOK_ALLOWED_NETWORKS: \"10.0.0.0/8,anywhere\" is not a list of addresses or networks",
                "UPLOAD_MAX_BYTES: \"99999999999999999999\" is not a whole number",
            }
        )
            exception.Message.ShouldContain(name);
    }

    [Fact]
    public void What_OpenStack_needs_is_told_together()
    {
        var message = Should
            .Throw<SettingsException>(() => Bind(("STORAGE_BACKEND", "swift"), ("OS_AUTH_URL", "https://a.example/")))
            .Message;

        message.ShouldStartWith("3 settings are wrong:");
        foreach (
            var name in new[] { "OS_APPLICATION_CREDENTIAL_ID", "OS_APPLICATION_CREDENTIAL_SECRET", "SWIFT_CONTAINER" }
        )
            message.ShouldContain($"{name}: is needed with STORAGE_BACKEND=swift.");
    }

    [Fact]
    public void One_mistake_is_one_sentence()
    {
        Should
            .Throw<SettingsException>(() => Bind(("CORS_ORIGIN", "*"), ("CORS_ALLOW_CREDENTIALS", "true")))
            .Message.ShouldBe(
                "A setting is wrong: CORS_ALLOW_CREDENTIALS: cannot be combined with CORS_ORIGIN=*; name the origins."
            );
    }

    [Fact]
    public void A_secret_is_never_shown()
    {
        var settings = SettingProperty.All.Select(property => property.Setting).ToList();
        settings
            .Where(setting => setting.Name is "DATABASE_URL" || Secrets().IsMatch(setting.Name))
            .ShouldAllBe(setting => setting.Secret);

        var message = Should
            .Throw<SettingsException>(() =>
                Bind(("DATABASE_URL", "hunter2"), ("LLM_API_KEY", "hunter2"), ("PORT", "x"))
            )
            .Message;

        message.ShouldNotContain("hunter2");
    }

    [GeneratedRegex("(KEY|SECRET|PASSWORD|TOKEN)$")]
    private static partial Regex Secrets();

    [Theory]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData(" Yes ", true)]
    [InlineData("off", false)]
    [InlineData("0", false)]
    public void Truth_has_several_spellings(string text, bool expected)
    {
        Bind(("CORS_ALLOW_CREDENTIALS", text)).CorsAllowCredentials.ShouldBe(expected);
    }

    [Fact]
    public void What_is_not_set_or_empty_has_its_default()
    {
        var settings = Bind(("PORT", " "), ("LLM_MODEL", ""));

        settings.Port.ShouldBe(1250);
        settings.LlmModel.ShouldBe("microsoft/phi-4");
        settings.LogLevel.ShouldBe(LogLevel.Information);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("-1")]
    public void A_level_is_named_not_numbered(string level)
    {
        Should.Throw<SettingsException>(() => Bind(("LOG_LEVEL", level)));
    }

    [Fact]
    public void The_command_line_goes_before_the_environment()
    {
        // A name that no other test and no process of ours reads at this time.
        const string Name = "MIN_TRANSCRIPT_LENGTH";
        var options = new SettingOptions();
        var command = new RootCommand();
        options.AddTo(command);
        Environment.SetEnvironmentVariable(Name, "111");
        try
        {
            options.Bind(command.Parse(["--min-transcript-length", "222"])).MinTranscriptLength.ShouldBe(222);
            options.Bind(command.Parse([])).MinTranscriptLength.ShouldBe(111);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Name, null);
        }
        options.Bind(command.Parse([])).MinTranscriptLength.ShouldBe(750);
    }

    private static ReflectorSettings Bind(params (string Name, string Value)[] values) =>
        SettingsBinder.Bind(
            new ConfigurationBuilder()
                .AddInMemoryCollection(values.ToDictionary(pair => pair.Name, pair => (string?)pair.Value))
                .Build()
        );
}
