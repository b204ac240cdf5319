using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <content>New accounts, and those of keys from elsewhere.</content>
public sealed partial class AcmeAccountService
{
    /// <summary>Checks everything that can be checked before an account is made, the CA's terms among it.</summary>
    /// <param name="options">What the user asked for.</param>
    /// <param name="key">The key of another client's account, unencrypted PKCS#8 DER; or null for a new one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">What is wrong with the order.</exception>
    public async Task<AcmeAccountPlan> PlanAsync(AcmeAccountOptions options, byte[]? key, CancellationToken cancellationToken)
    {
        var name = NameOf(options);
        if (key is not null) _engine.Acme.Thumbprint(key);
        var account = await _accounts.FindAsync(name, cancellationToken).ConfigureAwait(false);
        CheckNew(account);
        CheckServer(account, options.Server);
        options = options with { Contacts = AcmeContacts.Normalize(options.Contacts) };
        ExternalAccount.Read(options);
        using var client = Connect(options.Server, options.TrustedRoots, null);
        var directory = await client.GetDirectoryAsync(cancellationToken).ConfigureAwait(false);
        key ??= account?.Key;
        if (key is null) CheckConsent(directory, options);
        return new AcmeAccountPlan(name, options, key, directory, _accounts.Location);
    }

    /// <summary>Carries out a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels; the next run goes on with the same key then.</param>
    /// <returns>The account.</returns>
    /// <exception cref="SslToolsException">AccountExists, or what the CA says.</exception>
    public async Task<LetsEncryptAccount> CreateAsync(AcmeAccountPlan plan, CancellationToken cancellationToken)
    {
        using var client = Connect(plan.Options.Server, plan.Options.TrustedRoots, null);
        using var held = await _accounts.LockAsync(plan.Name, cancellationToken).ConfigureAwait(false);
        CheckNew(await _accounts.FindAsync(plan.Name, cancellationToken).ConfigureAwait(false));
        var account = await MakeAsync(client, plan.Directory, plan, cancellationToken).ConfigureAwait(false);
        return _accounts.Show(plan.Name, account.Record);
    }

    private static void CheckNew(StoredAccount? account)
    {
        if (account?.Record.Address is not null) throw SslError.AccountExists(account.Name, account.Server.Name);
    }

    private static void CheckConsent(AcmeDirectory directory, AcmeAccountOptions options)
    {
        var server = options.Server.Name;
        if (directory.ExternalAccountRequired && ExternalAccount.Read(options) is null) throw SslError.ExternalAccountNeeded(server);
        if (directory.TermsOfService is { } terms && !options.AcceptTermsOfService) throw SslError.TermsNotAccepted(server, terms.AbsoluteUri);
    }

    // Called with the lock held.
    private async Task<StoredAccount> MakeAsync(
        IAcmeClient client, AcmeDirectory directory, AcmeAccountPlan plan, CancellationToken cancellationToken)
    {
        var options = plan.Options;
        var account = await FindByKeyAsync(client, plan.Key, cancellationToken).ConfigureAwait(false);
        if (account is null) CheckConsent(directory, options);
        var request = new AcmeAccountRequest
        {
            Contacts = AcmeContacts.Normalize(options.Contacts),
            TermsOfServiceAgreed = options.AcceptTermsOfService,
            ExternalAccount = ExternalAccount.Read(options),
        };
        var stored = Prepare(plan, request, account);
        if (account is null)
        {
            // On disk first: newAccount with the same key gives the same account (RFC 8555 section 7.3.1), so a killed run loses nothing.
            await _accounts.SaveAsync(stored, cancellationToken).ConfigureAwait(false);
            account = await RegisterAsync(client, stored, request, cancellationToken).ConfigureAwait(false);
        }

        if (account.Status is AcmeStatus.Deactivated or AcmeStatus.Revoked) throw SslError.AccountDeactivated(plan.Name, options.Server.Name);
        return await _accounts.SaveAsync(
            stored.With(stored.Record with { Address = account.Address.AbsoluteUri }), CancellationToken.None).ConfigureAwait(false);
    }

    private StoredAccount Prepare(AcmeAccountPlan plan, AcmeAccountRequest request, AcmeAccount? existing)
    {
        var key = plan.Key ?? _engine.Issuer.GenerateKey(plan.Options.KeyAlgorithm);
        var record = new AcmeAccountRecord
        {
            Directory = plan.Options.Server.Directory.AbsoluteUri,
            Contacts = existing?.Contacts ?? request.Contacts,
            KeyAlgorithm = _engine.AccountKeys.AlgorithmOf(key),
            KeyThumbprint = _engine.Acme.Thumbprint(key),
            ExternalAccountKeyId = request.ExternalAccount?.KeyId,
            TrustedRoots = plan.Options.TrustedRoots,
            Created = _engine.Clock.UtcNow.UtcDateTime,
        };
        return new StoredAccount(plan.Name, record, key, null);
    }

    private async Task<AcmeAccount> RegisterAsync(
        IAcmeClient client, StoredAccount stored, AcmeAccountRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await client.NewAccountAsync(stored.Key, request, cancellationToken).ConfigureAwait(false);
        }
        catch (AcmeProblemException e) when (e.Problem.Status is >= 400 and < 500)
        {
            // The CA has made nothing, so nothing is to be gone on with.
            await _accounts.DeleteAsync(stored.Name, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<AcmeAccount?> FindByKeyAsync(IAcmeClient client, byte[]? key, CancellationToken cancellationToken)
    {
        if (key is null) return null;
        try
        {
            return await client.NewAccountAsync(key, new AcmeAccountRequest { OnlyReturnExisting = true }, cancellationToken).ConfigureAwait(false);
        }
        catch (AcmeProblemException e) when (e.Problem.Code == "accountDoesNotExist")
        {
            return null;
        }
    }
}
