using System;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Services;
using Xunit;

namespace SslTools.Tests.Services.Dns;

public class DnsPersistTests
{
    private const string Account = "https://ca.example/acct/123";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

    [Theory]
    [InlineData("example.com", false, "ca.example; accounturi=https://ca.example/acct/123")]
    [InlineData("*.example.com", false, "ca.example; accounturi=https://ca.example/acct/123; policy=wildcard")]
    [InlineData("*.example.com", true, "ca.example; accounturi=https://ca.example/acct/123; policy=wildcard; persistUntil=1790000000")]
    public void The_plan_is_one_record(string name, bool ends, string value)
    {
        var plan = Of(name).Plan(ends ? Now : null);
        Assert.Equal("_validation-persist.example.com", plan.Name);
        Assert.Equal(value, plan.Value);
        Assert.Null(Of(name).Explain(plan.Value, Now));
    }

    [Theory]
    [InlineData("ca.example; accounturi=https://ca.example/acct/123", null)]
    [InlineData("CA.Example. ;AccountURI = https://ca.example/acct/123", null)]
    [InlineData("old.example; accounturi=https://ca.example/acct/123; future=1", null)]
    [InlineData("ca.example; accounturi=https://ca.example/acct/123; persistUntil=1790000000", null)]
    [InlineData("ca.example; accounturi=https://ca.example/acct/123; persistUntil=1789999999", "has expired")]
    [InlineData("ca.example; accounturi=https://ca.example/acct/123; persistUntil=soon", "has expired")]
    [InlineData("other.example; accounturi=https://ca.example/acct/123", "another CA")]
    [InlineData("ca.example; accounturi=https://ca.example/acct/1234", "another account")]
    [InlineData("ca.example", "another account")]
    [InlineData("ca.example; accounturi=a; accounturi=b", "malformed")]
    [InlineData("ca.example; what", "malformed")]
    public void A_value_serves_or_is_explained(string value, string? why)
    {
        if (why is null) Assert.Null(Of("example.com").Explain(value, Now));
        else Assert.Contains(why, Of("example.com").Explain(value, Now));
    }

    [Fact]
    public async Task One_good_value_is_enough_and_none_shows_the_record_to_set()
    {
        var dns = new FakeDns();
        var wildcard = Of("*.example.com");
        dns.Texts.Add("ca.example; accounturi=" + Account);
        var error = await Assert.ThrowsAsync<SslToolsException>(() => wildcard.RequireAsync(dns, Now, CancellationToken.None));
        Assert.Contains("lacks policy=wildcard", error.Message);
        Assert.Contains("_validation-persist.example.com TXT \"ca.example; accounturi=https://ca.example/acct/123; policy=wildcard\"", error.RecommendedAction);
        dns.Texts.Add("ca.example; accounturi=" + Account + "; policy=Wildcard");
        await wildcard.RequireAsync(dns, Now, CancellationToken.None);
        Assert.Equal("_validation-persist.example.com", dns.Asked[0]);
    }

    private static DnsPersist Of(string name) => new(["ca.example", "old.example"], Account, name);
}
