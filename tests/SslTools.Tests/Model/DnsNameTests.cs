using Xunit;

namespace SslTools.Tests.Model;

public class DnsNameTests
{
    [Theory]
    [InlineData("Shop.Example.COM", "shop.example.com")]
    [InlineData(" shop.example.com. ", "shop.example.com")]
    [InlineData("*.example.com", "*.example.com")]
    [InlineData("müller.example", "xn--mller-kva.example")]
    [InlineData("*.bücher.example", "*.xn--bcher-kva.example")]
    [InlineData("localhost", "localhost")]
    [InlineData("1.2.3.example", "1.2.3.example")]
    public void A_host_name_becomes_lower_case_A_labels(string typed, string expected) => Assert.Equal(expected, DnsName.Normalize(typed));

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*.localhost")]
    [InlineData("a.*.example")]
    [InlineData("*a.example")]
    [InlineData("bad_host.example")]
    [InlineData("-a.example")]
    [InlineData("a-.example")]
    [InlineData("a..example")]
    [InlineData(".example")]
    [InlineData("a b.example")]
    [InlineData("https://a.example")]
    [InlineData("a.example/path")]
    [InlineData("a.example:443")]
    [InlineData("a.123")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example")]
    public void What_is_no_host_name_is_refused(string typed)
    {
        var error = Assert.Throws<SslToolsException>(() => DnsName.Normalize(typed));
        Assert.Equal("InvalidHostName", error.ErrorId);
        Assert.Contains($"'{typed}'", error.Message);
    }

    [Theory]
    [InlineData("a.example", "A.example", true)]
    [InlineData("*.example", "a.example", true)]
    [InlineData("*.example", "a.b.example", false)]
    [InlineData("*.example", "example", false)]
    [InlineData("*.example", ".example", false)]
    public void A_wildcard_covers_exactly_one_label(string pattern, string host, bool covered) => Assert.Equal(covered, DnsName.Covers(pattern, host));
}
