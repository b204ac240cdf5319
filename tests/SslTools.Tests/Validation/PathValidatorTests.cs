using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using SslTools.Engine.Cryptography.Validation;
using Xunit;

namespace SslTools.Tests.Validation;

public class PathValidatorTests
{
    private static readonly DateTimeOffset Now = TestCa.NotBefore.AddDays(1);

    [Fact]
    public void What_a_profile_forbids_refuses_only_strictly()
    {
        using var root = TestCa.Issue("root", ca: true);
        using var leaf = TestCa.Issue("shop", root);
        var request = new PathRequest(leaf.RawData, [root.RawData], Now);
        Assert.Equal("CommonNameNotInNames", Assert.Single(new PathValidator().Validate(request).Reasons).Id);
        var lenient = new PathValidator().Validate(request with { Strict = false });
        Assert.True(lenient.IsValid);
        Assert.Equal("CommonNameNotInNames", Assert.Single(lenient.Remarks).Id);
        Assert.Empty(new PathValidator().Validate(request with { Rules = PathRules.Rfc5280 }).Remarks);
    }

    [Fact]
    public void A_certificate_that_is_refused_by_itself_still_has_its_issuers()
    {
        using var root = TestCa.Issue("root", ca: true);
        using var leaf = TestCa.Issue("shop", root);
        var result = Validate(leaf, root, name: "other.example");
        Assert.False(result.IsValid);
        Assert.Equal("NameNotCovered", Assert.Single(result.Reasons).Id);
        Assert.Equal([leaf.RawData, root.RawData], result.Built);
    }

    [Fact]
    public void Who_trusts_an_end_entity_needs_no_issuer_for_it()
    {
        using var leaf = TestCa.Issue("shop");
        Assert.Equal([leaf.RawData], Validate(leaf, leaf).Path);
    }

    [Fact]
    public void Trust_in_an_end_entity_is_no_trust_in_what_its_key_signs()
    {
        using var leaf = TestCa.Issue("shop");
        using var below = TestCa.Issue("below", leaf);
        Assert.Contains("NotAnAuthority", Validate(below, leaf).Reasons.Select(reason => reason.Id));
    }

    [Theory]
    [InlineData("1.2.3", "1.2.3", true)]
    [InlineData("1.2.3", "1.2.4", false)]
    [InlineData("1.2.3", null, false)]
    [InlineData("2.5.29.32.0", "1.2.3", true)]
    [InlineData(null, "1.2.3", false)]
    public void Where_a_policy_is_required_there_must_be_one_that_the_issuers_allow(string? ca, string? leaf, bool expected)
    {
        using var root = TestCa.Issue("root", ca: true);
        using var intermediate = TestCa.Issue("ca", root, true, more: [RequireExplicit(), .. Policies(ca)]);
        using var certificate = TestCa.Issue("shop", intermediate, more: [.. Policies(leaf)]);
        var result = Validate(certificate, root, intermediate);
        Assert.Equal(expected, result.IsValid);
        if (!expected) Assert.Equal("NoValidPolicy", Assert.Single(result.Reasons).Id);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void The_last_second_lasts_until_it_is_over(int seconds, bool expected)
    {
        using var root = TestCa.Issue("root", ca: true);
        using var leaf = TestCa.Issue("shop", root);
        var end = new DateTimeOffset(leaf.NotAfter.ToUniversalTime());
        var time = seconds switch { 0 => end.AddMilliseconds(999), 1 => end.AddSeconds(1), _ => end };
        Assert.Equal(expected, new PathValidator().Validate(new PathRequest(leaf.RawData, [root.RawData], time) { Rules = PathRules.Rfc5280 }).IsValid);
    }

    private static X509Extension RequireExplicit()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence()) writer.WriteInteger(0, new Asn1Tag(TagClass.ContextSpecific, 0));
        return new X509Extension("2.5.29.36", writer.Encode(), true);
    }

    private static IEnumerable<X509Extension> Policies(string? policy)
    {
        if (policy is null) yield break;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteObjectIdentifier(policy);
        yield return new X509Extension("2.5.29.32", writer.Encode(), false);
    }

    private static PathResult Validate(X509Certificate2 leaf, X509Certificate2 root, X509Certificate2? intermediate = null, string? name = null) =>
        new PathValidator().Validate(new PathRequest(leaf.RawData, [root.RawData], Now)
        {
            Intermediates = intermediate is null ? [] : [intermediate.RawData],
            Names = name is null ? [] : [new PeerName(PeerNameKind.Dns, name)],
            Rules = PathRules.Rfc5280,
        });
}
