using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.WebServers.Haproxy;
using SslTools.Ports;

namespace SslTools.Engine.WebServers;

/// <summary>HAProxy 2.2 and later. It has no configuration file of its own choice: the running process tells, or else the packages' places.</summary>
public sealed class HaproxyServer : IWebServer
{
    // Debian, Red Hat, SUSE, Arch, Alpine; FreeBSD; the image for containers; Homebrew.
    private static readonly string[] Usual =
    [
        "/etc/haproxy/haproxy.cfg", "/usr/local/etc/haproxy.conf", "/usr/local/etc/haproxy/haproxy.cfg", "/usr/local/etc/haproxy.cfg", "/opt/homebrew/etc/haproxy.cfg",
    ];

    private readonly IEngine _engine;

    /// <summary>Makes the adapter.</summary>
    /// <param name="engine">Runs HAProxy, and reads certificates.</param>
    public HaproxyServer(IEngine engine) => _engine = engine;

    /// <inheritdoc/>
    public string Name => HaproxyInstance.ServerName;

    /// <inheritdoc/>
    public int DefaultPort => 443;

    /// <inheritdoc/>
    public WebServerFeatures Features => WebServerFeatures.All;

    /// <inheritdoc/>
    public string InstallAdvice => "Install it (Debian: apt-get install haproxy; Red Hat: dnf install haproxy), or add its folder to PATH.";

    /// <inheritdoc/>
    public Task<IWebServerInstance?> LocateAsync(string? configPath, CancellationToken cancellationToken) => Task.FromResult(Locate(configPath));

    private IWebServerInstance? Locate(string? given)
    {
        var configPath = given is null ? null : Path.GetFullPath(given).TrimEnd(Path.DirectorySeparatorChar);
        if (_engine.Processes.Find(Name) is not { } program) return null;
        var process = configPath is null
            ? HaproxyProcess.All().OrderByDescending(running => running.Arguments.Files.Intersect(Usual).Any()).FirstOrDefault()
            : HaproxyProcess.Find(configPath);

        // Several files have one name: the first one's.
        var path = process?.Arguments.Files[0] ?? (configPath is null ? Usual.FirstOrDefault(File.Exists) ?? Usual[0] : configPath);
        if (!File.Exists(path) && !Directory.Exists(path)) throw SslError.ConfigurationNotFound(path);
        return new HaproxyInstance(_engine, program, path, Usual.Contains(path));
    }
}
