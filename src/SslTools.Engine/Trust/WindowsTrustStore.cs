using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Storage;
using SslTools.Ports;

namespace SslTools.Engine.Trust;

/// <summary>The Windows Root store: the machine's when elevated, this account's otherwise.</summary>
public sealed class WindowsTrustStore : ITrustStore
{
    private readonly IEngine _engine;

    /// <summary>Makes the adapter.</summary>
    /// <param name="engine">The other adapters.</param>
    public WindowsTrustStore(IEngine engine) => _engine = engine;

    /// <inheritdoc/>
    public string Name => "System";

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrustStoreLocation>> LocateAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TrustStoreLocation>>(SecureFiles.IsWindows ? [Location()] : []);

    /// <inheritdoc/>
    public Task<TrustState> GetStateAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken) =>
        Task.FromResult(InStore(location, root, OpenFlags.ReadOnly, (_, found) => found.Count > 0) ? TrustState.Trusted : TrustState.Absent);

    /// <inheritdoc/>
    public Task InstallAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken)
    {
        using var certificate = new X509Certificate2(root.RootCertificate);
        if (SecureFiles.IsWindows) certificate.FriendlyName = TrustedRoot.Nickname(root);
        return Task.FromResult(InStore(location, root, OpenFlags.ReadWrite, (store, _) =>
        {
            store.Add(certificate);
            return true;
        }));
    }

    /// <inheritdoc/>
    public Task UninstallAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken) =>
        Task.FromResult(InStore(location, root, OpenFlags.ReadWrite, (store, found) =>
        {
            foreach (var certificate in found) store.Remove(certificate);
            return true;
        }));

    private TrustStoreLocation Location() => _engine.IsElevated
        ? new(Name, @"LocalMachine\Root", "no other program")
        : new(Name, @"CurrentUser\Root", "no other program; Windows asks for consent in a window");

    private static T InStore<T>(
        TrustStoreLocation location, SslCertificateAuthority root, OpenFlags flags, Func<X509Store, IReadOnlyList<X509Certificate2>, T> work)
    {
        var place = location.Path.StartsWith("LocalMachine", StringComparison.Ordinal) ? StoreLocation.LocalMachine : StoreLocation.CurrentUser;
        using var store = new X509Store(System.Security.Cryptography.X509Certificates.StoreName.Root, place);
        store.Open(flags);
        var all = store.Certificates.Cast<X509Certificate2>().ToList();
        try
        {
            return work(store, all.Where(certificate => certificate.RawData.SequenceEqual(root.RootCertificate)).ToList());
        }
        finally
        {
            foreach (var certificate in all) certificate.Dispose();
        }
    }
}
