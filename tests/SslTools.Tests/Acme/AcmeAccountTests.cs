using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using SslTools.Services;
using Xunit;

namespace SslTools.Tests.Acme;

public sealed class AcmeAccountTests : AccountTest
{
    [Fact]
    public async Task An_account_is_made_on_first_use()
    {
        using var session = await OpenAsync();
        Assert.Equal(["directory", "newAccount"], Ca.Asked);
        Assert.Equal(["mailto:admin@example.com"], Ca.LastRequest!.Contacts);
        Assert.True(Ca.LastRequest.TermsOfServiceAgreed);
        Assert.Equal("https://ca.example/account/1", session.Signer.Account.AbsoluteUri);
        var account = await Service.GetAsync(session.AccountName, None);
        Assert.Equal((AcmeStatus.Valid, "ca.example", "P256", session.KeyThumbprint), (account.Status, account.Server, account.KeyAlgorithm, account.KeyThumbprint));
    }

    [Fact]
    public async Task An_existing_one_costs_nothing_but_the_directory()
    {
        using var first = await OpenAsync();
        using var second = await OpenAsync(Options with { AcceptTermsOfService = false, Contacts = [] });
        Assert.Equal(["directory"], Ca.Asked);
        Assert.Equal(first.KeyThumbprint, second.KeyThumbprint);
        Assert.Equal(first.Signer.Account, second.Signer.Account);
    }

    [Fact]
    public async Task Disposing_the_session_ends_the_conversation()
    {
        (await OpenAsync()).Dispose();
        await FailsAsync("AccountOfAnotherServer", () => OpenAsync(Options with { Account = AcmeServer.Parse("https://ca.example/dir").Key, Server = AcmeServer.Default }));
        Ca.Before = _ => throw SslError.AcmeUnreachable("ca.example", "down");
        await FailsAsync("AcmeUnreachable", () => OpenAsync());
        Assert.Equal(0, Ca.Open);
    }

    [Fact]
    public async Task Nothing_is_made_without_consent()
    {
        var error = await Assert.ThrowsAsync<SslToolsException>(() => OpenAsync(Options with { AcceptTermsOfService = false }));
        Assert.Equal("TermsNotAccepted", error.ErrorId);
        Assert.Contains("https://ca.example/terms", error.Message);
        Assert.Empty(await Service.ListAsync(None));
        Ca.Directory = Ca.Directory with { TermsOfService = null };
        (await OpenAsync(Options with { AcceptTermsOfService = false })).Dispose();
    }

    [Theory]
    [InlineData("a2V5LWtleS1rZXk")]
    [InlineData(" a2V5LWtleS1rZXk= ")]
    public async Task A_CA_that_knows_its_customers_gets_the_binding(string key)
    {
        Ca.Directory = Ca.Directory with { ExternalAccountRequired = true };
        await FailsAsync("ExternalAccountNeeded", () => OpenAsync());
        await FailsAsync("ExternalAccountIncomplete", () => OpenAsync(Options with { ExternalAccountKeyId = "kid-1" }));
        await FailsAsync("InvalidExternalAccountKey", () => OpenAsync(Options with { ExternalAccountKeyId = "kid-1", ExternalAccountKey = Secure("no key!") }));
        Assert.Empty(await Service.ListAsync(None));
        using var session = await OpenAsync(Options with { ExternalAccountKeyId = "kid-1", ExternalAccountKey = Secure(key) });
        Assert.Equal(("kid-1", "key-key-key"), (Ca.LastRequest!.ExternalAccount!.KeyId, Encoding.ASCII.GetString(Ca.LastRequest.ExternalAccount.HmacKey)));
        Assert.Equal("kid-1", (await Service.GetAsync(session.AccountName, None)).ExternalAccountKeyId);
    }

    [Fact]
    public async Task A_run_killed_while_the_account_is_made_goes_on_with_its_key()
    {
        // The CA has made the account, and nobody was there for its answer.
        Ca.After = what =>
        {
            if (what == "newAccount") throw new Killed();
        };
        await Assert.ThrowsAsync<Killed>(() => OpenAsync());
        Ca.After = _ => { };
        Assert.Equal(AcmeStatus.Pending, (await Service.GetAsync(await NameAsync(), None)).Status);
        using var session = await OpenAsync();
        Assert.Equal(Assert.Single(Ca.Accounts).Address, session.Signer.Account);
    }

    [Fact]
    public async Task A_run_killed_before_the_CA_heard_of_it_goes_on_with_its_key()
    {
        Ca.Before = what =>
        {
            if (what == "newAccount") throw new Killed();
        };
        await Assert.ThrowsAsync<Killed>(() => OpenAsync());
        var key = (await Service.GetAsync(await NameAsync(), None)).KeyThumbprint;
        Ca.Before = _ => { };
        using var session = await OpenAsync();
        Assert.Equal(key, session.KeyThumbprint);
    }

    [Fact]
    public async Task What_the_CA_refuses_leaves_nothing()
    {
        Ca.Before = what =>
        {
            if (what == "newAccount") throw FakeCa.Problem("invalidContact");
        };
        await FailsAsync("AcmeInvalidContact", () => OpenAsync());
        Assert.Empty(await Service.ListAsync(None));
    }

    [Fact]
    public async Task Runs_at_once_make_one_account()
    {
        var sessions = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Service.OpenAsync(Options, None))));
        Assert.Single(Ca.Accounts);
        Assert.Single(sessions.Select(session => session.KeyThumbprint).Distinct());
        foreach (var session in sessions) session.Dispose();
    }

    [Fact]
    public async Task Roots_of_a_private_CA_are_remembered()
    {
        byte[] root = [1, 2, 3];
        (await OpenAsync(Options with { TrustedRoots = [root] })).Dispose();
        (await OpenAsync()).Dispose();
        Assert.All(Ca.Endpoints, endpoint => Assert.Equal(root, Assert.Single(endpoint.TrustedRoots)));
    }

    [Fact]
    public async Task The_key_is_encrypted_in_the_store()
    {
        using var session = await OpenAsync();
        var needle = Encoding.Latin1.GetString(session.Signer.PrivateKey[^32..]);
        Assert.DoesNotContain(
            Directory.GetFiles(Store, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }),
            file => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains(needle, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("admin@example.com", "mailto:admin@example.com")]
    [InlineData(" MAILTO:admin@example.com", "mailto:admin@example.com")]
    [InlineData("tel:+4912345", "tel:+4912345")]
    [InlineData("a@example.com,b@example.com", null)]
    [InlineData("a@example.com?subject=x", null)]
    [InlineData("Admin <a@example.com>", null)]
    [InlineData("@example.com", null)]
    [InlineData("mailto:", null)]
    [InlineData("admin", null)]
    [InlineData("", null)]
    public void Contacts_become_URLs(string typed, string? url)
    {
        if (url is not null) Assert.Equal([url], AcmeContacts.Normalize([typed, typed]));
        else Assert.Equal("InvalidContact", Assert.Throws<SslToolsException>(() => AcmeContacts.Normalize([typed])).ErrorId);
    }
}
