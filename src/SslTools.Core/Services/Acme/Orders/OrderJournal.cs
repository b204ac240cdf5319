using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>The state of one order on disk, written before each step that can't be taken back.</summary>
internal sealed class OrderJournal
{
    private const string KeyFile = "key.der";

    private readonly IDocuments<AcmeOrderRecord> _documents;
    private readonly string _name;

    private OrderJournal(IDocuments<AcmeOrderRecord> documents, string name, AcmeOrderRecord record, byte[]? key)
    {
        _documents = documents;
        _name = name;
        Record = record;
        PrivateKey = key;
    }

    /// <summary>The state.</summary>
    public AcmeOrderRecord Record { get; private set; }

    /// <summary>The certificate's new key, PKCS#8 DER; null with the user's own request. Secret.</summary>
    public byte[]? PrivateKey { get; }

    /// <summary>Whether it was left by an earlier run.</summary>
    public bool IsResumed { get; private init; }

    /// <summary>Finds the order that an earlier run left, for the same request at the same CA; another one is forgotten.</summary>
    /// <param name="documents">The orders.</param>
    /// <param name="job">What is wanted.</param>
    /// <param name="session">The CA and the account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The journal, or null.</returns>
    public static async Task<OrderJournal?> ResumeAsync(
        IDocuments<AcmeOrderRecord> documents, OrderJob job, AcmeSession session, CancellationToken cancellationToken)
    {
        if (await FindAsync(documents, job.Name, cancellationToken).ConfigureAwait(false) is not { } document) return null;
        var record = document.Value;
        var key = document.Read(KeyFile);
        var same = record.Request == job.Fingerprint && record.Directory == session.Server.Directory.AbsoluteUri
            && record.Account == session.Signer.Account.AbsoluteUri && (key is null) == (job.CertificateRequest is not null);
        return same ? new OrderJournal(documents, job.Name, record, key) { IsResumed = true } : null;
    }

    /// <summary>Begins; the key is on disk before anything is asked of the CA.</summary>
    /// <param name="documents">The orders.</param>
    /// <param name="job">What is wanted.</param>
    /// <param name="session">The CA and the account.</param>
    /// <param name="privateKey">The key, or null.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The journal.</returns>
    public static async Task<OrderJournal> BeginAsync(
        IDocuments<AcmeOrderRecord> documents, OrderJob job, AcmeSession session, byte[]? privateKey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var record = new AcmeOrderRecord
        {
            Directory = session.Server.Directory.AbsoluteUri,
            Account = session.Signer.Account.AbsoluteUri,
            Request = job.Fingerprint,
            Identifiers = job.Identifiers,
            Started = now.UtcDateTime,
        };
        var journal = new OrderJournal(documents, job.Name, record, privateKey);
        await journal.WriteAsync(record, cancellationToken).ConfigureAwait(false);
        return journal;
    }

    /// <summary>Writes the next state.</summary>
    /// <param name="record">The state.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    public async Task WriteAsync(AcmeOrderRecord record, CancellationToken cancellationToken)
    {
        var files = PrivateKey is null ? null : new Dictionary<string, byte[]> { [KeyFile] = PrivateKey };
        await _documents.SaveAsync(_name, record, files, cancellationToken).ConfigureAwait(false);
        Record = record;
    }

    /// <summary>Forgets the order: its certificate is kept, or it can't be gone on with.</summary>
    /// <returns>A task.</returns>
    public Task EndAsync() => _documents.DeleteAsync(_name, CancellationToken.None);

    private static async Task<IDocument<AcmeOrderRecord>?> FindAsync(
        IDocuments<AcmeOrderRecord> documents, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await documents.FindAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (SslToolsException e) when (e.ErrorId == "CorruptEntry")
        {
            await documents.DeleteAsync(name, cancellationToken).ConfigureAwait(false);
            return null;
        }
    }
}
