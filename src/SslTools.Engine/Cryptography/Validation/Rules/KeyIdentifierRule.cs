using System.Linq;

namespace SslTools.Engine.Cryptography.Validation.Rules;

/// <summary>Key identifiers (RFC 5280 sections 4.2.1.1 and 4.2.1.2; baseline requirements, sections 7.1.2.1.3 and 7.1.2.11.1).</summary>
internal sealed class KeyIdentifierRule : ICertificateRule
{
    /// <inheritdoc/>
    public void Judge(Judgement judgement)
    {
        var (authority, subject) = (judgement.Extensions.AuthorityKey, judgement.Extensions.SubjectKey);
        if (judgement.IsIssuer && subject is null) judgement.Breach("NoSubjectKeyIdentifier", "is a CA and has no subject key identifier");
        if (authority is null)
        {
            // A self-signed certificate may leave it out, and so may an anchor, whose issuer nobody looks for.
            if (judgement.Role != PathRole.Anchor && !judgement.Certificate.IsSelfIssued)
                judgement.Breach("NoAuthorityKeyIdentifier", "has no authority key identifier");
            return;
        }

        if (authority.KeyIdentifier is null) judgement.Breach("NoAuthorityKeyIdentifier", "has an authority key identifier without key identifier");
        if (authority.HasIssuer != authority.HasSerial)
            judgement.Breach("BadAuthorityKeyIdentifier", "names its issuer's certificate by half, in its authority key identifier");
        if (!judgement.IsWeb) return;
        if (authority.HasIssuer || authority.HasSerial)
            judgement.Breach("BadAuthorityKeyIdentifier", "names its issuer's certificate in its authority key identifier");
        if (judgement.Role == PathRole.Anchor && judgement.Certificate.IsSelfIssued && subject is not null
            && authority.KeyIdentifier is { } key && !key.SequenceEqual(subject))
            judgement.Breach("BadAuthorityKeyIdentifier", "is a root and its two key identifiers differ");
    }
}
