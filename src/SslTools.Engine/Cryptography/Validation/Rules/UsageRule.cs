using System.Linq;
using Org.BouncyCastle.Asn1.X509;

namespace SslTools.Engine.Cryptography.Validation.Rules;

/// <summary>
/// What a certificate may be used for (RFC 5280 sections 4.2.1.3 and 4.2.1.12). The purposes of a CA limit those of what it
/// issues, as all clients of the web have it.
/// </summary>
internal sealed class UsageRule : ICertificateRule
{
    /// <inheritdoc/>
    public void Judge(Judgement judgement)
    {
        ExtendedKeyUsage(judgement);
        if (judgement.Role != PathRole.Leaf || judgement.Extensions.KeyUsage is not { } usage) return;
        if (judgement.Request.Purpose != SslCertificatePurpose.Any && !usage.Any(UsagesOf(judgement.Request.Purpose)))
            judgement.Refuse("WrongKeyUsage", "has a key usage that TLS can't use");
        var wanted = (int)judgement.Request.KeyUsage;
        if ((usage.Bits & wanted) != wanted) judgement.Refuse("WrongKeyUsage", $"lacks a key usage of {judgement.Request.KeyUsage}");
    }

    private static void ExtendedKeyUsage(Judgement judgement)
    {
        if (judgement.Request.Purpose == SslCertificatePurpose.Any) return;
        var purpose = (judgement.Request.Purpose == SslCertificatePurpose.ClientAuthentication ? KeyPurposeID.id_kp_clientAuth : KeyPurposeID.id_kp_serverAuth).Id;
        var purposes = judgement.Extensions.ExtendedKeyUsage;
        var isLeaf = judgement.Role == PathRole.Leaf;
        if (purposes is null)
        {
            if (isLeaf && judgement.IsWeb) judgement.Breach("NoExtendedKeyUsage", "has no extended key usage");
            return;
        }

        var any = purposes.Contains(KeyPurposeID.AnyExtendedKeyUsage.Id);
        if (!any && !purposes.Contains(purpose)) judgement.Refuse("WrongExtendedKeyUsage", "may not be used for this purpose");
        if (!judgement.IsWeb) return;
        if (isLeaf && any) judgement.Breach("AnyExtendedKeyUsage", "may be used for any purpose");
        if (isLeaf && judgement.Extensions.IsCritical(X509Extensions.ExtendedKeyUsage) == true)
            judgement.Breach("WrongCriticality", "has an extended key usage that is critical");
        if (judgement.Role == PathRole.Anchor) judgement.Breach("RootWithExtendedKeyUsage", "is a root and has an extended key usage");
    }

    private static int UsagesOf(SslCertificatePurpose purpose) => purpose == SslCertificatePurpose.ClientAuthentication
        ? KeyUsage.DigitalSignature | KeyUsage.KeyAgreement
        : KeyUsage.DigitalSignature | KeyUsage.KeyEncipherment | KeyUsage.KeyAgreement;
}
