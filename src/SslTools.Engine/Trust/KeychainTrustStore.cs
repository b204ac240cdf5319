using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Storage;
using SslTools.Ports;

namespace SslTools.Engine.Trust;

/// <summary>The macOS keychain: the system's as root, this account's otherwise.</summary>
public sealed class KeychainTrustStore : ITrustStore
{
    private const string Tool = "security";
    private const string SystemKeychain = "/Library/Keychains/System.keychain";

    private readonly IEngine _engine;

    /// <summary>Makes the adapter.</summary>
    /// <param name="engine">The other adapters.</param>
    public KeychainTrustStore(IEngine engine) => _engine = engine;

    /// <inheritdoc/>
    public string Name => "System";

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrustStoreLocation>> LocateAsync(CancellationToken cancellationToken)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.OSX)) return Task.FromResult<IReadOnlyList<TrustStoreLocation>>([]);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Task.FromResult<IReadOnlyList<TrustStoreLocation>>(_engine.IsElevated
            ? [new(Name, SystemKeychain, Tool)]
            : [new(Name, Path.Combine(home, "Library/Keychains/login.keychain-db"), $"{Tool}; macOS asks for consent in a window")]);
    }

    /// <inheritdoc/>
    public async Task<TrustState> GetStateAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken)
    {
        var list = await RunAsync(location, ["find-certificate", "-a", "-Z", location.Path], cancellationToken).ConfigureAwait(false);
        if (!list.Split('\n').Any(line => line.Trim() == $"SHA-256 hash: {root.Sha256Fingerprint}")) return TrustState.Absent;

        // -l: the certificate verified is itself a CA; -L: nothing is asked of the network.
        using var file = new CertificateFile(root);
        string[] command = ["verify-cert", "-c", file.Path, "-p", "ssl", "-l", "-L"];
        var verified = await _engine.Processes.RunAsync(Tool, command, null, TimeSpan.FromMinutes(1), cancellationToken).ConfigureAwait(false);
        return verified.ExitCode == 0 ? TrustState.Trusted : TrustState.Incomplete;
    }

    /// <inheritdoc/>
    public async Task InstallAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken)
    {
        using var file = new CertificateFile(root);
        string[] command = ["add-trusted-cert", .. Domain(location), "-r", "trustRoot", "-k", location.Path, file.Path];
        await RunAsync(location, command, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task UninstallAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken)
    {
        // Trust settings are kept apart from the certificate and would outlive it.
        if (await GetStateAsync(location, root, cancellationToken).ConfigureAwait(false) == TrustState.Trusted)
        {
            using var file = new CertificateFile(root);
            await RunAsync(location, ["remove-trusted-cert", .. Domain(location), file.Path], cancellationToken).ConfigureAwait(false);
        }

        await RunAsync(location, ["delete-certificate", "-Z", root.Thumbprint, location.Path], cancellationToken).ConfigureAwait(false);
    }

    // The settings of all accounts, which go with the system's keychain.
    private static string[] Domain(TrustStoreLocation location) => location.Path == SystemKeychain ? ["-d"] : [];

    private Task<string> RunAsync(TrustStoreLocation location, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        TrustTool.RunAsync(_engine.Processes, location.Path, Tool, arguments, null, cancellationToken);

    // The tool reads certificates from files only.
    private sealed class CertificateFile : IDisposable
    {
        public CertificateFile(SslCertificateAuthority root) =>
            SecureFiles.WriteNew(Path, Encoding.ASCII.GetBytes(TrustedRoot.PemOf(root)));

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"ssltools-{Guid.NewGuid():n}.pem");

        public void Dispose() => File.Delete(Path);
    }
}
