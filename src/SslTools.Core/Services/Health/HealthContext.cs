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
/// <param name="Promises">What the certificate promises; nothing where it can't be read.</param>
/// <param name="Path">The path to an anchor, or why there is none; null where the certificate can't be read.</param>
/// <param name="Purpose">What the certificate is for.</param>
/// <param name="HasOwnAnchors">Whether the user gave the only anchors that count.</param>
internal sealed record HealthContext(
    DateTime Now, ICertificateReader Reader, IProtectedFiles Files, ITrustAnchors Anchors, IReadOnlyList<byte[]> LocalRoots,
    CertificatePromises Promises, PathResult? Path, SslCertificatePurpose Purpose, bool HasOwnAnchors);
