using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SslTools.Engine.Cryptography;
using SslTools.Engine.Storage;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Storage;

/// <summary>Processes that are killed at random instants while they issue and replace certificates.</summary>
public sealed class CrashSafetyTests : IDisposable
{
    private const int Kills = 25;

    private readonly TempFolder _folder = new();
    private readonly CertificateReader _reader = new();
    private readonly Dictionary<string, int> _seen = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_kill_at_any_instant_leaves_the_store_whole()
    {
        var random = new Random(20261123);
        var store = new CertificateStore(new FileStore(_folder.Path), _reader, new ManualClock());
        for (var kill = 0; kill < Kills; kill++)
        {
            await IssueUntilKilled(TimeSpan.FromMilliseconds(random.Next(0, 120)));
            await CheckAll(store);
        }

        // The next run goes on, and clears away what the kills left.
        foreach (var name in await store.ListAsync(default)) await Replace(store, name);
        await CheckAll(store);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["certificates"], ".*"));
        Assert.Empty(Directory.GetDirectories(_folder["trash"]));
        foreach (var versions in Directory.GetDirectories(_folder["versions", "certificates"]).Where(f => _seen.ContainsKey(Path.GetFileName(f))))
            Assert.All(Directory.GetDirectories(versions), folder => Assert.True(int.Parse(Path.GetFileName(folder)) <= _seen[Path.GetFileName(versions)]));
    }

    // The child is killed some time after it has begun to issue; the instant differs from round to round.
    private async Task IssueUntilKilled(TimeSpan after)
    {
        var loop = $$"""
            for ($i = 0; ; $i++) {
                $null = New-SelfSignedSslCertificate "n$($i % 3).example" -Force -StorePath '{{_folder.Path}}'
                if ($i -eq 0) { 'issuing' }
            }
            """;
        using var child = TestShell.Start(new Dictionary<string, string>(), TestShell.Import, loop);
        var line = await child.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("issuing", line);
        await Task.Delay(after);
        child.Kill();
        await child.WaitForExitAsync();
    }

    private async Task CheckAll(CertificateStore store)
    {
        var names = await store.ListAsync(default);
        Assert.NotEmpty(names);
        foreach (var name in names)
        {
            var certificate = Assert.IsType<SslCertificate>(await store.FindAsync(name, 0, default));
            var bundle = certificate.GetBundle();
            Assert.Equal(certificate.Thumbprint, _reader.Describe(bundle.Leaf).Thumbprint);
            Assert.True(_reader.KeyMatches(bundle.Leaf, bundle.PrivateKey!));

            // What a server reads under the stable path is of one piece too.
            Assert.Equal(File.ReadAllText(certificate.CertificatePath!), File.ReadAllText(certificate.FullChainPath!));
            Assert.Equal(bundle.PrivateKey, Pem.ReadOne(Pem.PrivateKey, File.ReadAllBytes(certificate.PrivateKeyPath!)));
            Assert.True(certificate.Version >= _seen.GetValueOrDefault(name), "a version was lost");
            _seen[name] = certificate.Version;
        }
    }

    private async Task Replace(CertificateStore store, string name)
    {
        var issued = new CertificateIssuer().IssueSelfSigned(new CertificateTemplate
        {
            Names = SubjectNames.Parse([name]),
            NotBefore = DateTimeOffset.UnixEpoch,
            NotAfter = DateTimeOffset.UnixEpoch.AddDays(1),
        });
        var saved = await store.SaveAsync(name, issued, new CertificateOrigin { Source = SslCertificateSource.SelfSigned }, true, default);
        _seen[name] = saved.Version;
    }
}
