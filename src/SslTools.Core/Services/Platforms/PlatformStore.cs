using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>The platforms of a store: a document each, with the encrypted password or token as its file; sessions lie apart, since they come and go.</summary>
internal sealed class PlatformStore
{
    private const string Collection = "platforms";
    private const string SessionCollection = "platform-sessions";
    private const string SecretFile = "secret";
    private const string SessionFile = "session";

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    private readonly IDocuments<PlatformRecord> _documents;
    private readonly IDocuments<PlatformSession> _sessions;
    private readonly ISecretProtector _secrets;

    public PlatformStore(IEngine engine, IStore store)
    {
        _documents = engine.OpenDocuments<PlatformRecord>(store, Collection);
        _sessions = engine.OpenDocuments<PlatformSession>(store, SessionCollection);
        _secrets = engine.OpenSecrets(store);
    }

    public string Location => _documents.Location;

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => _documents.ListAsync(cancellationToken);

    public async Task<PlatformRecord?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await _documents.FindAsync(name, cancellationToken).ConfigureAwait(false))?.Value;

    public async Task<string?> ReadSecretAsync(string name, CancellationToken cancellationToken) =>
        (await _documents.FindAsync(name, cancellationToken).ConfigureAwait(false))?.Read(SecretFile) is { } data
            ? await OpenAsync(data, $"The secret of the platform '{name}'", cancellationToken).ConfigureAwait(false) : null;

    public async Task SaveAsync(string name, PlatformRecord record, string? secret, CancellationToken cancellationToken)
    {
        using var held = await _documents.LockAsync(name, Wait, cancellationToken).ConfigureAwait(false);
        await _documents.SaveAsync(name, record, await SealAsync(SecretFile, secret, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        await _sessions.DeleteAsync(name, cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        await _sessions.DeleteAsync(name, cancellationToken).ConfigureAwait(false);
        return await _documents.DeleteAsync(name, cancellationToken).ConfigureAwait(false);
    }

    public async Task<string?> ReadSessionAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await _sessions.FindAsync(name, cancellationToken).ConfigureAwait(false))?.Read(SessionFile) is { } data
                ? await OpenAsync(data, $"The session of the platform '{name}'", cancellationToken).ConfigureAwait(false) : null;
        }
        catch (SslToolsException)
        {
            // A new session costs one call.
            return null;
        }
    }

    public async Task SaveSessionAsync(string name, string? session, CancellationToken cancellationToken)
    {
        try
        {
            if (session is null) await _sessions.DeleteAsync(name, cancellationToken).ConfigureAwait(false);
            else
                await _sessions.SaveAsync(
                    name, new PlatformSession(), await SealAsync(SessionFile, session, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (SslToolsException e) when (e.ErrorId is "StoreConflict" or "StoreNotUsable" or "WriteFailed" or "StoreLocked")
        {
            // Another run kept a newer one, or the store is read-only: the next run signs in again.
        }
    }

    private async Task<Dictionary<string, byte[]>?> SealAsync(string file, string? secret, CancellationToken cancellationToken) =>
        secret is null ? null : new() { [file] = await _secrets.ProtectAsync(Encoding.UTF8.GetBytes(secret), cancellationToken).ConfigureAwait(false) };

    private async Task<string> OpenAsync(byte[] data, string what, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await _secrets.UnprotectAsync(data, what, cancellationToken).ConfigureAwait(false));
}

/// <summary>What is written of a session beside the session itself.</summary>
internal sealed record PlatformSession
{
    /// <summary>The kind of document, so that it says what it is.</summary>
    public string Kind { get; init; } = "session";
}
