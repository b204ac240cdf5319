using System.Linq;
using System.Net;
using Org.BouncyCastle.Asn1.X509;

namespace SslTools.Engine.Cryptography.Validation.Rules;

/// <summary>A common name is a copy of an alternative name (baseline requirements, section 7.1.4.3); clients don't look at it.</summary>
internal sealed class CommonNameRule : ICertificateRule
{
    /// <inheritdoc/>
    public void Judge(Judgement judgement)
    {
        var request = judgement.Request;
        if (!judgement.IsWeb || !request.JudgeCommonName || judgement.Role != PathRole.Leaf || request.Purpose != SslCertificatePurpose.ServerAuthentication) return;
        var names = judgement.Extensions.AlternativeNames ?? [];
        foreach (var common in judgement.Certificate.Subject.Values(X509Name.CN))
        {
            // IPAddress writes IPv6 as RFC 5952 section 4 wants it, and IPv4 without leading zeros.
            var copied = names.Any(name => name.Tag switch
            {
                GeneralName.DnsName => name.Text == common,
                GeneralName.IPAddress => name.Octets.Length is 4 or 16 && new IPAddress(name.Octets).ToString() == common,
                _ => false,
            });
            if (!copied) judgement.Breach("CommonNameNotInNames", "has a common name that is none of its alternative names");
        }
    }
}
