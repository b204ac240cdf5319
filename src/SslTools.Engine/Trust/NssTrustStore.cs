using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Storage;
using SslTools.Ports;

namespace SslTools.Engine.Trust;

/// <summary>This account's NSS databases, which Firefox and, on Linux, Chromium and its kin read.</summary>
public sealed class NssTrustStore : ITrustStore
{
    // Trusted to issue server certificates; for mail and code, nothing.
    private const string TrustFlags = "C,,";

    private static readonly Regex Row = new(
        @"^(?<nickname>.+?)[ \t]+(?<ssl>[a-zA-Z]*),[a-zA-Z]*,[a-zA-Z]*[ \t\r]*$", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    private readonly IProcessRunner _processes;
    private readonly Func<NssDatabases> _databases;

    /// <summary>Makes the adapter.</summary>
    /// <param name="engine">The other adapters.</param>
    public NssTrustStore(IEngine engine)
        : this(engine, () => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile))
    {
    }

    /// <summary>Makes the adapter for another home folder.</summary>
    /// <param name="engine">The other adapters.</param>
    /// <param name="home">Gives the home folder.</param>
    public NssTrustStore(IEngine engine, Func<string> home)
    {
        _processes = engine.Processes;
        _databases = () => new NssDatabases(home(), _processes);
    }

    /// <inheritdoc/>
    public string Name => "Nss";

    // Windows has a program of its own by that name.
    private string? Certutil => _processes.Find("certutil") is { } path
        && !(SecureFiles.IsWindows && path.StartsWith(Environment.SystemDirectory, StringComparison.OrdinalIgnoreCase)) ? path : null;

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrustStoreLocation>> LocateAsync(CancellationToken cancellationToken)
    {
        var unavailable = Certutil is null ? Missing() : null;
        IReadOnlyList<TrustStoreLocation> locations = _databases().Find().Select(path => new TrustStoreLocation(
            Name, path, Exists(path) ? "certutil" : "certutil, which makes the database", unavailable)).ToList();
        return Task.FromResult(locations);
    }

    /// <inheritdoc/>
    public async Task<TrustState> GetStateAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken)
    {
        if (!Exists(location.Path)) return TrustState.Absent;
        if (Certutil is null) return TrustState.Unknown;
        var entry = await FindAsync(location, root, cancellationToken).ConfigureAwait(false);
        return entry is null ? TrustState.Absent : entry.Trusted ? TrustState.Trusted : TrustState.Incomplete;
    }

    /// <inheritdoc/>
    public async Task InstallAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken)
    {
        var made = !Exists(location.Path);
        var nickname = TrustedRoot.Nickname(root);
        var known = !made && await FindAsync(location, root, cancellationToken).ConfigureAwait(false) is not null;
        try
        {
            if (made)
            {
                SecureFiles.CreateFolder(location.Path);
                await RunAsync(location, ["-N", "--empty-password"], null, cancellationToken).ConfigureAwait(false);
            }

            await ChangeAsync(location, ["-A", "-t", TrustFlags, "-n", nickname, "-a"], TrustedRoot.PemOf(root)).ConfigureAwait(false);
        }
        catch when (made)
        {
            Directory.Delete(location.Path, true);
            throw;
        }
        catch (SslToolsException e)
        {
            // A database with a password takes the certificate before it refuses the trust.
            if (!known && await FindAsync(location, root, CancellationToken.None).ConfigureAwait(false) is not null)
                await ChangeAsync(location, ["-D", "-n", nickname], null).ConfigureAwait(false);
            if (!e.Message.Contains("SEC_ERROR_BAD_PASSWORD")) throw;
            throw SslError.TrustStoreFailed(
                location.Path, $"a primary password protects it; import '{root.RootPath}' in the browser's certificate settings", e);
        }
    }

    /// <inheritdoc/>
    public async Task UninstallAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken)
    {
        if (await FindAsync(location, root, cancellationToken).ConfigureAwait(false) is not { } entry) return;

        // certutil tells certificates apart by nickname alone, and others of the same subject may share a foreign one.
        if (entry.Shared)
        {
            throw SslError.TrustStoreFailed(
                location.Path, $"other certificates go by the root's nickname '{entry.Nickname}' there; remove it in the browser's settings");
        }

        await ChangeAsync(location, ["-D", "-n", entry.Nickname], null).ConfigureAwait(false);
    }

    private static bool Exists(string path) => File.Exists(Path.Combine(path, NssDatabases.File));

    private static string Missing()
    {
        if (SecureFiles.IsWindows)
            return "the certutil of Mozilla's NSS tools is not on PATH; Firefox 120 and later also trust what the System store trusts";
        return RuntimeInformation.IsOSPlatform(OSPlatform.OSX)
            ? "the program 'certutil' is not installed (brew install nss)"
            : "the program 'certutil' is not installed (Debian: apt-get install libnss3-tools; Red Hat: dnf install nss-tools)";
    }

    // A nickname lists all certificates of the same subject, so only a nickname of our own is proof by itself.
    private async Task<Entry?> FindAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken)
    {
        var list = await RunAsync(location, ["-L"], null, cancellationToken).ConfigureAwait(false);
        var rows = Row.Matches(list).Cast<Match>()
            .Select(row => (Nickname: row.Groups["nickname"].Value, Trusted: row.Groups["ssl"].Value.Contains("C")));
        foreach (var (nickname, trusted) in rows.OrderByDescending(row => IsOurs(row.Nickname, root)))
        {
            var pem = await RunAsync(location, ["-L", "-n", nickname, "-a"], null, cancellationToken).ConfigureAwait(false);
            if (TrustedRoot.IsIn(pem, root)) return new Entry(nickname, trusted, !IsOurs(nickname, root) && TrustedRoot.Count(pem) > 1);
        }

        return null;
    }

    private static bool IsOurs(string nickname, SslCertificateAuthority root) =>
        nickname.StartsWith("SslTools ", StringComparison.Ordinal) && nickname.EndsWith(" " + TrustedRoot.Tag(root), StringComparison.Ordinal);

    // Not cancelled, so that a change is either made or not. Never asks: the password is read from an empty file.
    private Task<string> ChangeAsync(TrustStoreLocation location, IReadOnlyList<string> command, string? input) =>
        RunAsync(location, [.. command, "-f", SecureFiles.IsWindows ? "NUL" : "/dev/null"], input, CancellationToken.None);

    private Task<string> RunAsync(
        TrustStoreLocation location, IReadOnlyList<string> command, string? input, CancellationToken cancellationToken) =>
        TrustTool.RunAsync(_processes, location.Path, Certutil!, [.. command, "-d", "sql:" + location.Path], input, cancellationToken);

    private sealed record Entry(string Nickname, bool Trusted, bool Shared);
}
