using System.Collections.Generic;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;

namespace SslTools.Engine.Cryptography.Validation.Rules;

/// <summary>The parameters of RSASSA-PSS that the baseline requirements allow (section 7.1.3.2.1): one hash for all, its length as salt.</summary>
internal static class PssParameters
{
    private static readonly IReadOnlyDictionary<DerObjectIdentifier, int> Hashes = new Dictionary<DerObjectIdentifier, int>
    {
        [NistObjectIdentifiers.IdSha256] = 32,
        [NistObjectIdentifiers.IdSha384] = 48,
        [NistObjectIdentifiers.IdSha512] = 64,
    };

    /// <summary>Whether the parameters are allowed.</summary>
    /// <param name="parameters">RSASSA-PSS-params.</param>
    /// <returns>True when they are.</returns>
    public static bool AreAccepted(Asn1Encodable? parameters)
    {
        if (parameters is not Asn1Sequence || RsassaPssParameters.GetInstance(parameters) is not { } pss) return false;
        var hash = pss.HashAlgorithm.Algorithm;
        return Hashes.TryGetValue(hash, out var length)
            && pss.MaskGenAlgorithm.Algorithm.Equals(PkcsObjectIdentifiers.IdMgf1)
            && pss.MaskGenAlgorithm.Parameters is { } mask && AlgorithmIdentifier.GetInstance(mask).Algorithm.Equals(hash)
            && pss.SaltLength.HasValue(length) && pss.TrailerField.HasValue(1);
    }
}
