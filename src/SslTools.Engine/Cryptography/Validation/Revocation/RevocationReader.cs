using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SslTools.Ports;

namespace SslTools.Engine.Cryptography.Validation.Revocation;

/// <summary>Reads CRLs, OCSP responses and the extensions that lead to them.</summary>
public sealed class RevocationReader : IRevocationReader
{
    // Extended, domain, organization and individual validation.
    private static readonly string[] BaselinePolicies = ["2.23.140.1.1", "2.23.140.1.2.1", "2.23.140.1.2.2", "2.23.140.1.2.3"];

    private static readonly DerObjectIdentifier TlsFeature = new("1.3.6.1.5.5.7.1.24");
    private static readonly DerObjectIdentifier TimestampList = new("1.3.6.1.4.1.11129.2.4.2");

    /// <inheritdoc/>
    public CertificatePromises ReadPromises(byte[] certificate)
    {
        try
        {
            var extensions = new ParsedCertificate(certificate).Extensions;
            return new CertificatePromises
            {
                IsPublic = extensions.Policies?.Any(BaselinePolicies.Contains) == true,
                OcspAddresses = Addresses((extensions.AuthorityAccess ?? [])
                    .Where(access => access.AccessMethod.Equals(AccessDescription.IdADOcsp)).Select(access => access.AccessLocation)),
                CrlAddresses = Addresses((extensions.DistributionPoints ?? [])
                    .Select(point => point.DistributionPointName).Where(name => name is { Type: DistributionPointName.FullName })
                    .SelectMany(name => GeneralNames.GetInstance(name.Name).GetNames())),
                MustStaple = extensions.Value(TlsFeature) is { } features && Features(features).Contains(5),
                Timestamps = extensions.Value(TimestampList) is { } list ? SignedTimestamps.Read(list) : null,
            };
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or IOException)
        {
            throw SslError.MalformedCertificate("the certificate", e);
        }
    }

    /// <inheritdoc/>
    public byte[] CreateOcspRequest(byte[] certificate, byte[] issuer) =>
        OcspIdentity.Request(new ParsedCertificate(certificate), new ParsedCertificate(issuer));

    /// <inheritdoc/>
    public RevocationAnswer ReadOcsp(byte[] response, byte[] certificate, byte[] issuer, DateTimeOffset time)
    {
        var check = new OcspCheck(new ParsedCertificate(certificate), new ParsedCertificate(issuer), time);
        try
        {
            return check.Read(response);
        }
        catch (Exception e)
        {
            // Whatever the parser says of what came from outside.
            return new RevocationAnswer(RevocationState.Unknown, "the responder's answer can't be read: " + e.Message.TrimEnd('.'));
        }
    }

    /// <inheritdoc/>
    public RevocationAnswer ReadCrl(byte[] crl, byte[] certificate, byte[] issuer, DateTimeOffset time)
    {
        var check = new CrlCheck(new SignatureVerifier(new WorkBudget()), time.UtcDateTime, false);
        try
        {
            return check.Read(new ParsedCrl(crl), new ParsedCertificate(certificate), new ParsedCertificate(issuer))
                ?? new RevocationAnswer(RevocationState.Unknown, "the CRL is about other certificates");
        }
        catch (InvalidDataException e)
        {
            return new RevocationAnswer(RevocationState.Unknown, "the CRL can't be read: " + e.Message);
        }
    }

    private static IReadOnlyList<Uri> Addresses(IEnumerable<GeneralName> names) => names
        .Where(name => name.TagNo == GeneralName.UniformResourceIdentifier)
        .Select(name => Uri.TryCreate(DerIA5String.GetInstance(name.Name).GetString(), UriKind.Absolute, out var address) ? address : null)
        .OfType<Uri>().Where(address => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps).Distinct().ToList();

    private static IEnumerable<int> Features(byte[] der) =>
        Asn1Sequence.GetInstance(Asn1Object.FromByteArray(der)).Select(feature => DerInteger.GetInstance(feature).IntValueExact);
}
