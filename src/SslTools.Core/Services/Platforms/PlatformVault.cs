using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>The secrets of a platform in the store.</summary>
internal sealed class PlatformVault : IPlatformVault
{
    private readonly PlatformStore _store;
    private readonly string _name;

    public PlatformVault(PlatformStore store, string name)
    {
        _store = store;
        _name = name;
    }

    public async Task<string> ReadSecretAsync(CancellationToken cancellationToken) =>
        await _store.ReadSecretAsync(_name, cancellationToken).ConfigureAwait(false) ?? throw SslError.CorruptEntry(_name, "its secret is missing");

    public Task<string?> ReadSessionAsync(CancellationToken cancellationToken) => _store.ReadSessionAsync(_name, cancellationToken);

    public Task SaveSessionAsync(string? session, CancellationToken cancellationToken) => _store.SaveSessionAsync(_name, session, cancellationToken);
}

/// <summary>The secrets of a platform that is being registered: tried before anything is kept.</summary>
internal sealed class NewPlatformVault : IPlatformVault
{
    private readonly string? _secret;
    private string? _session;

    public NewPlatformVault(string? secret) => _secret = secret;

    public Task<string> ReadSecretAsync(CancellationToken cancellationToken) => Task.FromResult(_secret ?? "");

    public Task<string?> ReadSessionAsync(CancellationToken cancellationToken) => Task.FromResult(_session);

    public Task SaveSessionAsync(string? session, CancellationToken cancellationToken)
    {
        _session = session;
        return Task.CompletedTask;
    }
}
