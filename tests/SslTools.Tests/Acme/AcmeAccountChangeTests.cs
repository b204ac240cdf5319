using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace SslTools.Tests.Acme;

public sealed class AcmeAccountChangeTests : AccountTest
{
    [Fact]
    public async Task A_key_is_rolled_over()
    {
        var (name, old) = await MakeAsync();
        var account = await RollOverAsync(name, SslKeyAlgorithm.P384);
        Assert.Equal("P384", account.KeyAlgorithm);
        using var session = await OpenAsync();
        Assert.Equal(["directory"], Ca.Asked);
        Assert.Equal(account.KeyThumbprint, session.KeyThumbprint);
        Assert.NotEqual(old, session.KeyThumbprint);
        await Service.RefreshAsync(name, [], None);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rollover_that_was_killed_is_settled_by_the_next_use(bool heard)
    {
        var (name, old) = await MakeAsync();
        void Kill(string what)
        {
            if (what == "keyChange") throw new Killed();
        }

        if (heard) Ca.After = Kill;
        else Ca.Before = Kill;
        await Assert.ThrowsAsync<Killed>(() => RollOverAsync(name, SslKeyAlgorithm.P256));
        (Ca.Before, Ca.After) = (_ => { }, _ => { });
        using var session = await OpenAsync();
        Assert.Equal(["directory", "findAccount"], Ca.Asked);
        Assert.Equal(heard, session.KeyThumbprint != old);
        Assert.Equal(AcmeStatus.Valid, (await Service.RefreshAsync(name, [], None)).Status);
        using var again = await OpenAsync();
        Assert.Equal(["directory"], Ca.Asked);
    }

    [Fact]
    public async Task A_lost_answer_to_a_rollover_is_found_out_at_once()
    {
        var (name, old) = await MakeAsync();
        Ca.After = what =>
        {
            if (what == "keyChange") throw SslError.AcmeUnreachable("ca.example", "dropped");
        };
        Assert.NotEqual(old, (await RollOverAsync(name, SslKeyAlgorithm.P256)).KeyThumbprint);
    }

    [Fact]
    public async Task A_refused_rollover_changes_nothing()
    {
        var (name, old) = await MakeAsync();
        Ca.Before = what =>
        {
            if (what == "keyChange") throw FakeCa.Problem("badPublicKey");
        };
        await FailsAsync("AcmeBadPublicKey", () => RollOverAsync(name, SslKeyAlgorithm.P521));
        using var session = await OpenAsync();
        Assert.Equal(["directory"], Ca.Asked);
        Assert.Equal(old, session.KeyThumbprint);
    }

    [Fact]
    public async Task Contacts_and_roots_are_changed()
    {
        var (name, _) = await MakeAsync();
        var change = await Service.PlanChangeAsync(name, ["new@example.com"], false, null, [[7]], None);
        Assert.Contains("change the contacts to new@example.com, trust 1 given root for its CA", change.Description);
        Assert.Equal(["mailto:new@example.com"], (await Service.ChangeAsync(change, None)).Contacts);
        Assert.Equal(["mailto:new@example.com"], Ca.Accounts.Single().Contacts);
        (await OpenAsync()).Dispose();
        Assert.Equal([7], Ca.Endpoints.Last().TrustedRoots.Single());
    }

    [Fact]
    public async Task An_account_is_removed_here_alone_or_at_the_CA_too()
    {
        var (name, _) = await MakeAsync();
        await RemoveAsync(name, false);
        Assert.Empty(await Service.ListAsync(None));
        Assert.Equal(AcmeStatus.Valid, Ca.Accounts.Single().Status);
        await MakeAsync();
        await RemoveAsync(name, true);
        Assert.Empty(await Service.ListAsync(None));
        Assert.Equal(1, Ca.Accounts.Count(account => account.Status == AcmeStatus.Deactivated));
        await FailsAsync("NotFound", () => RemoveAsync(name, false));
    }

    [Fact]
    public async Task A_deactivation_that_was_killed_can_be_done_again()
    {
        var (name, _) = await MakeAsync();
        Ca.After = what =>
        {
            if (what == "deactivate") throw new Killed();
        };
        await Assert.ThrowsAsync<Killed>(() => RemoveAsync(name, true));
        await FailsAsync("AccountDeactivated", () => OpenAsync());
        await FailsAsync("AccountDeactivated", () => RollOverAsync(name, SslKeyAlgorithm.P256));
        await RemoveAsync(name, true);
        Assert.Empty(await Service.ListAsync(None));
    }

    [Fact]
    public async Task A_refused_deactivation_keeps_the_account()
    {
        var (name, _) = await MakeAsync();
        Ca.Before = what =>
        {
            if (what == "deactivate") throw FakeCa.Problem("rateLimited", 429);
        };
        await FailsAsync("AcmeRateLimited", () => RemoveAsync(name, true));
        (await OpenAsync()).Dispose();
    }

    [Fact]
    public async Task The_CA_is_asked_what_became_of_an_account()
    {
        var (name, _) = await MakeAsync();
        Ca.Before = what =>
        {
            if (what == "account") throw FakeCa.Problem("unauthorized", 403);
        };
        Assert.Equal(AcmeStatus.Deactivated, (await Service.RefreshAsync(name, [], None)).Status);
        await FailsAsync("AccountDeactivated", () => OpenAsync());
    }

    [Fact]
    public async Task A_damaged_entry_can_be_removed()
    {
        var (name, _) = await MakeAsync();
        File.WriteAllText(Path.Combine(Store, "acme-accounts", name, "document.json"), "{");
        await FailsAsync("CorruptEntry", () => RemoveAsync(name, true));
        await RemoveAsync(name, false);
        Assert.Empty(await Service.ListAsync(None));
    }

    [Fact]
    public async Task A_key_from_elsewhere_brings_its_account()
    {
        var (name, _) = await MakeAsync();
        using var session = await OpenAsync();
        await RemoveAsync(name, false);
        var plan = await Service.PlanAsync(Options with { Account = "moved", AcceptTermsOfService = false }, session.Signer.PrivateKey, None);
        var account = await Service.CreateAsync(plan, None);
        Assert.Equal(session.Signer.Account, account.Address);
        Assert.Single(Ca.Accounts);
        await FailsAsync("AccountExists", () => Service.PlanAsync(Options with { Account = "moved" }, null, None));
    }

    [Fact]
    public async Task A_key_without_an_account_gets_one_with_consent()
    {
        var key = Engine.Issuer.GenerateKey(SslKeyAlgorithm.RSA2048);
        var plan = await Service.PlanAsync(Options with { AcceptTermsOfService = false }, key, None);
        await FailsAsync("TermsNotAccepted", () => Service.CreateAsync(plan, None));
        Assert.Empty(await Service.ListAsync(None));
        var account = await Service.CreateAsync(await Service.PlanAsync(Options, key, None), None);
        Assert.Equal(("RSA2048", Ca.Thumbprint(key)), (account.KeyAlgorithm, account.KeyThumbprint));
    }

    private async Task<(string Name, string Thumbprint)> MakeAsync()
    {
        using var session = await OpenAsync();
        return (session.AccountName, session.KeyThumbprint);
    }

    private async Task<LetsEncryptAccount> RollOverAsync(string name, SslKeyAlgorithm algorithm) =>
        await Service.ChangeAsync(await Service.PlanChangeAsync(name, null, true, algorithm, null, None), None);

    private async Task RemoveAsync(string name, bool deactivate) =>
        await Service.RemoveAsync(await Service.PlanRemovalAsync(name, deactivate, None), [], None);
}
