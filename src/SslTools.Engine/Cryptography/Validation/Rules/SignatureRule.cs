using System.Collections.Generic;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.EdEC;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X9;

namespace SslTools.Engine.Cryptography.Validation.Rules;

/// <summary>Signature algorithms (baseline requirements, section 7.1.3.2).</summary>
internal sealed class SignatureRule : ICertificateRule
{
    // With whether the parameters must be NULL (RSA, RFC 4055) or absent (RFC 5758, RFC 8410).
    private static readonly Dictionary<DerObjectIdentifier, bool> Accepted = new()
    {
        [PkcsObjectIdentifiers.Sha256WithRsaEncryption] = true,
        [PkcsObjectIdentifiers.Sha384WithRsaEncryption] = true,
        [PkcsObjectIdentifiers.Sha512WithRsaEncryption] = true,
        [X9ObjectIdentifiers.ECDsaWithSha256] = false,
        [X9ObjectIdentifiers.ECDsaWithSha384] = false,
        [X9ObjectIdentifiers.ECDsaWithSha512] = false,
        [EdECObjectIdentifiers.id_Ed25519] = false,
        [EdECObjectIdentifiers.id_Ed448] = false,
    };

    /// <inheritdoc/>
    public void Judge(Judgement judgement)
    {
        var signature = judgement.Certificate.InnerSignature;
        var algorithm = signature.Algorithm;
        if (algorithm.Equals(PkcsObjectIdentifiers.IdRsassaPss))
        {
            if (!PssParameters.AreAccepted(signature.Parameters)) Weak(judgement, "RSASSA-PSS with other parameters than those of SHA-256, SHA-384 and SHA-512");
        }
        else if (!Accepted.TryGetValue(algorithm, out var wantsNull))
        {
            // Roots from before 2016 have signed themselves with SHA-1, on which nobody relies.
            if (judgement.Role == PathRole.Anchor && algorithm.Equals(PkcsObjectIdentifiers.Sha1WithRsaEncryption)) return;
            Weak(judgement, Name(algorithm));
        }
        else if (wantsNull ? signature.Parameters is not Asn1Null : signature.Parameters is not null)
        {
            judgement.Breach("BadSignatureParameters", $"is signed with {Name(algorithm)} with wrong parameters");
        }
    }

    // An anchor's own signature is not relied on, so that it breaks the profile alone.
    private static void Weak(Judgement judgement, string algorithm)
    {
        if (judgement.Role == PathRole.Anchor) judgement.Breach("WeakSignature", $"is signed with {algorithm}");
        else judgement.Refuse("WeakSignature", $"is signed with {algorithm}, which clients refuse");
    }

    private static string Name(DerObjectIdentifier algorithm) =>
        Org.BouncyCastle.Security.SignerUtilities.GetEncodingName(algorithm) ?? algorithm.Id;
}
