using System.Collections.Generic;
using System.IO;
using System.Linq;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.WebServers.Running;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>
/// The files that lighttpd reads a certificate from. As root it reads the store. With server.username it gives root's
/// rights away, and yet reads all again at a reload: then it gets a copy of its own, with certificate, chain and key.
/// </summary>
internal sealed class LighttpdCertificateFiles
{
    private readonly string? _copy;
    private readonly string? _account;
    private readonly BindingRequest _request;

    /// <summary>Decides.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="request">The request.</param>
    public LighttpdCertificateFiles(LighttpdConfiguration configuration, BindingRequest request)
    {
        _request = request;
        if (request.Bundle is null || !Elevation.IsElevated) return;
        _account = configuration.Setting("server.username");
        if (_account is null or "" or "root") return;
        _copy = Path.Combine(Path.GetDirectoryName(ServerFiles.Resolve(configuration.Path))!, "certs", request.CertificateName + ".pem");
    }

    /// <summary>The file with the certificate and its chain.</summary>
    public string CertificatePath => _copy ?? _request.CertificatePath;

    /// <summary>The file with the key.</summary>
    public string PrivateKeyPath => _copy ?? _request.PrivateKeyPath;

    /// <summary>What was made for lighttpd alone.</summary>
    public IReadOnlyList<string> DeployedPaths => _copy is null ? [] : [_copy];

    /// <summary>Writes the copy, where it is needed and not as it should be.</summary>
    /// <returns>The edit, or none.</returns>
    public IEnumerable<FileEdit> Edits() =>
        _copy is not null && DeployedFile.Write(_copy, DeployedFile.Combined(_request.Bundle!), true, _account) is { } edit ? [edit] : [];

    /// <summary>Removes copies that the configuration names no more.</summary>
    /// <param name="configuration">The configuration as it will be.</param>
    /// <param name="paths">The copies.</param>
    /// <returns>The edits.</returns>
    public static IEnumerable<FileEdit> Removals(LighttpdConfiguration configuration, IEnumerable<string> paths) =>
        DeployedFile.Remove(paths, path => configuration.Scopes.Any(scope => scope.Own("ssl.pemfile")?.Value.Text == path || scope.Own("ssl.privkey")?.Value.Text == path));
}
