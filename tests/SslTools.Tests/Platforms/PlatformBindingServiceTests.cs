using System;
using System.Linq;
using System.Net;
using System.Security;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Platforms;

/// <summary>What a node and the load balancer take, asked before anything is uploaded.</summary>
public sealed class PlatformBindingServiceTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestEngine _engine = new();
    private readonly FakePlatform _platform = new();
    private readonly RecordingReporter _reporter = new();
    private readonly SecureString _passphrase = new NetworkCredential("", "secret").SecurePassword;
    private readonly IStore _store;
    private readonly PlatformBindingService _service;

    public PlatformBindingServiceTests()
    {
        _store = _engine.OpenStore(_folder["store"]);
        _service = new PlatformBindingService(_engine, _reporter);
        _platform.Environments.Add(BuiltInSslServiceTests.Environment("shop"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_public_address_the_load_balancer_gets_it_for_the_domains_it_covers()
    {
        await InstallAsync(await IssueAsync("www.shop.example", SslKeyAlgorithm.P256, null));
        Assert.Equal(["shop LoadBalancer www.shop.example"], _platform.Writes);
    }

    [Fact]
    public async Task A_node_wants_rsa_and_an_intermediate()
    {
        Attach();
        await RefusedAsync("NodeNeedsRsa", await IssueAsync("www.shop.example", SslKeyAlgorithm.P256, "home"));
        await RefusedAsync("NodeNeedsIntermediate", await IssueAsync("www.shop.example", SslKeyAlgorithm.RSA2048, null));
        await InstallAsync(await IssueAsync("www.shop.example", SslKeyAlgorithm.RSA2048, "home"));
        Assert.Equal(["shop Node www.shop.example"], _platform.Writes);
    }

    [Fact]
    public async Task A_stack_that_takes_no_certificate_is_told()
    {
        Attach();
        _platform.Change("shop", e => e with { Nodes = [e.Nodes[0] with { IsCustomSslSupported = false }] });
        await RefusedAsync("NodeWithoutCustomSsl", await IssueAsync("www.shop.example", SslKeyAlgorithm.RSA2048, "home"));
    }

    [Fact]
    public async Task A_domain_that_is_not_the_environments_is_refused()
    {
        var certificate = await IssueAsync("other.example", SslKeyAlgorithm.P256, null);
        await RefusedAsync("NoCustomDomain", certificate);
        await RefusedAsync("DomainNotBound", certificate, "other.example");
        await RefusedAsync("CertificateDoesNotCoverName", certificate, "www.shop.example");
        await RefusedAsync("InvalidHostName", certificate, "not a name");
    }

    [Fact]
    public async Task An_expired_certificate_is_not_uploaded()
    {
        var service = new SelfSignedService(_engine, _store, _reporter);
        var past = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var options = new SelfSignedOptions { DnsNames = ["www.shop.example"], NotBefore = past, NotAfter = past.AddYears(1) };
        await RefusedAsync("CertificateNotValidNow", await service.IssueAsync(await service.PlanAsync(options, default), default));
    }

    private async Task RefusedAsync(string errorId, SslCertificate certificate, params string[] names)
    {
        Assert.Equal(errorId, (await Assert.ThrowsAsync<SslToolsException>(() => InstallAsync(certificate, names))).ErrorId);
        Assert.Empty(_platform.Writes);
    }

    private async Task InstallAsync(SslCertificate certificate, params string[] names) =>
        await _service.ApplyAsync(await _service.PlanAsync(_platform, _store, "shop", certificate, names, false, default), default);

    private async Task<SslCertificate> IssueAsync(string name, SslKeyAlgorithm algorithm, string? authority)
    {
        var authorities = new AuthorityService(_engine, _store);
        if (authority is not null && !(await _engine.OpenAuthorities(_store).ListAsync(default)).Contains(authority))
            await authorities.CreateAsync(await authorities.PlanAsync(new AuthorityOptions { Name = authority, Passphrase = _passphrase }, default), default);
        var service = new SelfSignedService(_engine, _store, _reporter);
        return await service.IssueAsync(
            await service.PlanAsync(new SelfSignedOptions { DnsNames = [name], KeyAlgorithm = algorithm, Authority = authority, AuthorityPassphrase = authority is null ? null : _passphrase, Force = true }, default), default);
    }

    private void Attach() => _platform.Change(
        "shop", e => e with { Nodes = [BuiltInSslServiceTests.Node() with { ExternalAddresses = ["203.0.113.7"] }] });
}
