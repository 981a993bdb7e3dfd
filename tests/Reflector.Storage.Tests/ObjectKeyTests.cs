namespace Reflector.Storage.Tests;

public sealed class ObjectKeyTests
{
    public static TheoryData<string> Hostile =>
        [
            "",
            "/",
            "/etc/passwd",
            "..",
            "../up",
            "a/../../up",
            "a/..",
            "a/./b",
            "a//b",
            "a/",
            "a\\..\\b",
            "C:/windows",
            "a\0b",
            "a\nb",
            "con",
            "a/NUL.txt",
            "a/lpt1",
            "trailing.",
            "trailing /x",
            "stream:name",
            "\ud800",
            new string('k', 256),
            string.Join('/', Enumerable.Repeat(new string('k', 200), 6)),
        ];

    [Theory]
    [MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public void A_key_that_some_store_would_take_for_something_else_is_invalid(string key)
    {
        var error = Should.Throw<StorageException>(() => ObjectKey.Require(key));

        error.Kind.ShouldBe(StorageErrorKind.InvalidKey);
        error.Message.ShouldStartWith("The name of the stored object ");
    }

    [Theory]
    [InlineData("audio.mp3")]
    [InlineData("transcripts/0198-a/audio.mp3")]
    [InlineData(".hidden/..two-dots/three...dots.x")]
    [InlineData("Besprechung 会議/é (1) + 'a' & %2e%2e.wav")]
    [InlineData("console/com/lpt10/nul-device")]
    public void Ordinary_names_in_any_language_are_valid(string key) => Should.NotThrow(() => ObjectKey.Require(key));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a/")]
    [InlineData("a/2024.")]
    public void A_prefix_may_be_unfinished(string prefix) => Should.NotThrow(() => ObjectKey.RequirePrefix(prefix));

    [Theory]
    [InlineData("/")]
    [InlineData("../")]
    [InlineData("a/../b")]
    [InlineData("a//")]
    [InlineData("a\0")]
    public void A_prefix_is_as_careful_as_a_key(string prefix) =>
        Should
            .Throw<StorageException>(() => ObjectKey.RequirePrefix(prefix))
            .Kind.ShouldBe(StorageErrorKind.InvalidKey);
}
