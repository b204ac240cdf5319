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

/// <summary>The system store of Linux: a folder of anchors, from which a tool builds the bundle that programs read.</summary>
public sealed class LinuxTrustStore : ITrustStore
{
    // The first whose folder exists is this machine's.
    private static readonly Family[] Families =
    [
        // Red Hat, Fedora and their kin
        new("etc/pki/ca-trust/source/anchors", "*", "etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "update-ca-trust", "extract"),

        // Debian, Ubuntu, Alpine; other files than *.crt are ignored there
        new("usr/local/share/ca-certificates", "*.crt", "etc/ssl/certs/ca-certificates.crt", "update-ca-certificates"),

        // Arch
        new("etc/ca-certificates/trust-source/anchors", "*", "etc/ca-certificates/extracted/tls-ca-bundle.pem", "trust", "extract-compat"),

        // SUSE
        new("etc/pki/trust/anchors", "*", "var/lib/ca-certificates/ca-bundle.pem", "update-ca-certificates"),
    ];

    private readonly IEngine _engine;
    private readonly string _root;

    /// <summary>Makes the adapter for this machine.</summary>
    /// <param name="engine">The other adapters.</param>
    public LinuxTrustStore(IEngine engine)
        : this(engine, "/")
    {
    }

    /// <summary>Makes the adapter for a system below another folder.</summary>
    /// <param name="engine">The other adapters.</param>
    /// <param name="root">The folder that is '/' there.</param>
    public LinuxTrustStore(IEngine engine, string root)
    {
        _engine = engine;
        _root = root;
    }

    /// <inheritdoc/>
    public string Name => "System";

    private Family? Here => RuntimeInformation.IsOSPlatform(OSPlatform.Linux)
        ? Families.FirstOrDefault(family => Directory.Exists(InRoot(family.Anchors))) : null;

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrustStoreLocation>> LocateAsync(CancellationToken cancellationToken)
    {
        if (Here is not { } family) return Task.FromResult<IReadOnlyList<TrustStoreLocation>>([]);
        var unavailable = _engine.Processes.Find(family.Tool) is null ? $"the program '{family.Tool}' is not installed"
            : !_engine.IsElevated ? "only root may change it"
            : null;
        return Task.FromResult<IReadOnlyList<TrustStoreLocation>>([new(Name, InRoot(family.Anchors), family.Tool, unavailable)]);
    }

    /// <inheritdoc/>
    public Task<TrustState> GetStateAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken) =>
        Task.FromResult((AnchorsOf(location, root).Count > 0, IsInBundle(root)) switch
        {
            (true, true) => TrustState.Trusted,
            (false, false) => TrustState.Absent,
            _ => TrustState.Incomplete,
        });

    /// <inheritdoc/>
    public async Task InstallAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken)
    {
        var anchor = AnchorsOf(location, root).Count > 0 ? null : Path.Combine(location.Path, TrustedRoot.FileName(root) + ".crt");
        try
        {
            if (anchor is not null) Write(anchor, Encoding.ASCII.GetBytes(TrustedRoot.PemOf(root)));
            await UpdateAsync(location, []).ConfigureAwait(false);
            if (!IsInBundle(root))
                throw SslError.TrustStoreFailed(location.Path, $"{Here!.Tool} succeeded, but '{InRoot(Here.Bundle)}' lacks the root");
        }
        catch when (anchor is not null)
        {
            File.Delete(anchor);
            if (IsInBundle(root)) await UpdateAsync(location, []).ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task UninstallAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken)
    {
        var anchors = AnchorsOf(location, root).ToDictionary(path => path, File.ReadAllBytes);
        try
        {
            foreach (var anchor in anchors.Keys) File.Delete(anchor);
            await UpdateAsync(location, anchors.Keys.Select(Path.GetFileName).ToList()).ConfigureAwait(false);
            if (IsInBundle(root))
                throw SslError.TrustStoreFailed(location.Path, $"'{InRoot(Here!.Bundle)}' still holds the root, which comes from elsewhere");
        }
        catch
        {
            foreach (var anchor in anchors) Write(anchor.Key, anchor.Value);
            throw;
        }
    }

    private async Task UpdateAsync(TrustStoreLocation location, IReadOnlyList<string> removed)
    {
        var configuration = InRoot("etc/ca-certificates.conf");
        if (removed.Count == 0 || !File.Exists(InRoot("etc/debian_version")) || !File.Exists(configuration))
        {
            await RunAsync(location, Here!.Arguments).ConfigureAwait(false);
            return;
        }

        // Debian's tool takes links away and tells its hooks, Java's among them, only of what its configuration excludes.
        var excluding = Path.Combine(Path.GetTempPath(), $"ssltools-{Guid.NewGuid():n}.conf");
        try
        {
            var text = File.ReadAllText(configuration) + "\n" + string.Concat(removed.Select(file => $"!{file}\n"));
            SecureFiles.WriteNew(excluding, Encoding.UTF8.GetBytes(text));
            await RunAsync(location, ["--certsconf", excluding]).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(excluding);
        }
    }

    // Not cancelled: killed midway, the tool would leave the bundle of the whole machine half-made.
    private Task RunAsync(TrustStoreLocation location, IReadOnlyList<string> arguments) =>
        TrustTool.RunAsync(_engine.Processes, location.Path, Here!.Tool, arguments, null, CancellationToken.None);

    private IReadOnlyList<string> AnchorsOf(TrustStoreLocation location, SslCertificateAuthority root) =>
        Directory.GetFiles(location.Path, Here!.Pattern).Where(path => TrustedRoot.Is(File.ReadAllBytes(path), root)).ToList();

    private bool IsInBundle(SslCertificateAuthority root)
    {
        var bundle = InRoot(Here!.Bundle);
        return File.Exists(bundle) && TrustedRoot.IsIn(File.ReadAllText(bundle), root);
    }

    private string InRoot(string path) => Path.Combine(_root, path);

    private static void Write(string path, byte[] content)
    {
        SecureFiles.Replace(path, content);
        Posix.MakePublic(path);
    }

    // Folder of anchors, which files of it count, the bundle made of them, and the tool that makes it.
    private sealed record Family(string Anchors, string Pattern, string Bundle, string Tool, params string[] Arguments);
}
