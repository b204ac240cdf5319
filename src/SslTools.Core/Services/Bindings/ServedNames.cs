using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Which certificate of the store a server's configuration names. The store is listed once, however many sites there are.</summary>
public sealed class ServedNames
{
    private readonly ICertificateStore _certificates;
    private readonly IReadOnlyList<BindingRecord> _records;
    private HashSet<string>? _names;

    private ServedNames(ICertificateStore certificates, IReadOnlyList<BindingRecord> records)
    {
        _certificates = certificates;
        _records = records;
    }

    /// <summary>Reads what is remembered.</summary>
    /// <param name="certificates">Its certificates.</param>
    /// <param name="bindings">Its bindings.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The names.</returns>
    public static async Task<ServedNames> ReadAsync(ICertificateStore certificates, IBindingStore bindings, CancellationToken cancellationToken) =>
        new(certificates, await bindings.ListAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Finds the certificate: by the copy that was made for a binding, otherwise by its own path.</summary>
    /// <param name="server">The web server.</param>
    /// <param name="hostNames">The site's names.</param>
    /// <param name="port">The port.</param>
    /// <param name="path">The file that the configuration names.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Its name in the store, or null.</returns>
    public async Task<string?> FindAsync(string server, IReadOnlyList<string> hostNames, int port, string path, CancellationToken cancellationToken)
    {
        _names ??= new HashSet<string>(await _certificates.ListAsync(cancellationToken).ConfigureAwait(false), StringComparer.Ordinal);
        var record = _records.FirstOrDefault(r => r.Server == server && r.Port == port && hostNames.Contains(r.HostName) && r.DeployedPaths.Contains(path));
        if (record is not null && _names.Contains(record.CertificateName)) return record.CertificateName;

        // The store's paths end in NAME/file, and never change while the certificate is there.
        var name = Path.GetFileName(Path.GetDirectoryName(path));
        if (string.IsNullOrEmpty(name) || !_names.Contains(name)) return null;
        var certificate = await _certificates.FindAsync(name, 0, cancellationToken).ConfigureAwait(false);
        return certificate is not null && Path.GetFullPath(certificate.FullChainPath ?? "/") == Path.GetFullPath(path) ? name : null;
    }
}
