using System;
using System.Collections.Generic;
using SslTools.Ports;

namespace SslTools.Services.Health;

/// <summary>What checks know besides the certificate.</summary>
/// <param name="Now">The time to check for.</param>
/// <param name="Reader">Reads certificates and keys.</param>
/// <param name="Files">Who may read a file.</param>
/// <param name="Anchors">The roots that this machine trusts.</param>
/// <param name="LocalRoots">The roots of the store's authorities, DER.</param>
internal sealed record HealthContext(
    DateTime Now, ICertificateReader Reader, IProtectedFiles Files, ITrustAnchors Anchors, IReadOnlyList<byte[]> LocalRoots);
