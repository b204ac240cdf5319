using Org.BouncyCastle.Asn1.X509;

namespace SslTools.Engine.Cryptography.Validation.Rules;

/// <summary>Who may issue certificates (RFC 5280 sections 4.2.1.3 and 4.2.1.9, 6.1.4 (k) and (n)).</summary>
internal sealed class AuthorityRule : ICertificateRule
{
    /// <inheritdoc/>
    public void Judge(Judgement judgement)
    {
        var constraints = judgement.Extensions.BasicConstraints;
        var usage = judgement.Extensions.KeyUsage;
        var isAuthority = constraints?.IsAuthority == true;
        if (usage is not null && usage.Any(KeyUsage.KeyCertSign) && !isAuthority)
            judgement.Breach("SignsWithoutAuthority", "has the key usage of a CA and is none");
        if (constraints is { IsAuthority: false, PathLength: not null })
            judgement.Breach("PathLengthWithoutAuthority", "has a path length and is no CA");
        if (!judgement.IsIssuer)
        {
            if (isAuthority && judgement.IsWeb) judgement.Breach("AuthorityAsLeaf", "is a CA where an end entity is wanted");
            return;
        }

        if (!isAuthority)
        {
            judgement.Refuse("NotAnAuthority", "has issued a certificate and is no CA");
            return;
        }

        if (judgement.Extensions.IsCritical(X509Extensions.BasicConstraints) == false)
            judgement.Breach("WrongCriticality", "is a CA and its basic constraints are not critical");
        if (usage is null) judgement.Breach("NoKeyUsage", "is a CA and has no key usage");
        else if (!usage.Any(KeyUsage.KeyCertSign)) judgement.Refuse("NotASigner", "has issued a certificate and its key usage is not to sign certificates");
    }
}
