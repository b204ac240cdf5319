using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace SslTools.Engine.Tests.Dns;

public sealed class CloudflareTests : DnsApiContract<FakeCloudflare>
{
    [Fact]
    public async Task A_zone_id_spares_the_search()
    {
        using var provider = Services.DnsProviders.Open(
            new EngineServices(), "cloudflare", new System.Collections.Generic.Dictionary<string, string>(Api.Arguments) { ["ZoneId"] = "023e105f4ecef8ad9ca31a8372d0c353" });
        await provider.AddAsync(new(Api.RecordName, "v"), Token);
        Assert.DoesNotContain("GET /client/v4/zones", Api.Requests);
    }
}

public sealed class Route53Tests : DnsApiContract<FakeRoute53>
{
    [Fact]
    public async Task Committing_waits_for_all_servers_of_Route_53()
    {
        using var provider = Open();
        await provider.AddAsync(new(Api.RecordName, "v"), Token);
        await provider.CommitAsync(Token);
        Assert.Equal(3, Api.Requests.Count(request => request == "GET /2013-04-01/change/C2682N5HXP0BZ4"));
    }
}

public sealed class AcmeDnsTests : DnsApiContract<FakeAcmeDns>
{
    [Fact]
    public async Task A_third_value_would_push_out_the_first_and_is_refused()
    {
        using var provider = Open();
        await provider.AddAsync(new(Api.RecordName, new string('1', 43)), Token);
        await provider.AddAsync(new(Api.RecordName, new string('2', 43)), Token);
        var error = await Assert.ThrowsAsync<SslToolsException>(() => provider.AddAsync(new(Api.RecordName, new string('3', 43)), Token));
        Assert.Contains("only two values", error.Message);
    }
}

public class AzureDnsTests : DnsApiContract<FakeAzureDns>
{
    [Fact]
    public async Task One_token_serves_many_requests()
    {
        using var provider = Open();
        await provider.AddAsync(new(Api.RecordName, "v"), Token);
        await provider.RemoveAsync(new(Api.RecordName, "v"), Token);
        Assert.Single(Api.Requests, request => request.EndsWith("/token", System.StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ClientSecret", "TenantId")]
    [InlineData("TenantId", "ClientSecret")]
    public void Half_a_service_principal_is_refused(string kept, string missing)
    {
        var arguments = new System.Collections.Generic.Dictionary<string, string>
        {
            ["SubscriptionId"] = "s",
            ["ResourceGroup"] = "g",
            ["ClientId"] = "c",
            [kept] = "x",
        };
        var error = Assert.Throws<SslToolsException>(() => Services.DnsProviders.Open(new EngineServices(), "AzureDns", arguments));
        Assert.Contains("needs " + missing, error.Message);
    }
}

public sealed class AzureManagedIdentityTests : AzureDnsTests
{
    public AzureManagedIdentityTests() => Api = new FakeAzureDns { Managed = true };
}
