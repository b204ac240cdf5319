using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Acme;
using SslTools.Engine.Cryptography;
using SslTools.Engine.Infrastructure;
using SslTools.Ports;

namespace SslTools.Engine.Tests.Acme;

/// <summary>One client with one account, and the steps from an order to its certificate.</summary>
internal sealed class AcmeJourney : IDisposable
{
    private const int Polls = 2000;

    public AcmeJourney(Uri directory, byte[] root, IClock? clock = null, AcmeLimits? limits = null)
    {
        Connector = new AcmeConnector(clock ?? new SystemClock(), limits ?? new AcmeLimits());
        Client = Connector.Connect(new AcmeEndpoint(directory) { TrustedRoots = [root] });
    }

    public static CertificateIssuer Issuer { get; } = new();

    public AcmeConnector Connector { get; }

    public IAcmeClient Client { get; }

    public byte[] AccountKey { get; set; } = Issuer.GenerateKey(SslKeyAlgorithm.P256);

    public byte[] CertificateKey { get; } = Issuer.GenerateKey(SslKeyAlgorithm.P256);

    public AcmeSigner Signer { get; private set; } = null!;

    /// <summary>Called with each pending challenge of a type, before it is answered.</summary>
    public Func<AcmeAuthorization, AcmeChallenge, Task> Present { get; set; } = (_, _) => Task.CompletedTask;

    public static CancellationToken None => CancellationToken.None;

    public async Task<AcmeAccount> RegisterAsync(AcmeExternalAccount? external = null)
    {
        var request = new AcmeAccountRequest { TermsOfServiceAgreed = true, Contacts = ["mailto:admin@example.com"], ExternalAccount = external };
        var account = await Client.NewAccountAsync(AccountKey, request, None);
        Signer = new AcmeSigner(AccountKey, account.Address);
        return account;
    }

    public Task<AcmeOrder> OrderAsync(params string[] names) => OrderAsync(new AcmeOrderRequest(Identifiers(names)));

    public Task<AcmeOrder> OrderAsync(AcmeOrderRequest request) => Client.NewOrderAsync(Signer, request, None);

    public static IReadOnlyList<AcmeIdentifier> Identifiers(params string[] names) =>
        [.. names.Select(name => System.Net.IPAddress.TryParse(name, out var address) ? AcmeIdentifier.ForAddress(address) : AcmeIdentifier.ForName(name))];

    /// <summary>Proves control of everything; the number of challenges that were answered.</summary>
    public async Task<int> ProveAsync(AcmeOrder order, string type = AcmeChallenge.Http01)
    {
        var answered = 0;
        foreach (var address in order.Authorizations)
        {
            var authorization = await Client.GetAuthorizationAsync(Signer, address, None);
            if (authorization.Status == AcmeStatus.Valid) continue;
            var challenge = authorization.Challenges.Single(c => c.Type == type);
            await Present(authorization, challenge);
            await Client.AnswerChallengeAsync(Signer, challenge.Address, None);
            answered++;
            await PollAsync(() => Client.GetAuthorizationAsync(Signer, address, None), now => now.Status is AcmeStatus.Pending or AcmeStatus.Processing or AcmeStatus.Unknown);
        }

        return answered;
    }

    public async Task<AcmeOrder> FinalizeAsync(AcmeOrder order)
    {
        var names = SubjectNames.Parse([.. order.Identifiers.Select(identifier => identifier.Value)]);
        var request = Issuer.CreateRequest(new RequestTemplate { Names = names }, CertificateKey);
        var ready = await PollAsync(() => Client.GetOrderAsync(Signer, order.Address, None), now => now.Status == AcmeStatus.Pending);
        await Client.FinalizeAsync(Signer, ready, request, None);
        return await PollAsync(() => Client.GetOrderAsync(Signer, order.Address, None), now => now.Status is AcmeStatus.Processing or AcmeStatus.Unknown);
    }

    public async Task<IReadOnlyList<IReadOnlyList<byte[]>>> IssueAsync(params string[] names)
    {
        var order = await OrderAsync(names);
        await ProveAsync(order);
        var valid = await FinalizeAsync(order);
        return await Client.DownloadAsync(Signer, valid.Certificate!, true, None);
    }

    public void Dispose() => Client.Dispose();

    // Against a server on this machine, asking again is quicker than waiting.
    private static async Task<T> PollAsync<T>(Func<Task<T>> ask, Func<T, bool> isUnfinished)
    {
        for (var polls = 0; ; polls++)
        {
            var now = await ask();
            if (!isUnfinished(now)) return now;
            if (polls == Polls) throw new TimeoutException($"still {now}");
        }
    }
}
