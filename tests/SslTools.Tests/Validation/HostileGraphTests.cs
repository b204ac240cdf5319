using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SslTools.Engine.Cryptography.Validation;
using Xunit;

namespace SslTools.Tests.Validation;

/// <summary>Graphs in which there are more paths than a validator can follow. What is counted is work, not time.</summary>
public class HostileGraphTests
{
    private const int MostSignatureChecks = 100;
    private static readonly DateTimeOffset Now = TestCa.NotBefore.AddDays(1);

    [Fact]
    public void A_mesh_of_cross_signs_below_a_root_that_permits_none_of_it_is_given_up()
    {
        using var root = TestCa.Issue("root", ca: true, more: Permitting("elsewhere.example"));
        var (leaf, mesh) = Mesh(root, 6, 5);
        var result = Validate(leaf, [root], mesh);
        Assert.Contains("TooCostly", result.Reasons.Select(reason => reason.Id));
        Assert.InRange(result.SignatureChecks, 1, MostSignatureChecks);
    }

    [Fact]
    public void Paths_through_few_keys_are_checked_once_per_key_however_many_there_are()
    {
        using var root = TestCa.Issue("root", ca: true, more: Permitting("elsewhere.example"));
        var (leaf, mesh) = Mesh(root, 2, 6);
        var result = Validate(leaf, [root], mesh);
        Assert.False(result.IsValid);

        // Two from the leaf's issuers, four between layers, two to the root: each edge of the graph once.
        Assert.InRange(result.SignatureChecks, 1, mesh.Count + 1);
    }

    [Fact]
    public void A_mesh_that_leads_to_a_good_root_is_a_path_of_few_checks()
    {
        using var root = TestCa.Issue("root", ca: true);
        var (leaf, mesh) = Mesh(root, 5, 4);
        var result = Validate(leaf, [root], mesh);
        Assert.True(result.IsValid);
        Assert.Equal(6, result.Path!.Count);
        Assert.Equal(5, result.SignatureChecks);
    }

    [Fact]
    public void What_leads_to_no_anchor_costs_no_signature_check()
    {
        using var root = TestCa.Issue("root", ca: true);
        using var other = TestCa.Issue("other", ca: true);
        var (leaf, mesh) = Mesh(root, 5, 4);
        var result = Validate(leaf, [other], mesh);
        Assert.Equal("NoTrustAnchor", Assert.Single(result.Reasons).Id);
        Assert.Equal(0, result.SignatureChecks);
    }

    [Fact]
    public void Two_that_sign_each_other_are_no_endless_path()
    {
        using var root = TestCa.Issue("root", ca: true);
        using var keyA = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var keyB = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var a = TestCa.Issue("a", ca: true, key: keyA);
        using var b = TestCa.Issue("b", a, true, key: keyB);
        using var aFromB = TestCa.Issue("a", b, true, key: keyA);
        using var aFromRoot = TestCa.Issue("a", root, true, key: keyA);
        using var leaf = TestCa.Issue("shop", b);
        Assert.False(Validate(leaf, [root], [a, b, aFromB]).IsValid);
        Assert.Equal(4, Validate(leaf, [root], [a, b, aFromB, aFromRoot]).Path!.Count);
    }

    [Fact]
    public void Deep_nesting_and_lengths_beyond_the_end_are_malformed()
    {
        using var root = TestCa.Issue("root", ca: true);
        byte[][] hostile =
        [
            [], [0x30], [0x30, 0x80, 0, 0], [0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF], [.. root.RawData, 0], root.RawData[..^1],
            [.. Enumerable.Range(0, 10_000).SelectMany(_ => new byte[] { 0x30, 0x82, 0xFF, 0xFF })],
            Nested(60),
        ];
        foreach (var der in hostile)
        {
            var result = new PathValidator().Validate(new PathRequest(der, [root.RawData], Now));
            Assert.Equal("MalformedCertificate", Assert.Single(result.Reasons).Id);
        }
    }

    private static byte[] Nested(int depth)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        for (var i = 0; i < depth; i++) writer.PushSequence();
        for (var i = 0; i < depth; i++) writer.PopSequence();
        return writer.Encode();
    }

    // Layers of CAs, each certified by all of the layer above: width to the power of depth paths.
    private static (X509Certificate2 Leaf, IReadOnlyList<X509Certificate2> Mesh) Mesh(X509Certificate2 root, int width, int depth)
    {
        var mesh = new List<X509Certificate2>();
        IReadOnlyList<X509Certificate2> above = [root];
        for (var layer = 0; layer < depth; layer++)
        {
            var next = new List<X509Certificate2>();
            for (var i = 0; i < (layer == depth - 1 ? 1 : width); i++)
            {
                var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
                var certificates = above.Select(issuer => TestCa.Issue($"ca {layer} {i}", issuer, true, key: key)).ToList();
                mesh.AddRange(certificates);
                next.Add(certificates[0]);
            }

            above = next;
        }

        return (TestCa.Issue("shop", above[0]), mesh);
    }

    private static X509Extension Permitting(string name)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        using (writer.PushSequence())
            writer.WriteCharacterString(UniversalTagNumber.IA5String, name, new Asn1Tag(TagClass.ContextSpecific, 2));
        return new X509Extension("2.5.29.30", writer.Encode(), true);
    }

    private static PathResult Validate(X509Certificate2 leaf, IEnumerable<X509Certificate2> anchors, IEnumerable<X509Certificate2> others) =>
        new PathValidator().Validate(new PathRequest(leaf.RawData, anchors.Select(a => a.RawData).ToList(), Now)
        {
            Intermediates = others.Select(c => c.RawData).ToList(),
            Rules = PathRules.Rfc5280,
        });
}
