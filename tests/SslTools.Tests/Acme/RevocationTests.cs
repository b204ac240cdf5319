using System;
using System.Linq;
using System.Threading.Tasks;
using SslTools.Services;
using SslTools.Services.Health;
using Xunit;

namespace SslTools.Tests.Acme;

public sealed class RevocationTests : AccountTest
{
    private RevocationService Revocations => new(Engine, Engine.OpenStore(Store));

    private Task<SslCertificate?> Certificate => Engine.OpenCertificates(Engine.OpenStore(Store)).FindAsync("shop.example", 0, None);

    [Theory]
    [InlineData(SslRevocationReason.Unspecified, false, "revoke ")]
    [InlineData(SslRevocationReason.Superseded, false, "revoke 4")]
    [InlineData(SslRevocationReason.KeyCompromise, false, "revokeByKey 1")]
    [InlineData(SslRevocationReason.Superseded, true, "revokeByKey 4")]
    public async Task A_revocation_is_remembered(SslRevocationReason reason, bool byKey, string asked)
    {
        await MakeAsync();
        await RevokeAsync(reason, byKey);
        Assert.Equal(asked, Ca.Asked.Last());
        Assert.Equal(SslCertificateStatus.Revoked, (await Certificate)!.Status);
        var findings = await new CertificateHealth(Engine, Engine.OpenStore(Store)).TestAsync("shop.example", 0, None);
        Assert.Contains(findings, finding => finding is { Id: "Revoked", Severity: SslFindingSeverity.Error });
    }

    [Fact]
    public async Task A_run_killed_after_the_revocation_is_made_good_by_the_next()
    {
        await MakeAsync();
        Ca.After = what =>
        {
            if (what.StartsWith("revoke", StringComparison.Ordinal)) throw new Killed();
        };
        await Assert.ThrowsAsync<Killed>(() => RevokeAsync());
        Assert.Equal(SslCertificateStatus.Valid, (await Certificate)!.Status);
        (Ca.Before, Ca.After) = (Refuse("alreadyRevoked"), _ => { });
        await RevokeAsync();
        Assert.Equal(SslCertificateStatus.Revoked, (await Certificate)!.Status);
    }

    [Fact]
    public async Task A_refused_revocation_changes_nothing()
    {
        await MakeAsync();
        Ca.Before = Refuse("unauthorized");
        await FailsAsync("AcmeUnauthorized", () => RevokeAsync());
        Assert.Equal(SslCertificateStatus.Valid, (await Certificate)!.Status);
    }

    [Fact]
    public async Task No_account_is_made_for_it()
    {
        await MakeAsync();
        await Service.RemoveAsync(await Service.PlanRemovalAsync(await NameAsync(), false, None), [], None);
        await FailsAsync("NotFound", () => RevokeAsync());
        Assert.Empty(await Service.ListAsync(None));
    }

    private static Action<string> Refuse(string code) => what =>
    {
        if (what.StartsWith("revoke", StringComparison.Ordinal)) throw FakeCa.Problem(code);
    };

    private async Task MakeAsync()
    {
        (await OpenAsync()).Dispose();
        var origin = new CertificateOrigin { Source = SslCertificateSource.LetsEncrypt };
        var now = Engine.Clock.UtcNow;
        var bundle = Engine.Issuer.IssueSelfSigned(new CertificateTemplate
        {
            Names = SubjectNames.Parse(["shop.example"]), NotBefore = now.AddDays(-1), NotAfter = now.AddDays(60),
        });
        await Engine.OpenCertificates(Engine.OpenStore(Store)).SaveAsync("shop.example", bundle, origin, false, None);
    }

    private async Task RevokeAsync(SslRevocationReason reason = SslRevocationReason.Superseded, bool byKey = false)
    {
        var options = new RevocationOptions { Account = new AcmeAccountOptions { Server = Options.Server }, Reason = reason, ByKey = byKey };
        await Revocations.RevokeAsync(await Revocations.PlanAsync((await Certificate)!, options, None), None);
    }
}
