using System.Net;
using Reflector.Server.Http;

namespace Reflector.Server.Tests.Http;

public sealed class PublicAddressesTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("127.0.0.2", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.255.255.255", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.100.0.1", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("ff02::1", false)]
    public void Public_addresses_are_told_from_others(string address, bool isPublic) =>
        new PublicAddresses([IPNetwork.Parse("127.0.0.1/32")]).Contains(IPAddress.Parse(address)).ShouldBe(isPublic);
}
