using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.WebServers.Lighttpd;
using SslTools.Ports;

namespace SslTools.Engine.WebServers;

/// <summary>lighttpd 1.4.56 and later.</summary>
public sealed class LighttpdServer : IWebServer
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly IProcessRunner _processes;

    /// <summary>Makes the adapter.</summary>
    /// <param name="engine">Runs lighttpd.</param>
    public LighttpdServer(IEngine engine) => _processes = engine.Processes;

    /// <inheritdoc/>
    public string Name => LighttpdInstance.ServerName;

    /// <inheritdoc/>
    public int DefaultPort => 443;

    /// <inheritdoc/>
    public WebServerFeatures Features => WebServerFeatures.TlsPolicy;

    /// <inheritdoc/>
    public string InstallAdvice => RuntimeInformation.IsOSPlatform(OSPlatform.Linux)
        ? "Install it (Debian: apt-get install lighttpd lighttpd-mod-openssl; Red Hat: dnf install lighttpd), or add its folder to PATH."
        : "Install it (macOS: brew install lighttpd; FreeBSD: pkg install lighttpd), or add its folder to PATH.";

    /// <summary>The configuration files of packages: Linux, FreeBSD and Homebrew. The program itself knows none.</summary>
    internal static IReadOnlyList<string> DefaultPaths { get; } =
        ["/etc/lighttpd/lighttpd.conf", "/usr/local/etc/lighttpd/lighttpd.conf", "/opt/homebrew/etc/lighttpd/lighttpd.conf"];

    /// <inheritdoc/>
    public async Task<IWebServerInstance?> LocateAsync(string? configPath, CancellationToken cancellationToken)
    {
        if (_processes.Find(Name) is not { } program) return null;
        var path = configPath is null ? DefaultPaths.FirstOrDefault(File.Exists) : Path.GetFullPath(configPath);
        if (path is null) return null;
        if (!File.Exists(path)) throw SslError.ConfigurationNotFound(path);
        var told = await _processes.RunAsync(program, ["-v"], null, Timeout, cancellationToken).ConfigureAwait(false);
        var version = Regex.Match(told.Output + told.Error, @"lighttpd/(\d+\.\d+\.\d+)");
        if (!version.Success) throw SslError.ServerNotUsable(Name, program, told.Error + told.Output);
        return new LighttpdInstance(_processes, program, new Version(version.Groups[1].Value), path);
    }
}
