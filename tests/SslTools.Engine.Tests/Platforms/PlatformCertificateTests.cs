using System;
using System.Linq;
using System.Threading.Tasks;
using SslTools.Testing.Platforms;
using Xunit;

namespace SslTools.Engine.Tests.Platforms;

/// <summary>Custom certificates: on a node with a public address, and at the shared load balancer.</summary>
public class PlatformCertificateTests
{
    private const string Domain = "shop.example";

    [Fact]
    public async Task A_node_takes_and_gives_back_a_certificate()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Simulator.Add("shop", Domain).Nodes[0].PublicIPv4.Add("203.0.113.7");
        var environment = await fixture.FindAsync("shop");
        var bundle = PlatformFixture.Issue(rsa: true, withChain: true, Domain);

        await fixture.Custom.InstallCertificateAsync(environment, PlatformFixture.Order(bundle, SslPlatformEntry.Node), PlatformFixture.None);

        Assert.Equal(bundle.Leaf, await fixture.ServedAsync(Domain));
        var listed = Assert.Single(await fixture.Custom.ListCertificatesAsync(environment, PlatformFixture.None));
        Assert.Equal((SslPlatformEntry.Node, null), (listed.Entry, listed.Id));
        Assert.Equal(bundle.Leaf, listed.Leaf);

