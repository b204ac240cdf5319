using System;
using System.Linq;
using Org.BouncyCastle.Asn1.X509;

namespace SslTools.Engine.Cryptography.Validation.Rules;

/// <summary>The subject alternative name (RFC 5280 section 4.2.1.6; baseline requirements, section 7.1.2.7.12).</summary>
internal sealed class AlternativeNameRule : ICertificateRule
{
    /// <inheritdoc/>
    public void Judge(Judgement judgement)
    {
        var critical = judgement.Extensions.IsCritical(X509Extensions.SubjectAlternativeName);
        if (judgement.Certificate.Subject.IsEmpty && critical == false)
            judgement.Breach("WrongCriticality", "has no subject, and its alternative names are not critical");
        if (judgement.Role == PathRole.Leaf)
        {
            if (critical is null) judgement.Breach("NoAlternativeName", "has no alternative names");
            else if (critical == true && judgement.IsWeb && !judgement.Certificate.Subject.IsEmpty)
                judgement.Breach("WrongCriticality", "has a subject, and its alternative names are critical");
        }

        foreach (var name in judgement.Extensions.AlternativeNames ?? [])
        {
            if (!IsProper(name)) judgement.Breach("BadAlternativeName", $"has the alternative name '{name}', which is none");
            else if (judgement.IsWeb && IsWholeDomain(name)) judgement.Breach("WholeDomain", $"has the alternative name '{name}', a wildcard for a top-level domain");
        }
    }

    /// <summary>Whether a name is written so that it means something.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True when it is.</returns>
    public static bool IsProper(AlternativeName name) => name.Tag switch
    {
        GeneralName.DnsName => NameSyntax.IsHostOrWildcard(name.Text),
        GeneralName.IPAddress => name.Octets.Length is 4 or 16,
        GeneralName.Rfc822Name => NameSyntax.IsMailbox(name.Text),
        GeneralName.UniformResourceIdentifier => Uri.TryCreate(name.Text, UriKind.Absolute, out _),
        GeneralName.DirectoryName => !name.Directory!.IsEmpty,
        _ => true,
    };

    private static bool IsWholeDomain(AlternativeName name) =>
        name.Tag == GeneralName.DnsName && name.Text.StartsWith("*.", StringComparison.Ordinal) && name.Text.Count(c => c == '.') == 1;
}
