using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services;
using Xunit;

namespace SslTools.Tests.Services.Dns;

/// <summary>RFC 8659 section 4 and RFC 8657.</summary>
public class CaaCheckTests
{
    private static readonly CaaRequester Requester = new(["ca.example", "ca2.example"], "https://ca.example/acct/1", "dns-01");

    [Theory]
    [InlineData("", "", true)]
    [InlineData("issue ca.example", "", true)]
    [InlineData("issue CA2.Example.", "", true)]
    [InlineData("issue other.example", "", false)]
    [InlineData("issue other.example|issue ca.example", "", true)]
    [InlineData("issue ;", "", false)]
    [InlineData("issue ", "", false)]
    [InlineData("issue ;|issue ca.example", "", true)]
    [InlineData("issue ca.example; accounturi", "", false)]
    [InlineData("issue ca.example; policy=ev; x=y", "", true)]
    [InlineData("issue ca.example;", "", true)]
    [InlineData("iodef mailto:a@b", "", true)]
    [InlineData("issue ca.example; accounturi=https://ca.example/acct/1", "", true)]
    [InlineData("issue ca.example; accounturi=https://ca.example/acct/2", "", false)]
    [InlineData("issue ca.example; validationmethods=http-01,dns-01", "", true)]
    [InlineData("issue ca.example; validationmethods=http-01", "", false)]
    [InlineData("issue ca.example; validationmethods = dns-01 ; accounturi = https://ca.example/acct/1", "", true)]
    [InlineData("issuewild other.example|issue ca.example", "", true)]
    [InlineData("issuewild other.example|issue ca.example", "*.", false)]
    [InlineData("issuewild ca.example|issue ;", "*.", true)]
    [InlineData("issue ca.example", "*.", true)]
    [InlineData("issue ;", "*.", false)]
    [InlineData("!future x", "", false)]
    [InlineData("future x", "", true)]
    [InlineData("!issue ca.example", "", true)]
    public async Task Records_permit_or_forbid(string records, string wildcard, bool permitted)
    {
        var dns = new FakeDns();
        dns.Caa.AddRange(records.Split('|').Where(r => r.Length > 0).Select(r => r.Split(' ', 2))
            .Select(r => new CaaRecord("example.com", r[0][0] == '!', r[0].TrimStart('!'), r[1])));
        var check = CaaCheck.RequireAsync(dns, wildcard + "www.example.com", Requester, CancellationToken.None);
        if (permitted)
        {
            await check;
        }
        else
        {
            var error = await Assert.ThrowsAsync<SslToolsException>(() => check);
            Assert.Equal("CaaForbids", error.ErrorId);
            Assert.Contains("example.com", error.Message);
        }

        Assert.Equal(["www.example.com"], dns.Asked);
    }

    [Fact]
    public void An_account_that_is_not_made_yet_does_not_fit_an_accounturi()
    {
        var record = new CaaRecord("example.com", false, "issue", "ca.example; accounturi=https://ca.example/acct/1");
        Assert.Contains("no account yet", CaaCheck.Explain([record], false, Requester with { AccountUri = null }));
    }

    [Fact]
    public async Task A_CA_without_names_is_not_checked()
    {
        var dns = new FakeDns();
        await CaaCheck.RequireAsync(dns, "example.com", Requester with { Authorities = [] }, CancellationToken.None);
        Assert.Empty(dns.Asked);
    }
}