        await fixture.Custom.RemoveCertificateAsync(environment, listed, PlatformFixture.None);
        Assert.Null(await fixture.ServedAsync(Domain));
        Assert.Empty(await fixture.Custom.ListCertificatesAsync(environment, PlatformFixture.None));
    }

    [Theory]
    [InlineData("O=Let's Encrypt, CN=R13", true)]
    [InlineData("CN=Another CA", false)]
    public async Task What_the_add_on_installed_is_told_by_its_issuer(string issuer, bool expected)
    {
        await using var fixture = await PlatformFixture.StartAsync();
        var shop = fixture.Simulator.Add("shop", Domain);
        var atBalancer = PlatformFixture.IssueFrom(issuer, rsa: true, withChain: true, Domain);
        await InstallAsync(fixture, await fixture.FindAsync("shop"), atBalancer, Domain);
        shop.Nodes[0].PublicIPv4.Add("203.0.113.7");
        var environment = await fixture.FindAsync("shop");
        await fixture.Custom.InstallCertificateAsync(environment, PlatformFixture.Order(atBalancer, SslPlatformEntry.Node), PlatformFixture.None);

        var listed = await fixture.Custom.ListCertificatesAsync(environment, PlatformFixture.None);

        Assert.Equal([expected, expected], listed.Select(certificate => certificate.IsLetsEncrypt));
    }

    [Fact]
    public async Task The_balancer_serves_a_certificate_for_the_named_domains()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Simulator.Add("shop", Domain, "www." + Domain);
        var environment = await fixture.FindAsync("shop");
        var bundle = PlatformFixture.Issue(rsa: false, withChain: false, Domain, "www." + Domain);

        await InstallAsync(fixture, environment, bundle, Domain);

        Assert.Equal(bundle.Leaf, await fixture.ServedAsync(Domain));
        Assert.Null(await fixture.ServedAsync("www." + Domain));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate_for_the_same_names_is_replaced_in_place(bool listsSslCerts)
    {
        await using var fixture = await PlatformFixture.StartAsync(new PlatformSimulatorOptions { ListsSslCerts = listsSslCerts });
        fixture.Simulator.Add("shop", Domain);
        var environment = await fixture.FindAsync("shop");
        await InstallAsync(fixture, environment, PlatformFixture.Issue(false, true, Domain), Domain);
        var renewed = PlatformFixture.Issue(false, true, Domain);

        await InstallAsync(fixture, environment, renewed, Domain);

        Assert.Equal(renewed.Leaf, await fixture.ServedAsync(Domain));
        Assert.Single(fixture.Simulator.Certificates);
        Assert.Equal((1, 1, 1, 0), Counts(fixture.Simulator, "addsslcert", "editsslcert", "bindsslcert", "unbindsslcert"));
    }

    [Fact]
    public async Task Another_certificate_is_unbound_before_the_new_one_is_bound()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Simulator.Add("shop", Domain);
        var environment = await fixture.FindAsync("shop");
        await InstallAsync(fixture, environment, PlatformFixture.Issue(false, true, Domain), Domain);
        var wider = PlatformFixture.Issue(false, true, Domain, "*." + Domain);

        await InstallAsync(fixture, environment, wider, Domain);

        Assert.Equal(wider.Leaf, await fixture.ServedAsync(Domain));
    }

    [Fact]
    public async Task A_bind_that_fails_after_the_unbinding_is_put_back()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Simulator.Add("shop", Domain);
        var environment = await fixture.FindAsync("shop");
        var earlier = PlatformFixture.Issue(false, true, Domain);
        await InstallAsync(fixture, environment, earlier, Domain);
        // The first is refused because of what is bound, the second for another reason.
        fixture.Simulator.Faults.Add(PlatformFault.Refuse("bindsslcert", 99, "out of order", 2));

        var e = await fixture.FailsAsync(() => InstallAsync(fixture, environment, PlatformFixture.Issue(false, true, Domain, "*." + Domain), Domain));

        Assert.Equal("PlatformBindingLost", e.ErrorId);
        Assert.Contains("bound again", e.Message);
        Assert.Equal(earlier.Leaf, await fixture.ServedAsync(Domain));
        Assert.Single(fixture.Simulator.Certificates);
    }

    [Fact]
    public async Task A_refused_bind_leaves_no_certificate_behind()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Simulator.Add("shop", Domain);
        var environment = await fixture.FindAsync("shop");
        fixture.Simulator.Faults.Add(PlatformFault.Refuse("bindsslcert", 99, "out of order"));

        var e = await fixture.FailsAsync(() => InstallAsync(fixture, environment, PlatformFixture.Issue(false, true, Domain), Domain));

        Assert.Equal("PlatformRefused", e.ErrorId);
        Assert.Contains("out of order", e.Message);
        Assert.Empty(fixture.Simulator.Certificates);
    }

    [Fact]
    public async Task A_chain_that_the_new_certificate_has_not_is_taken_away()
    {
        await using var fixture = await PlatformFixture.StartAsync(new PlatformSimulatorOptions { RefusesEmptyNode = true });
        fixture.Simulator.Add("shop", Domain);
        var environment = await fixture.FindAsync("shop");
        await InstallAsync(fixture, environment, PlatformFixture.Issue(false, true, Domain), Domain);
        Assert.NotEmpty(fixture.Simulator.Certificates.Single().Value.ChainPem);

        await InstallAsync(fixture, environment, PlatformFixture.Issue(false, false, Domain), Domain);

        Assert.Empty(fixture.Simulator.Certificates.Single().Value.ChainPem);
        Assert.Single(await fixture.Custom.ListCertificatesAsync(environment, PlatformFixture.None));
    }

    [Fact]
    public async Task A_quota_of_certificates_is_told()
    {
        await using var fixture = await PlatformFixture.StartAsync(new PlatformSimulatorOptions { MaxCertificates = 0 });
        fixture.Simulator.Add("shop", Domain);
        var environment = await fixture.FindAsync("shop");

        var e = await fixture.FailsAsync(() => InstallAsync(fixture, environment, PlatformFixture.Issue(false, true, Domain), Domain));

        Assert.Contains("slb.customssl.maxcount", e.Message);
    }

    [Fact]
    public async Task An_upload_whose_answer_is_lost_is_found_by_the_next_run()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Simulator.Add("shop", Domain);
        var environment = await fixture.FindAsync("shop");
        var bundle = PlatformFixture.Issue(false, true, Domain);
        fixture.Simulator.Faults.Add(PlatformFault.DropAfter("addsslcert"));

        var e = await fixture.FailsAsync(() => InstallAsync(fixture, environment, bundle, Domain));
        await InstallAsync(fixture, environment, bundle, Domain);

        Assert.IsType<PlatformAnswerLostException>(e);
        Assert.Equal(1, fixture.Simulator.Count("addsslcert"));
        Assert.Single(fixture.Simulator.Certificates);
        Assert.Equal(bundle.Leaf, await fixture.ServedAsync(Domain));
    }

    [Fact]
    public async Task A_bound_certificate_is_unbound_and_removed()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Simulator.Add("shop", Domain, "www." + Domain);
        var environment = await fixture.FindAsync("shop");
        await InstallAsync(fixture, environment, PlatformFixture.Issue(false, true, Domain, "www." + Domain), Domain);
        var listed = Assert.Single(await fixture.Custom.ListCertificatesAsync(environment, PlatformFixture.None));
        Assert.Equal([Domain, "www." + Domain], listed.Domains);

        await fixture.Custom.RemoveCertificateAsync(environment, listed, PlatformFixture.None);

        Assert.Empty(fixture.Simulator.Certificates);
        Assert.Null(await fixture.ServedAsync(Domain));
    }

    [Fact]
    public async Task A_key_that_comes_back_is_cleaned()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Simulator.Add("shop", Domain);
        var environment = await fixture.FindAsync("shop");
        var bundle = PlatformFixture.Issue(false, true, Domain);
        var key = Convert.ToBase64String(bundle.PrivateKey!)[..64];
        fixture.Simulator.Faults.Add(PlatformFault.Refuse("addsslcert", 99, $"can't read {key}"));

        var e = await fixture.FailsAsync(() => InstallAsync(fixture, environment, bundle, Domain));

        Assert.DoesNotContain(key, e.ToString());
        Assert.Contains("can't read ***", e.Message);
    }

    private static Task InstallAsync(PlatformFixture fixture, SslEnvironment environment, CertificateBundle bundle, params string[] domains) =>
        fixture.Custom.InstallCertificateAsync(environment, PlatformFixture.Order(bundle, SslPlatformEntry.LoadBalancer, domains), PlatformFixture.None);

    private static (int, int, int, int) Counts(PlatformSimulator simulator, params string[] methods) =>
        (simulator.Count(methods[0]), simulator.Count(methods[1]), simulator.Count(methods[2]), simulator.Count(methods[3]));
}
