using System.Linq;
using Xunit;

namespace SslTools.Tests.Acme;

public class AcmeServerTests
{
    [Theory]
    [InlineData("letsencrypt", "LetsEncrypt")]
    [InlineData("ZEROSSL", "ZeroSSL")]
    [InlineData("https://acme-v02.api.letsencrypt.org/directory", "LetsEncrypt")]
    [InlineData("https://ca.example:9000/acme/directory", "ca.example:9000")]
    public void Names_and_addresses_are_known(string text, string name) => Assert.Equal(name, AcmeServer.Parse(text).Name);

    [Theory]
    [InlineData("http://ca.example/directory")]
    [InlineData("https://user:secret@ca.example/directory")]
    [InlineData("letsencript")]
    [InlineData("")]
    public void Anything_else_is_refused(string text) =>
        Assert.Equal("UnknownAcmeServer", Assert.Throws<SslToolsException>(() => AcmeServer.Parse(text)).ErrorId);

    [Fact]
    public void Keys_are_names_of_the_store_and_differ()
    {
        var servers = AcmeServer.All.Concat([AcmeServer.Parse("https://ca.example/a"), AcmeServer.Parse("https://ca.example/b"), AcmeServer.Parse("https://[::1]:14000/dir")]).ToList();

        Assert.Equal(servers.Count, servers.Select(server => StoreName.Parse(server.Key)).Distinct().Count());
    }
}
