namespace SslTools;

/// <summary>A certificate with what it says of itself.</summary>
/// <param name="Der">The certificate.</param>
/// <param name="Description">What it says.</param>
public sealed record DescribedCertificate(byte[] Der, CertificateDescription Description)
{
    /// <summary>Whether it names itself as issuer (RFC 5280 section 3.2).</summary>
    public bool IsSelfIssued => Description.Subject == Description.Issuer;

    /// <summary>The certificate as messages name it.</summary>
    /// <returns>The subject, or where that is empty the first name.</returns>
    public override string ToString() => Description.Subject.Length > 0 ? Description.Subject : string.Join(", ", Description.DnsNames);
}
