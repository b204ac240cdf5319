using System;
using System.IO;
using System.Linq;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>
/// The files that SslTools makes beside the configuration: for each certificate one with chain and key, as HAProxy wants them, and for each
/// frontend and port a crt-list, which says which name gets which of them.
/// </summary>
internal sealed class HaproxyDeployment
{
    // What a crt-list takes for something else than a part of a path.
    private static readonly char[] Special = [' ', '\t', '\r', '\n', '[', ']', '#', '"', '\'', '\\', '$'];

    /// <summary>Finds the place.</summary>
    /// <param name="configPath">The main file or folder.</param>
    public HaproxyDeployment(string configPath)
    {
        // Configurations in one folder don't share files: what one no longer needs, another may.
        var name = Path.GetFileName(configPath);
        var isUsual = name is "haproxy.cfg" or "haproxy.conf";
        Folder = Path.Combine(Path.GetDirectoryName(configPath) ?? "/", isUsual ? "ssltools" : "ssltools-" + name);
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The crt-list of a frontend and port.</summary>
    /// <param name="section">The frontend.</param>
    /// <param name="port">The port.</param>
    /// <returns>The file.</returns>
    public string ListPath(HaproxySection section, int port) => Checked(Path.Combine(Folder, $"{section.Name}-{port}.crtlist"));

    /// <summary>The file of a certificate.</summary>
    /// <param name="certificateName">The certificate's name in the store.</param>
    /// <returns>The file.</returns>
    public string PemPath(string certificateName) => Checked(Path.Combine(Folder, certificateName + ".pem"));

    /// <summary>Whether a file is one that SslTools made from a certificate.</summary>
    /// <param name="path">The file.</param>
    /// <returns>True when it lies in the folder.</returns>
    public bool IsPem(string path) => Path.GetDirectoryName(path) == Folder && path.EndsWith(".pem", StringComparison.Ordinal);

    private static string Checked(string path) =>
        path.IndexOfAny(Special) < 0 && !path.Any(char.IsControl) ? path : throw SslError.CrtListPathNotUsable(path);
}
