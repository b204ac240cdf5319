using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using CsCheck;
using SslTools.Services.Import;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Import;

/// <summary>Cross-signs, loops, look-alikes: the right chain comes out whatever lies about, in whatever order.</summary>
public sealed class ChainSearchTests
{
    private static readonly X509Certificate2 OldRoot = TestCa.Issue("old root", ca: true);
    private static readonly ECDsa RootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly X509Certificate2 Root = TestCa.Issue("root", ca: true, key: RootKey);
    private static readonly X509Certificate2 Cross = TestCa.Issue("root", OldRoot, true, key: RootKey);
    private static readonly X509Certificate2 ExpiredCross = TestCa.Issue("root", OldRoot, true, days: 10, key: RootKey);
    private static readonly X509Certificate2 Issuer = TestCa.Issue("issuer", Root, true);
    private static readonly X509Certificate2 LookAlike = TestCa.Issue("issuer", Root, true);
    private static readonly X509Certificate2 Stranger = TestCa.Issue("stranger", Root, true);
    private static readonly X509Certificate2 Leaf = TestCa.Issue("shop", Issuer);

    [Fact]
    public async Task Without_a_cross_certificate_the_chain_ends_below_the_root() =>
        Assert.Equal([Issuer], await Chain([Leaf, Root, Issuer]));

    [Fact]
    public async Task A_cross_certificate_that_was_sent_along_is_served_so_that_clients_with_the_old_root_are_served_too() =>
        Assert.Equal([Issuer, Cross], await Chain([Leaf, Root, Cross, OldRoot, Issuer]));

    [Fact]
    public async Task A_cross_certificate_to_a_root_that_nobody_knows_is_left_out() =>
        Assert.Equal([Issuer], await Chain([Leaf, Root, Cross, Issuer]));

    [Fact]
    public async Task An_expired_cross_certificate_is_left_out() =>
        Assert.Equal([Issuer], await Chain([Leaf, Root, ExpiredCross, OldRoot, Issuer]));

    [Fact]
    public async Task Cross_certificates_that_sign_each_other_end() =>
        Assert.Equal([Issuer, Cross], (await Chain([Leaf, Issuer, Root, Cross, OldRoot, TestCa.Issue("old root", Root, true, key: OldRoot.GetECDsaPrivateKey())])).Take(2));

    [Fact]
    public async Task Order_and_noise_do_not_matter()
    {
        X509Certificate2[] heap = [Leaf, Root, Cross, OldRoot, Issuer, LookAlike, Stranger, ExpiredCross, Issuer];
        var expected = await Chain(heap);
        Assert.Equal([Issuer, Cross], expected);
        Gen.Shuffle(heap).Sample(order => Chain(order).Result.SequenceEqual(expected), iter: 60, threads: 1);
    }

    [Fact]
    public async Task A_mesh_of_look_alikes_takes_no_time()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var same = TestCa.Issue("mesh", ca: true, key: key);
        var mesh = Enumerable.Range(0, 40).Select(_ => TestCa.Issue("mesh", same, true)).Append(same).ToList();
        var leaf = TestCa.Issue("shop", same);
        var watch = Stopwatch.StartNew();
        await Chain([leaf, .. mesh], leaf);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), watch.Elapsed.ToString());
    }

    private static async Task<IReadOnlyList<X509Certificate2>> Chain(IReadOnlyList<X509Certificate2> heap, X509Certificate2? leaf = null)
    {
        using var folder = new TempFolder();
        var engine = new TestEngine();
        for (var i = 0; i < heap.Count; i++) folder.Write($"heap/{i}.pem", "noise\n" + heap[i].ExportCertificatePem());
        folder.Write("heap/key.txt", PemEncoding.WriteString("PRIVATE KEY", (leaf ?? Leaf).Key()));
        var options = new ImportOptions { Paths = [folder["heap"]], Offline = true };
        var outlook = await new ImportService(engine, engine.OpenStore(folder["store"]), new RecordingReporter()).PlanAsync(options, default);
        Assert.Empty(outlook.Failures);
        return Assert.Single(outlook.Plans).Chain.Issuers.Select(c => heap.First(h => h.RawData.SequenceEqual(c.Der))).ToList();
    }
}
