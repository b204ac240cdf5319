using System;
using System.Linq;
using System.Net;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Pkcs;

namespace SslTools.Engine.Cryptography;

/// <content>Certification requests.</content>
public sealed partial class CertificateReader
{
    /// <inheritdoc/>
    public byte[] ReadRequest(byte[] content, string path)
    {
        try
        {
            var der = Pem.ReadOne("CERTIFICATE REQUEST", content) ?? Pem.ReadOne("NEW CERTIFICATE REQUEST", content) ?? content;
            return new Pkcs10CertificationRequest(der).GetDerEncoded();
        }
        catch (Exception e) when (e is not SslToolsException)
        {
            throw SslError.MalformedRequest(path, "it holds no PKCS#10 request", e);
        }
    }

    /// <inheritdoc/>
    public SubjectNames ReadRequestNames(byte[] request)
    {
        try
        {
            var parsed = new Pkcs10CertificationRequest(request);
            if (!parsed.Verify()) throw SslError.MalformedRequest("the request", "its signature does not match its key");
            var names = Names(parsed.GetRequestedExtensions());
            var dns = names.Where(name => name.TagNo == GeneralName.DnsName).Select(name => DerIA5String.GetInstance(name.Name).GetString()).ToList();
            var addresses = names.Where(name => name.TagNo == GeneralName.IPAddress)
                .Select(name => new IPAddress(Asn1OctetString.GetInstance(name.Name).GetOctets())).ToList();
            if (dns.Count == 0 && addresses.Count == 0) dns.AddRange(parsed.GetCertificationRequestInfo().Subject.GetValueList(X509Name.CN));
            return SubjectNames.Parse(dns, addresses);
        }
        catch (Exception e) when (e is not SslToolsException)
        {
            throw SslError.MalformedRequest("the request", e.Message, e);
        }
    }
}
