using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Storage;
using SslTools.Ports;

namespace SslTools.Engine.Trust;

/// <summary>The cacerts file of each Java in use: JAVA_HOME's, and that of the keytool on the search path.</summary>
public sealed class JavaTrustStore : ITrustStore
{
    // Not a secret: every Java is delivered with it.
    private const string Password = "changeit";

    // Built by the system store's own tool; what keytool adds there is lost the next time.
    private static readonly string[] Generated =
        ["/etc/pki/ca-trust/extracted/", "/etc/ca-certificates/extracted/", "/var/lib/ca-certificates/"];

    private static readonly Regex AliasLine = new(@"^Alias name: (?<alias>.*?)\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    private readonly IProcessRunner _processes;
    private readonly Func<string?> _javaHome;

    /// <summary>Makes the adapter.</summary>
    /// <param name="engine">The other adapters.</param>
    public JavaTrustStore(IEngine engine)
        : this(engine, () => Environment.GetEnvironmentVariable("JAVA_HOME"))
    {
    }

    /// <summary>Makes the adapter with a JAVA_HOME of its own.</summary>
    /// <param name="engine">The other adapters.</param>
    /// <param name="javaHome">Gives JAVA_HOME.</param>
    public JavaTrustStore(IEngine engine, Func<string?> javaHome)
    {
        _processes = engine.Processes;
        _javaHome = javaHome;
    }

    /// <inheritdoc/>
    public string Name => "Java";

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrustStoreLocation>> LocateAsync(CancellationToken cancellationToken)
    {
        // The folder above bin/keytool, whatever links lead there.
        var tool = _processes.Find("keytool");
        var home = tool is null ? null : Path.GetDirectoryName(Path.GetDirectoryName(Resolve(tool)));
        IReadOnlyList<TrustStoreLocation> locations = new[] { _javaHome(), home }.Where(home => !string.IsNullOrEmpty(home))
            .Select(home => Cacerts(home!)).OfType<string>().Distinct()
            .Select(path => new TrustStoreLocation(Name, path, "keytool", Unavailable(path))).ToList();
        return Task.FromResult(locations);
    }

    /// <inheritdoc/>
    public async Task<TrustState> GetStateAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken)
    {
        if (Keytool is null) return TrustState.Unknown;
        return (await AliasesAsync(location, root, cancellationToken).ConfigureAwait(false)).Count > 0 ? TrustState.Trusted : TrustState.Absent;
    }

    /// <inheritdoc/>
    public Task InstallAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken) =>
        ChangeAsync(location, ["-importcert", "-noprompt", "-alias", TrustedRoot.FileName(root)], TrustedRoot.PemOf(root));

    /// <inheritdoc/>
    public async Task UninstallAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken)
    {
        foreach (var alias in await AliasesAsync(location, root, cancellationToken).ConfigureAwait(false))
            await ChangeAsync(location, ["-delete", "-alias", alias], null).ConfigureAwait(false);
    }

    private string? Keytool =>
        (_javaHome() is { Length: > 0 } home ? _processes.Find(Path.Combine(home, "bin", SecureFiles.IsWindows ? "keytool.exe" : "keytool")) : null)
        ?? _processes.Find("keytool");

    private static string Resolve(string path) => SecureFiles.IsWindows ? Path.GetFullPath(path) : Posix.Resolve(path);

    // A runtime has lib/security; the JDK 8 has its runtime in a folder of its own.
    private static string? Cacerts(string home) => new[] { Path.Combine(home, "lib"), Path.Combine(home, "jre", "lib") }
        .Select(lib => Path.Combine(lib, "security", "cacerts")).Where(File.Exists).Select(Resolve).FirstOrDefault();

    private string? Unavailable(string path)
    {
        if (Keytool is null) return "the program 'keytool' is not on PATH and not in JAVA_HOME";
        if (Generated.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)))
            return "the system store's tool makes it; choose -TrustStore System";
        try
        {
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite)) return null;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return $"this account may not write it ({e.Message.TrimEnd('.')})";
        }
    }

    // The certificate may be there under any alias: Debian's system store puts its own roots here as well.
    private async Task<IReadOnlyList<string>> AliasesAsync(
        TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken)
    {
        var list = await RunAsync(location, ["-list", "-rfc"], null, cancellationToken).ConfigureAwait(false);
        var lines = AliasLine.Matches(list).Cast<Match>().ToList();
        var ends = lines.Skip(1).Select(next => next.Index).Append(list.Length);
        return lines.Zip(ends, (line, end) => (Alias: line.Groups["alias"].Value, Entry: list.Substring(line.Index, end - line.Index)))
            .Where(found => TrustedRoot.IsIn(found.Entry, root)).Select(found => found.Alias).ToList();
    }

    // Not cancelled: killed midway, keytool would leave half a file.
    private Task<string> ChangeAsync(TrustStoreLocation location, IReadOnlyList<string> command, string? input) =>
        RunAsync(location, command, input, CancellationToken.None);

    // The path instead of -cacerts, which Java 8 lacks.
    private Task<string> RunAsync(
        TrustStoreLocation location, IReadOnlyList<string> command, string? input, CancellationToken cancellationToken) => TrustTool.RunAsync(
        _processes, location.Path, Keytool!,
        [.. command, "-keystore", location.Path, "-storepass", Password, "-J-Duser.language=en"], input, cancellationToken);
}
