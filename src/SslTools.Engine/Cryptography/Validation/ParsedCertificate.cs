using System;
using System.Collections.Generic;
using System.IO;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Math;

namespace SslTools.Engine.Cryptography.Validation;

/// <summary>A certificate taken apart (RFC 5280 section 4.1), each part as it stands there; rules judge it.</summary>
internal sealed class ParsedCertificate
{
    private const int MaxBytes = 1 << 20;

    /// <summary>Takes a certificate apart.</summary>
    /// <param name="der">The certificate.</param>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public ParsedCertificate(byte[] der)
    {
        Der = der;
        try
        {
            if (der.Length > MaxBytes) throw new InvalidDataException("it is too large");
            DerShape.Check(der);
            Signed = DerShape.FirstWithin(der);
            var certificate = Parts(Asn1Object.FromByteArray(der), 3);
            OuterSignature = AlgorithmIdentifier.GetInstance(certificate[1]);
            Signature = DerBitString.GetInstance(certificate[2]).GetOctets();
            var fields = new Queue<Asn1Encodable>(Asn1Sequence.GetInstance(certificate[0]));
            Version = Tagged(fields, 0) is { } version ? DerInteger.GetInstance(version, true).IntValueExact + 1 : 1;
            Serial = DerInteger.GetInstance(fields.Dequeue()).Value;
            InnerSignature = AlgorithmIdentifier.GetInstance(fields.Dequeue());
            Issuer = new DirectoryName(fields.Dequeue().ToAsn1Object());
            var validity = Parts(fields.Dequeue(), 2);
            NotBefore = new CertificateTime(validity[0].ToAsn1Object());
            NotAfter = new CertificateTime(validity[1].ToAsn1Object());
            Subject = new DirectoryName(fields.Dequeue().ToAsn1Object());
            PublicKey = SubjectPublicKeyInfo.GetInstance(fields.Dequeue());
            PublicKeyId = Convert.ToBase64String(PublicKey.GetDerEncoded());
            HasUniqueIdentifiers = Tagged(fields, 1) is not null | Tagged(fields, 2) is not null;
            Extensions = new ExtensionSet(Tagged(fields, 3) is { } extensions ? Asn1Sequence.GetInstance(extensions, true) : DerSequence.Empty);
            if (fields.Count > 0) throw new InvalidDataException("it has a field that certificates don't have");
        }
        catch (Exception e) when (e is not InvalidDataException)
        {
            throw new InvalidDataException(e.Message.TrimEnd('.'), e);
        }
    }

    /// <summary>The certificate.</summary>
    public byte[] Der { get; }

    /// <summary>What the issuer signed.</summary>
    public byte[] Signed { get; }

    /// <summary>The issuer's signature.</summary>
    public byte[] Signature { get; }

    /// <summary>The algorithm beside the signature.</summary>
    public AlgorithmIdentifier OuterSignature { get; }

    /// <summary>The algorithm within what is signed.</summary>
    public AlgorithmIdentifier InnerSignature { get; }

    /// <summary>The version, 3 today.</summary>
    public int Version { get; }

    /// <summary>The serial number.</summary>
    public BigInteger Serial { get; }

    /// <summary>The issuer.</summary>
    public DirectoryName Issuer { get; }

    /// <summary>The subject.</summary>
    public DirectoryName Subject { get; }

    /// <summary>Start of validity.</summary>
    public CertificateTime NotBefore { get; }

    /// <summary>End of validity, inclusive.</summary>
    public CertificateTime NotAfter { get; }

    /// <summary>The subject's key.</summary>
    public SubjectPublicKeyInfo PublicKey { get; }

    /// <summary>The subject's key as a string to compare.</summary>
    public string PublicKeyId { get; }

    /// <summary>Whether it has an issuerUniqueID or a subjectUniqueID.</summary>
    public bool HasUniqueIdentifiers { get; }

    /// <summary>Its extensions.</summary>
    public ExtensionSet Extensions { get; }

    /// <summary>Whether issuer and subject are the same (RFC 5280 section 3.2).</summary>
    public bool IsSelfIssued => Issuer.Key == Subject.Key;

    /// <summary>The certificate as messages name it.</summary>
    /// <returns>The subject, or the first alternative name.</returns>
    public override string ToString() => Subject.IsEmpty && Extensions.AlternativeNames is { } names ? names[0].ToString() : Subject.ToString();

    private static Asn1Sequence Parts(Asn1Encodable value, int count)
    {
        var parts = Asn1Sequence.GetInstance(value);
        return parts.Count == count ? parts : throw new InvalidDataException($"it has {parts.Count} parts where there should be {count}");
    }

    private static Asn1TaggedObject? Tagged(Queue<Asn1Encodable> fields, int tag)
    {
        if (fields.Count == 0 || fields.Peek() is not Asn1TaggedObject tagged || !tagged.HasContextTag(tag)) return null;
        fields.Dequeue();
        return tagged;
    }
}
