using System;
using System.Net;
using Xunit;

namespace SslTools.Tests.Model;

public class AddressRangeTests
{
    [Theory]
    [InlineData("10.1.2.3/8", "10.0.0.0/8", "0A000000FF000000")]
    [InlineData("192.168.1.128/25", "192.168.1.128/25", "C0A80180FFFFFF80")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0", "0000000000000000")]
    [InlineData("10.0.0.1", "10.0.0.1/32", "0A000001FFFFFFFF")]
    [InlineData("fd00::/8", "fd00::/8", "FD000000000000000000000000000000FF000000000000000000000000000000")]
    public void CIDR_becomes_network_and_mask(string text, string shown, string octets)
    {
        var range = AddressRange.Parse(text);
        Assert.Equal(shown, range.ToString());
        Assert.Equal(octets, Convert.ToHexString(range.ToNameConstraint()));
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("example.com/8")]
    [InlineData("")]
    public void What_is_no_range_is_refused(string text) =>
        Assert.Equal("InvalidAddressRange", Assert.Throws<SslToolsException>(() => AddressRange.Parse(text)).ErrorId);

    [Theory]
    [InlineData("10.0.0.0/8", "10.255.0.1", true)]
    [InlineData("10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("10.0.0.0/8", "::1", false)]
    public void A_range_contains_its_addresses(string range, string address, bool contained) =>
        Assert.Equal(contained, AddressRange.Parse(range).Contains(IPAddress.Parse(address)));
}
