namespace SslTools.Engine.Cryptography.Validation.Rules;

/// <summary>All rules about single certificates.</summary>
internal static class CertificateRules
{
    private static readonly ICertificateRule[] All =
    [
        new FieldRule(),
        new ValidityRule(),
        new ExtensionRule(),
        new KeyIdentifierRule(),
        new PublicKeyRule(),
        new SignatureRule(),
        new AuthorityRule(),
        new UsageRule(),
        new AlternativeNameRule(),
        new CommonNameRule(),
    ];

    /// <summary>Puts a certificate to all rules.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="role">Its place.</param>
    /// <param name="request">What is asked.</param>
    /// <returns>What was found.</returns>
    public static Judgement Judge(ParsedCertificate certificate, PathRole role, PathRequest request)
    {
        var judgement = new Judgement(certificate, role, request);
        foreach (var rule in All) rule.Judge(judgement);
        return judgement;
    }
}
