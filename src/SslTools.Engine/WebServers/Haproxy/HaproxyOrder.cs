using System.Collections.Generic;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>What one name shall get in one section.</summary>
/// <param name="HostName">The name.</param>
/// <param name="Port">The port.</param>
/// <param name="ListPath">The crt-list of the section and port.</param>
/// <param name="PemPath">The certificate with its key.</param>
/// <param name="CertificateNames">The names that stand in the certificate.</param>
internal sealed record HaproxyOrder(string HostName, int Port, string ListPath, string PemPath, IReadOnlyList<string> CertificateNames)
{
    /// <summary>Whether the name is an address, which no client sends: the default certificate answers to it.</summary>
    public bool IsAddress => System.Net.IPAddress.TryParse(HostName, out _);
}
