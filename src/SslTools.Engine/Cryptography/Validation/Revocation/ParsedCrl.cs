using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Math;

namespace SslTools.Engine.Cryptography.Validation.Revocation;

/// <summary>A certificate revocation list taken apart (RFC 5280 section 5.1).</summary>
internal sealed class ParsedCrl
{
    private static readonly HashSet<string> KnownEntryExtensions =
        [X509Extensions.ReasonCode.Id, X509Extensions.InvalidityDate.Id, X509Extensions.CertificateIssuer.Id];

    private readonly Dictionary<(string Issuer, BigInteger Serial), (CertificateTime Date, int Reason)> _revoked = [];

    /// <summary>Takes a list apart.</summary>
    /// <param name="der">The list.</param>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public ParsedCrl(byte[] der)
    {
        try
        {
            DerShape.Check(der);
            Signed = DerShape.FirstWithin(der);
            var crl = Asn1Sequence.GetInstance(Asn1Object.FromByteArray(der));
            OuterSignature = AlgorithmIdentifier.GetInstance(crl[1]);
            Signature = DerBitString.GetInstance(crl[2]).GetOctets();
            var fields = new Queue<Asn1Encodable>(Asn1Sequence.GetInstance(crl[0]));
            Version = fields.Peek() is DerInteger ? DerInteger.GetInstance(fields.Dequeue()).IntValueExact + 1 : 1;
            InnerSignature = AlgorithmIdentifier.GetInstance(fields.Dequeue());
            Issuer = new DirectoryName(fields.Dequeue().ToAsn1Object());
            ThisUpdate = new CertificateTime(fields.Dequeue().ToAsn1Object());
            if (fields.Count > 0 && fields.Peek() is Asn1UtcTime or Asn1GeneralizedTime) NextUpdate = new CertificateTime(fields.Dequeue().ToAsn1Object());
            var entries = fields.Count > 0 && fields.Peek() is Asn1Sequence ? Asn1Sequence.GetInstance(fields.Dequeue()) : DerSequence.Empty;
            Extensions = new ExtensionSet(fields.Count > 0 ? Asn1Sequence.GetInstance((Asn1TaggedObject)fields.Dequeue(), true) : DerSequence.Empty);
            if (Extensions.Value(X509Extensions.IssuingDistributionPoint) is { } scope) Scope = IssuingDistributionPoint.GetInstance(scope);
            ReadEntries(entries);
        }
        catch (Exception e) when (e is not InvalidDataException)
        {
            throw new InvalidDataException(e.Message.TrimEnd('.'), e);
        }
    }

    /// <summary>What the issuer signed.</summary>
    public byte[] Signed { get; }

    /// <summary>The signature.</summary>
    public byte[] Signature { get; }

    /// <summary>The algorithm beside the signature.</summary>
    public AlgorithmIdentifier OuterSignature { get; }

    /// <summary>The algorithm within what is signed.</summary>
    public AlgorithmIdentifier InnerSignature { get; }

    /// <summary>The version, 2 today.</summary>
    public int Version { get; }

    /// <summary>Who issued it.</summary>
    public DirectoryName Issuer { get; }

    /// <summary>When.</summary>
    public CertificateTime ThisUpdate { get; }

    /// <summary>When the next one is due, or null.</summary>
    public CertificateTime? NextUpdate { get; }

    /// <summary>Its extensions.</summary>
    public ExtensionSet Extensions { get; }

    /// <summary>Which certificates it is about (RFC 5280 section 5.2.5), or null for all of its issuer.</summary>
    public IssuingDistributionPoint? Scope { get; }

    /// <summary>A critical extension of an entry that is not known here, so that the list can't be used.</summary>
    public string? UnknownEntryExtension { get; private set; }

    /// <summary>Looks for a certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>When and why it was revoked, or null.</returns>
    public (CertificateTime Date, int Reason)? Find(ParsedCertificate certificate) =>
        _revoked.TryGetValue((certificate.Issuer.Key, certificate.Serial), out var entry) ? entry : null;

    private void ReadEntries(Asn1Sequence entries)
    {
        var issuer = Issuer.Key;
        foreach (var item in entries)
        {
            var entry = Asn1Sequence.GetInstance(item);
            var reason = CrlReason.Unspecified;
            if (entry.Count > 2)
            {
                var extensions = new ExtensionSet(Asn1Sequence.GetInstance(entry[2]));
                UnknownEntryExtension ??= extensions.Critical.FirstOrDefault(oid => !KnownEntryExtensions.Contains(oid));
                if (extensions.Value(X509Extensions.ReasonCode) is { } code) reason = DerEnumerated.GetInstance(code).IntValueExact;

                // In an indirect list it holds for the entries that follow too (section 5.3.3).
                if (extensions.Value(X509Extensions.CertificateIssuer) is { } other)
                    issuer = AlternativeName.ReadAll(Asn1Object.FromByteArray(other)).First(name => name.Directory is not null).Directory!.Key;
            }

            _revoked[(issuer, DerInteger.GetInstance(entry[0]).Value)] = (new CertificateTime(entry[1].ToAsn1Object()), reason);
        }
    }
}
