using SslTools.Services.Endpoints;
using Xunit;

namespace SslTools.Tests.Services.Endpoints;

public sealed class EndpointTargetTests
{
    [Theory]
    [InlineData("Shop.Example", "shop.example:443")]
    [InlineData("shop.example:8443", "shop.example:8443")]
    [InlineData("bücher.example", "xn--bcher-kva.example:443")]
    [InlineData("192.0.2.1", "192.0.2.1:443")]
    [InlineData("192.0.2.1:8443", "192.0.2.1:8443")]
    [InlineData("2001:DB8::1", "[2001:db8::1]:443")]
    [InlineData("[2001:db8::1]", "[2001:db8::1]:443")]
    [InlineData("[2001:db8::1]:8443", "[2001:db8::1]:8443")]
    [InlineData("https://shop.example/cart?x=1", "shop.example:443")]
    [InlineData("https://shop.example:8443", "shop.example:8443")]
    [InlineData("localhost", "localhost:443")]
    public void What_people_type_is_understood(string text, string target) => Assert.Equal(target, EndpointTarget.Parse(text, 0, null).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("*.shop.example")]
    [InlineData("shop.example:0")]
    [InlineData("shop.example:65536")]
    [InlineData("shop.example:https")]
    [InlineData("[2001:db8::1]8443")]
    [InlineData("http://shop.example")]
    [InlineData("shop.example\u001b[2J")]
    [InlineData("300.1.2.3")]
    public void What_is_no_endpoint_is_refused(string text) =>
        Assert.Equal("InvalidEndpoint", Assert.Throws<SslToolsException>(() => EndpointTarget.Parse(text, 0, null)).ErrorId);

    [Theory]
    [InlineData(SslStartTls.Smtp, 25)]
    [InlineData(SslStartTls.Imap, 143)]
    [InlineData(SslStartTls.Pop3, 110)]
    [InlineData(SslStartTls.Ldap, 389)]
    [InlineData(SslStartTls.Ftp, 21)]
    [InlineData(SslStartTls.Postgres, 5432)]
    [InlineData(SslStartTls.MySql, 3306)]
    public void Each_protocol_has_its_port(SslStartTls protocol, int port)
    {
        Assert.Equal(port, EndpointTarget.Parse("mail.example", 0, protocol).Port);
        Assert.Equal(7, EndpointTarget.Parse("mail.example", 7, protocol).Port);
        Assert.Equal(8, EndpointTarget.Parse("mail.example:8", 7, protocol).Port);
    }
}
