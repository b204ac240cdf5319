using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SslTools.Services.Health;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Services;

/// <summary>What is asked of certificates that say they are from a public CA, and of no others.</summary>
public sealed class HealthOfPublicCertificatesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestEngine _engine = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("2018-04-01", 825)]
    [InlineData("2020-08-31", 825)]
    [InlineData("2020-09-01", 398)]
    [InlineData("2026-03-14", 398)]
    [InlineData("2026-03-15", 200)]
    [InlineData("2027-03-15", 100)]
    [InlineData("2029-03-14", 100)]
    [InlineData("2029-03-15", 47)]
    public async Task The_longest_lifetime_goes_by_the_date_of_issue(string issued, int days)
    {
        var from = DateTimeOffset.Parse(issued, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        X509Extension[] more = [Policy("2.23.140.1.2.1"), Timestamps(2)];

        // Both ends count, so that a certificate to the same second of the last day is one second too long.
        Assert.Equal("", await Test(from, days - 1, more));
        Assert.Equal("LifetimeTooLong", await Test(from, days, more));
    }

    [Fact]
    public async Task Lifetime_and_timestamps_are_looked_at()
    {
        Assert.Equal("FewTimestamps, LifetimeTooLong", await Test(365, Policy("2.23.140.1.2.1")));
        Assert.Equal("FewTimestamps", await Test(199, Policy("2.23.140.1.2.1"), Timestamps(1)));
        Assert.Equal("", await Test(199, Policy("2.23.140.1.2.1"), Timestamps(2)));
    }

    [Fact]
    public async Task Of_private_ones_only_Apples_limit_counts()
    {
        Assert.Equal("", await Test(365));
        Assert.Equal("", await Test(365, Policy("1.2.3.4")));
        Assert.Equal("LifetimeTooLong", await Test(900));
    }

    [Fact]
    public async Task Must_staple_is_told() =>
        Assert.Equal("MustStaple", await Test(365, new X509Extension("1.3.6.1.5.5.7.1.24", [0x30, 3, 2, 1, 5], false)));

    [Fact]
    public async Task A_list_of_timestamps_that_is_cut_off_is_malformed() =>
        Assert.Equal("MalformedCertificate", await Test(365, new X509Extension("1.3.6.1.4.1.11129.2.4.2", [4, 4, 0, 9, 0, 1], false)));

    private static X509Extension Policy(string policy)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteObjectIdentifier(policy);
        return new X509Extension("2.5.29.32", writer.Encode(), false);
    }

    private static X509Extension Timestamps(int count)
    {
        // version, log, time, no extensions, algorithm, a signature that nobody checks.
        byte[] one = [0, .. new byte[32], 0, 0, 1, 0x9A, 0, 0, 0, 0, 0, 0, 4, 3, 0, 2, 0x30, 0];
        var list = Enumerable.Repeat<IEnumerable<byte>>([0, (byte)one.Length, .. one], count).SelectMany(item => item).ToArray();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString([0, (byte)list.Length, .. list]);
        return new X509Extension("1.3.6.1.4.1.11129.2.4.2", writer.Encode(), false);
    }

    private Task<string> Test(int days, params X509Extension[] more) => Test(TestCa.NotBefore, days, more);

    private async Task<string> Test(DateTimeOffset from, int days, X509Extension[] more)
    {
        using var root = TestCa.Issue("root", ca: true, days: 5000, from: from);
        using var leaf = TestCa.Issue("shop", root, days: days, from: from, more: more);
        var options = new HealthOptions { TrustAnchors = [root.RawData], At = from.AddDays(1) };
        var findings = await new CertificateHealth(_engine, _engine.OpenStore(_folder["store"]), options).TestAsync("shop", leaf.RawData, [], default);
        return string.Join(", ", findings.Select(finding => finding.Id).Order());
    }
}
