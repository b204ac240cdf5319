using System.Collections.Generic;

namespace SslTools;

/// <summary>A path that was found, or why there is none.</summary>
/// <param name="Path">The certificate, its issuers and the trust anchor, DER; null where no path is good.</param>
/// <param name="Reasons">Why there is none: those of the candidate that came furthest first; empty where there is a path.</param>
/// <param name="Remarks">Breaches of a profile on the path that was found, where they don't refuse it.</param>
/// <param name="SignatureChecks">How many signatures were checked.</param>
public sealed record PathResult(
    IReadOnlyList<byte[]>? Path, IReadOnlyList<PathReason> Reasons, IReadOnlyList<PathReason> Remarks, int SignatureChecks)
{
    /// <summary>The path to the anchor, also where it is good and only the certificate at its end is refused.</summary>
    public IReadOnlyList<byte[]>? Built { get; init; }

    /// <summary>Whether there is a path.</summary>
    public bool IsValid => Path is not null;
}

/// <summary>Something wrong with a certificate or with a path.</summary>
/// <param name="Id">A stable name, such as <c>Expired</c>.</param>
/// <param name="Message">What was found, naming the certificate.</param>
/// <param name="IsProfile">Whether it breaks a profile only, so that most clients accept it all the same.</param>
public sealed record PathReason(string Id, string Message, bool IsProfile);
