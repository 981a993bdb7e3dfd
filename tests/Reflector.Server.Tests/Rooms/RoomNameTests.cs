using Reflector.Server.Http;
using Reflector.Server.Rooms;

namespace Reflector.Server.Tests.Rooms;

public sealed class RoomNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("7")]
    [InlineData("team")]
    [InlineData("team-2026")]
    [InlineData("a--b")]
    [InlineData("browse-together")]
    public void Letters_digits_and_hyphens_make_a_name(string name) => Should.NotThrow(() => RoomName.Check(name));

    [Fact]
    public void A_name_may_be_as_long_as_it_may_be()
    {
        Should.NotThrow(() => RoomName.Check(new string('a', 64)));
        Should.Throw<ApiValidationException>(() => RoomName.Check(new string('a', 65)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Team")]
    [InlineData("our team")]
    [InlineData("a/b")]
    [InlineData("../etc")]
    [InlineData("a.b")]
    [InlineData(".")]
    [InlineData("a_b")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("-")]
    [InlineData("team\n")]
    [InlineData("käse")]
    [InlineData("🎉")]
    [InlineData("a%2fb")]
    [InlineData("<b>")]
    [InlineData("browse")]
    [InlineData("rooms")]
    [InlineData("transcripts")]
    [InlineData("v1")]
    [InlineData("settings")]
    [InlineData("sign-in")]
    [InlineData("setup")]
    [InlineData("docs")]
    public void Anything_else_is_refused_with_the_reason(string name) =>
        Should.Throw<ApiValidationException>(() => RoomName.Check(name)).Error.Loc.ShouldBe(["body", "name"]);

    [Fact]
    public void Three_hundred_characters_are_not_sent_back() =>
        Should.Throw<ApiValidationException>(() => RoomName.Check(new string('a', 300))).Error.Input.ShouldBeNull();
}
