using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>How and when certificates are renewed, as kept in the store; the arguments of DNS providers lie there encrypted.</summary>
public sealed class AcmeRenewals
{
    private const string SecretsFile = "secrets.bin";

    private static readonly TimeSpan Usual = TimeSpan.FromHours(6);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan QuestionTime = TimeSpan.FromSeconds(15);

    private readonly IDocuments<AcmeRenewalRecord> _documents;
    private readonly ISecretProtector _secrets;
    private readonly IClock _clock;

    /// <summary>Makes the view.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    public AcmeRenewals(IEngine engine, IStore store)
    {
        _documents = engine.OpenDocuments<AcmeRenewalRecord>(store, AcmeRenewalRecord.Collection);
        _secrets = engine.OpenSecrets(store);
        _clock = engine.Clock;
    }

    /// <summary>The certificates that can be renewed.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Their names, sorted.</returns>
    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => _documents.ListAsync(cancellationToken);

    /// <summary>Finds what is known of a certificate's renewal.</summary>
    /// <param name="name">The certificate's name.</param>
    /// <param name="version">Its current version.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What is known; null where the name was given to another certificate since.</returns>
    public async Task<AcmeRenewalRecord?> FindAsync(string name, int version, CancellationToken cancellationToken)
    {
        var record = await FindLastAsync(name, cancellationToken).ConfigureAwait(false);
        return record?.Version == version ? record : null;
    }

    /// <summary>Finds what was last kept of a certificate's renewal, whichever version is current.</summary>
    /// <param name="name">The certificate's name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What is known, or null.</returns>
    internal async Task<AcmeRenewalRecord?> FindLastAsync(string name, CancellationToken cancellationToken) =>
        (await _documents.FindAsync(name, cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>The arguments of the DNS provider.</summary>
    /// <param name="name">The certificate's name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What its source kept, or null. Secret.</returns>
    public async Task<byte[]?> ReadSecretsAsync(string name, CancellationToken cancellationToken)
    {
        var stored = (await _documents.FindAsync(name, cancellationToken).ConfigureAwait(false))?.Read(SecretsFile);
        return stored is null ? null : await _secrets.UnprotectAsync(stored, $"The DNS arguments of '{name}'", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps how a new certificate is renewed.</summary>
    /// <param name="name">The certificate's name.</param>
    /// <param name="record">What to keep.</param>
    /// <param name="secrets">The arguments of its DNS provider, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    public async Task SaveAsync(string name, AcmeRenewalRecord record, byte[]? secrets, CancellationToken cancellationToken)
    {
        var files = secrets is null ? null : new Dictionary<string, byte[]>
        {
            [SecretsFile] = await _secrets.ProtectAsync(secrets, cancellationToken).ConfigureAwait(false),
        };
        await _documents.SaveAsync(name, record, files, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes what is known, and leaves the rest.</summary>
    /// <param name="name">The certificate's name.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The record as it is now, or null where there is none.</returns>
    public async Task<AcmeRenewalRecord?> ChangeAsync(string name, Func<AcmeRenewalRecord, AcmeRenewalRecord> change, CancellationToken cancellationToken)
    {
        // What another run keeps meanwhile is not to be undone.
        using var held = await _documents.LockAsync(name, LockWait, cancellationToken).ConfigureAwait(false);
        if (await _documents.FindAsync(name, cancellationToken).ConfigureAwait(false) is not { } document) return null;
        var record = change(document.Value);
        var files = document.Read(SecretsFile) is { } secrets ? new Dictionary<string, byte[]> { [SecretsFile] = secrets } : null;
        await _documents.SaveAsync(name, record, files, cancellationToken).ConfigureAwait(false);
        return record;
    }

    /// <summary>Forgets a certificate.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    public Task RemoveAsync(string name, CancellationToken cancellationToken) => _documents.DeleteAsync(name, cancellationToken);

    /// <summary>Asks the CA when the certificate should be renewed, and keeps the answer. A CA that fails to answer is asked again later.</summary>
    /// <param name="name">The certificate's name.</param>
    /// <param name="client">The CA.</param>
    /// <param name="reporter">Is told.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The record as it is now, or null where there is none.</returns>
    public async Task<AcmeRenewalRecord?> AskAsync(string name, IAcmeClient client, IReporter reporter, CancellationToken cancellationToken)
    {
        var record = (await _documents.FindAsync(name, cancellationToken).ConfigureAwait(false))?.Value;
        if (record?.CertId is not { } certId) return record;
        AcmeRenewalInfo? answer = null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(QuestionTime);
        try
        {
            if (!(await client.GetDirectoryAsync(limit.Token).ConfigureAwait(false)).HasRenewalInfo) return record;
            answer = await client.GetRenewalInfoAsync(certId, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SslToolsException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            reporter.Verbose($"The CA gave no renewal information for '{name}': {e.Message}");
        }

        var now = _clock.UtcNow.UtcDateTime;
        var next = now + Within(answer?.RetryAfter ?? Usual);
        var info = answer is null ? record.RenewalInfo : Choose(answer, certId, record.RenewalInfo, now);
        return await ChangeAsync(
            name, current => current.CertId == certId ? current with { RenewalInfo = info, NextQuestion = next } : current, cancellationToken).ConfigureAwait(false);
    }

    // The chosen moment stays while the window does; else asking often would draw until an early one comes.
    private static SslRenewalInfo Choose(AcmeRenewalInfo answer, string certId, SslRenewalInfo? before, DateTime now)
    {
        var start = answer.WindowStart.UtcDateTime;
        var end = answer.WindowEnd.UtcDateTime;
        var same = before is not null && before.CertId == certId && before.WindowStart == start && before.WindowEnd == end;
        return new SslRenewalInfo
        {
            CertId = certId,
            WindowStart = start,
            WindowEnd = end,
            RenewAt = same ? before!.RenewAt : start + TimeSpan.FromTicks((long)((end - start).Ticks * RandomFraction())),
            Asked = now,
            Explanation = answer.Explanation?.AbsoluteUri,
        };
    }

    private static TimeSpan Within(TimeSpan asked) => asked < Shortest ? Shortest : asked > Longest ? Longest : asked;

    private static double RandomFraction()
    {
        var bytes = new byte[4];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return BitConverter.ToUInt32(bytes, 0) / (double)uint.MaxValue;
    }
}
