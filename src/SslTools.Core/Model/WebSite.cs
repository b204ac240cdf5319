using System.Collections.Generic;

namespace SslTools;

/// <summary>A site of a web server, as its configuration says.</summary>
/// <param name="Names">Its names, as written.</param>
/// <param name="Listeners">What it listens on, over TCP.</param>
/// <param name="Place">Its file and line.</param>
/// <param name="CertificatePath">The certificate's file, as the server will read it; null where it has none.</param>
public sealed record WebSite(IReadOnlyList<string> Names, IReadOnlyList<WebListener> Listeners, string Place, string? CertificatePath);

/// <summary>An address and port that a site listens on.</summary>
/// <param name="Address">The address as written, without brackets; <c>*</c> for every one.</param>
/// <param name="Port">The port.</param>
/// <param name="IsTls">Whether it speaks TLS there.</param>
/// <param name="ProxyProtocol">Whether clients send a PROXY protocol header first.</param>
public sealed record WebListener(string Address, int Port, bool IsTls, bool ProxyProtocol);
