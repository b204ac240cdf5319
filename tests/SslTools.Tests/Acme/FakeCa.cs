using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine;
using SslTools.Ports;

namespace SslTools.Tests.Acme;

/// <summary>The accounts of a CA in memory, which forgets answers when a test says so.</summary>
internal sealed class FakeCa : IAcmeConnector, IAcmeClient
{
    private readonly EngineServices _engine = new();
    private readonly Dictionary<string, AcmeAccount> _accounts = [];
    private int _made;

    /// <summary>What was asked, in order.</summary>
    public List<string> Asked { get; } = [];

    public List<AcmeEndpoint> Endpoints { get; } = [];

    public AcmeDirectory Directory { get; set; } = new() { Address = new Uri("https://ca.example/dir"), TermsOfService = new Uri("https://ca.example/terms") };

    /// <summary>Called with what is asked before it is done; what it throws is what the client sees.</summary>
    public Action<string> Before { get; set; } = _ => { };

    /// <summary>Called after it is done.</summary>
    public Action<string> After { get; set; } = _ => { };

    public AcmeAccountRequest? LastRequest { get; private set; }

    public int Open { get; private set; }

    public IReadOnlyCollection<AcmeAccount> Accounts => _accounts.Values;

    public IAcmeClient Connect(AcmeEndpoint endpoint)
    {
        Endpoints.Add(endpoint);
        Open++;
        return this;
    }

    public string Thumbprint(byte[] accountKey) => _engine.Acme.Thumbprint(accountKey);

    public void Dispose() => Open--;

    public Task<AcmeDirectory> GetDirectoryAsync(CancellationToken cancellationToken) => Ask("directory", () => Directory);

    public Task<AcmeAccount> NewAccountAsync(byte[] accountKey, AcmeAccountRequest request, CancellationToken cancellationToken) =>
        Ask(request.OnlyReturnExisting ? "findAccount" : "newAccount", () =>
        {
            LastRequest = request;
            var key = Thumbprint(accountKey);
            if (_accounts.TryGetValue(key, out var account)) return account;
            if (request.OnlyReturnExisting) throw Problem("accountDoesNotExist");
            return _accounts[key] = new AcmeAccount(new Uri($"https://ca.example/account/{++_made}"), AcmeStatus.Valid) { Contacts = request.Contacts };
        });

    public Task<AcmeAccount> GetAccountAsync(AcmeSigner signer, CancellationToken cancellationToken) => Ask("account", () => Account(signer));

    public Task<AcmeAccount> UpdateAccountAsync(AcmeSigner signer, IReadOnlyList<string> contacts, CancellationToken cancellationToken) =>
        Ask("update", () => Set(signer, Account(signer) with { Contacts = contacts }));

    public Task<AcmeAccount> DeactivateAccountAsync(AcmeSigner signer, CancellationToken cancellationToken) =>
        Ask("deactivate", () => Set(signer, Account(signer) with { Status = AcmeStatus.Deactivated }));

    public Task ChangeKeyAsync(AcmeSigner signer, byte[] newKey, CancellationToken cancellationToken) => Ask("keyChange", () =>
    {
        var account = Account(signer);
        _accounts.Remove(Thumbprint(signer.PrivateKey));
        return _accounts[Thumbprint(newKey)] = account;
    });

    public Task RevokeAsync(AcmeSigner signer, byte[] certificate, int? reason, CancellationToken cancellationToken) =>
        Ask($"revoke {reason}", () => Account(signer));

    public Task RevokeByKeyAsync(byte[] certificateKey, byte[] certificate, int? reason, CancellationToken cancellationToken) =>
        Ask($"revokeByKey {reason}", () => 0);

    public Task<AcmeOrder> NewOrderAsync(AcmeSigner signer, AcmeOrderRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AcmeOrder> GetOrderAsync(AcmeSigner signer, Uri order, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<Uri>> ListOrdersAsync(AcmeSigner signer, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AcmeAuthorization> GetAuthorizationAsync(AcmeSigner signer, Uri authorization, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AcmeAuthorization> DeactivateAuthorizationAsync(AcmeSigner signer, Uri authorization, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AcmeChallenge> AnswerChallengeAsync(AcmeSigner signer, Uri challenge, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AcmeOrder> FinalizeAsync(AcmeSigner signer, AcmeOrder order, byte[] request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<IReadOnlyList<byte[]>>> DownloadAsync(AcmeSigner signer, Uri certificate, bool alternates, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AcmeRenewalInfo?> GetRenewalInfoAsync(string certId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public static AcmeProblemException Problem(string code, int status = 400) =>
        SslError.AcmeRefused("ca.example", "the account", new AcmeProblem("urn:ietf:params:acme:error:" + code, "No.") { Status = status });

    private AcmeAccount Account(AcmeSigner signer)
    {
        if (!_accounts.TryGetValue(Thumbprint(signer.PrivateKey), out var account) || account.Address != signer.Account) throw Problem("malformed");
        return account.Status == AcmeStatus.Valid ? account : throw Problem("unauthorized", 403);
    }

    private AcmeAccount Set(AcmeSigner signer, AcmeAccount account) => _accounts[Thumbprint(signer.PrivateKey)] = account;

    private async Task<T> Ask<T>(string what, Func<T> answer)
    {
        await Task.Yield();
        lock (_accounts)
        {
            Asked.Add(what);
            Before(what);
            var result = answer();
            After(what);
            return result;
        }
    }
}
