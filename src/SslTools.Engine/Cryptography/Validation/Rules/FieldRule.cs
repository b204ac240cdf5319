namespace SslTools.Engine.Cryptography.Validation.Rules;

/// <summary>Version, serial number, names and unique identifiers (RFC 5280 section 4.1).</summary>
internal sealed class FieldRule : ICertificateRule
{
    private const int MaxSerialBits = (8 * 20) - 1;

    /// <inheritdoc/>
    public void Judge(Judgement judgement)
    {
        var certificate = judgement.Certificate;
        if (certificate.Version != 3) judgement.Breach("NotVersion3", $"has version {certificate.Version}, not 3");
        if (!certificate.InnerSignature.Equals(certificate.OuterSignature))
            judgement.Refuse("SignatureAlgorithmMismatch", "names one signature algorithm within what is signed and another beside the signature");
        if (certificate.Issuer.IsEmpty) judgement.Refuse("EmptyIssuer", "names no issuer");
        if (judgement.IsIssuer && certificate.Subject.IsEmpty) judgement.Refuse("EmptySubject", "is a CA and has no subject");
        if (certificate.HasUniqueIdentifiers) judgement.Breach("UniqueIdentifier", "has a unique identifier of issuer or subject, which is obsolete");

        // Some root programs list roots with the serial number 0 from before this rule.
        if (judgement.Role == PathRole.Anchor) return;
        if (certificate.Serial.SignValue <= 0 || certificate.Serial.BitLength > MaxSerialBits)
            judgement.Breach("BadSerialNumber", "has a serial number that is not positive, or longer than 20 bytes");
    }
}
