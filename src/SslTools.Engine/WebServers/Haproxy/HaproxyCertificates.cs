using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>A certificate that a bind line loads.</summary>
/// <param name="Path">The file.</param>
/// <param name="Names">The names it answers to: the filters of its line in a crt-list, otherwise those that stand in it; none where it can't be read.</param>
/// <param name="Parameter">The parameter of the bind line that names it.</param>
internal sealed record HaproxyCertificate(string Path, IReadOnlyList<string> Names, HaproxyParameter Parameter)
{
    /// <summary>The crt-list that names it, a full path; null where none does.</summary>
    public string? ListPath { get; init; }

    /// <summary>Its line there.</summary>
    public HaproxyCrtEntry? Entry { get; init; }

    /// <summary>Whether the parameter names this file alone.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Whether its key is for ECDSA, which HAProxy prefers to others for clients that know it.</summary>
    public bool IsEcdsa { get; init; }

    /// <summary>Whether it answers to a name, by that very name or by a wildcard.</summary>
    /// <param name="hostName">The name.</param>
    /// <returns>True when it does.</returns>
    public bool Covers(string hostName) =>
        Names.Any(name => DnsName.Covers(name, hostName)) && Entry?.Excluded.Any(name => name == "*" || name.Equals(hostName, StringComparison.OrdinalIgnoreCase)) != true;

    /// <summary>Whether it answers to that very name.</summary>
    /// <param name="hostName">The name.</param>
    /// <returns>True when it does.</returns>
    public bool HasName(string hostName) => Covers(hostName) && Names.Contains(hostName, StringComparer.OrdinalIgnoreCase);
}

/// <summary>Finds the certificates that bind lines load, in the order in which HAProxy does.</summary>
internal sealed class HaproxyCertificates
{
    private const int MaxCertificates = 100_000;

    private static readonly string[] Reserved = [".issuer", ".ocsp", ".sctl", ".key"];
    private static readonly string[] KeyTypes = ["", ".ecdsa", ".rsa", ".dsa"];

    private readonly HaproxyConfiguration _configuration;
    private readonly HaproxyContext _context;
    private readonly Dictionary<string, (IReadOnlyList<string> Names, bool IsEcdsa)> _known = new(StringComparer.Ordinal);

    /// <summary>Makes the finder.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="context">What it is read with.</param>
    public HaproxyCertificates(HaproxyConfiguration configuration, HaproxyContext context)
    {
        _configuration = configuration;
        _context = context;
    }

    /// <summary>The certificates of a bind line. The first one is for clients whose name no certificate has.</summary>
    /// <param name="bind">The line.</param>
    /// <returns>The certificates, in their order.</returns>
    public IReadOnlyList<HaproxyCertificate> Of(HaproxyBind bind) =>
        bind.Certificates.SelectMany(parameter => parameter.Name == "crt-list" ? OfList(bind, parameter) : OfPath(bind, parameter)).Take(MaxCertificates).ToList();

    /// <summary>The crt-list that a parameter names.</summary>
    /// <param name="bind">The line.</param>
    /// <param name="parameter">The parameter.</param>
    /// <returns>Its full path.</returns>
    public string ListPath(HaproxyBind bind, HaproxyParameter parameter) => _configuration.FullPath(parameter.Value, bind.Line.Source.Path);

    private IEnumerable<HaproxyCertificate> OfPath(HaproxyBind bind, HaproxyParameter parameter)
    {
        var path = BasePath(parameter.Value, bind);
        if (Directory.Exists(path))
        {
            return Directory.EnumerateFiles(path)
                .Where(file => System.IO.Path.GetFileName(file)[0] != '.' && !Reserved.Contains(System.IO.Path.GetExtension(file)))
                .OrderBy(file => file, StringComparer.Ordinal).Select(file => Make(file, parameter));
        }

        return Files(path).Select(file => Make(file, parameter) with { IsSingle = true });
    }

    private IEnumerable<HaproxyCertificate> OfList(HaproxyBind bind, HaproxyParameter parameter)
    {
        var list = ListPath(bind, parameter);
        if (_configuration.Workspace.Read(list) is not { } text) yield break;
        foreach (var entry in HaproxyCrtEntry.Read(text))
        {
            foreach (var file in Files(BasePath(entry.Path, bind)))
            {
                var made = Make(file, parameter) with { ListPath = list, Entry = entry };
                yield return entry.Names.Count > 0 ? made with { Names = entry.Names } : made;
            }
        }
    }

    private string BasePath(string path, HaproxyBind bind)
    {
        var folder = _configuration.Global("crt-base").LastOrDefault()?[1];
        return _configuration.FullPath(folder is null ? path : System.IO.Path.Combine(folder, path), bind.Line.Source.Path);
    }

    // One name may stand for a bundle of certificates with different keys (ssl-load-extra-files).
    private static IEnumerable<string> Files(string path)
    {
        var found = KeyTypes.Select(type => path + type).Where(File.Exists).ToList();
        return found.Count == 0 ? [path] : found.Contains(path) ? [path] : found;
    }

    private HaproxyCertificate Make(string path, HaproxyParameter parameter)
    {
        if (!_known.TryGetValue(path, out var known)) _known[path] = known = Describe(path);
        return new HaproxyCertificate(path, known.Names, parameter) { IsEcdsa = known.IsEcdsa };
    }

    private (IReadOnlyList<string> Names, bool IsEcdsa) Describe(string path)
    {
        try
        {
            if (_context.Files.Read(path) is not { } pem) return ([], false);
            var description = _context.Reader.Describe(_context.Reader.ReadCertificates(pem, path)[0]);
            return (description.DnsNames, description.KeyAlgorithm.StartsWith("P", StringComparison.Ordinal));
        }
        catch (SslToolsException)
        {
            // HAProxy will say what is wrong with it.
            return ([], false);
        }
    }
}
