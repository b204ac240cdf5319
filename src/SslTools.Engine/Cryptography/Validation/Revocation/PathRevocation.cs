using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SslTools.Engine.Cryptography.Validation.Revocation;

/// <summary>Puts the certificates of a path to the lists that are at hand.</summary>
internal sealed class PathRevocation
{
    private readonly List<ParsedCrl> _crls = [];
    private readonly List<PathReason> _malformed = [];
    private readonly CrlCheck _check;

    /// <summary>Reads the lists.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="verifier">Checks signatures.</param>
    public PathRevocation(PathRequest request, SignatureVerifier verifier)
    {
        _check = new CrlCheck(verifier, request.Time.UtcDateTime, request.Strict);
        foreach (var der in request.Crls)
        {
            try
            {
                _crls.Add(new ParsedCrl(der));
            }
            catch (InvalidDataException e)
            {
                _malformed.Add(new PathReason("MalformedCrl", $"A CRL can't be read: {e.Message}.", false));
            }
        }
    }

    /// <summary>Finds certificates that are revoked, or of which a list that is about them can't be relied on.</summary>
    /// <param name="path">From the anchor to the leaf.</param>
    /// <returns>What is wrong.</returns>
    public IEnumerable<PathReason> Find(IReadOnlyList<ParsedCertificate> path) =>
        _malformed.Concat(path.Skip(1).Select((certificate, i) => Find(certificate, path[i])).OfType<PathReason>());

    private PathReason? Find(ParsedCertificate certificate, ParsedCertificate issuer)
    {
        var answers = _crls.Select(crl => _check.Read(crl, certificate, issuer)).OfType<RevocationAnswer>().ToList();
        if (answers.FirstOrDefault(answer => answer.State == RevocationState.Revoked) is { } revoked)
            return new PathReason("Revoked", $"'{certificate}' was revoked {revoked.Explanation}.", false);
        if (answers.Any(answer => answer.State == RevocationState.Good)) return null;
        return answers.FirstOrDefault() is { } unknown
            ? new PathReason("RevocationUnknown", $"Whether '{certificate}' is revoked is not known: {unknown.Explanation}.", false)
            : null;
    }
}
