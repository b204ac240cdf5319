using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SslTools.Engine.Trust;
using SslTools.Ports;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Trust;

/// <summary>Finding databases, and what certutil is told; its answers are played.</summary>
public sealed class NssTrustStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TrustEngine _engine = new() { Installed = { ["certutil"] = "/usr/bin/certutil" } };
    private readonly SslCertificateAuthority _root = TestRoot.Create();

    public NssTrustStoreTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "The places are those of Linux.");

    private NssTrustStore Store => new(_engine, () => _folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Existing_profiles_alone_are_databases()
    {
        Assert.Empty(await Store.LocateAsync(default));
        Directory.CreateDirectory(_folder[".mozilla/firefox/Crash Reports"]);
        string[] databases =
        [
            ".mozilla/firefox/abc.default-release", ".config/mozilla/firefox/new.default", "snap/firefox/common/.mozilla/firefox/snap.default",
            ".var/app/org.mozilla.firefox/.mozilla/firefox/flat.default", "snap/chromium/current/.pki/nssdb",
        ];
        foreach (var database in databases) _folder.Write(database + "/cert9.db", "");
        Assert.Equal(databases.Select(d => _folder[d]), (await Store.LocateAsync(default)).Select(l => l.Path));
    }

    [Fact]
    public async Task The_shared_database_is_made_where_Chromium_has_none_yet()
    {
        _engine.Installed["google-chrome"] = "/usr/bin/google-chrome";
        var location = Assert.Single(await Store.LocateAsync(default));
        Assert.Equal((_folder[".pki/nssdb"], "certutil, which makes the database"), (location.Path, location.Means));
        Assert.Equal(TrustState.Absent, await Store.GetStateAsync(location, _root, default));
        await Store.InstallAsync(location, _root, default);
        Assert.Equal(
            [
                $"/usr/bin/certutil -N --empty-password -d sql:{location.Path}",
                $"/usr/bin/certutil -A -t C,, -n SslTools dev {_root.Tag()} -a -f /dev/null -d sql:{location.Path}",
            ],
            _engine.Commands);
        Assert.Equal(_root.Pem(), _engine.Inputs[1]);
    }

    [Fact]
    public async Task The_newer_place_of_the_shared_database_is_used_where_it_exists()
    {
        _engine.Installed["chromium"] = "/usr/bin/chromium";
        _folder.Write(".local/share/pki/nssdb/cert9.db", "");
        Assert.Equal(_folder[".local/share/pki/nssdb"], Assert.Single(await Store.LocateAsync(default)).Path);
        _folder.Write(".pki/nssdb/cert9.db", "");
        Assert.Equal(_folder[".pki/nssdb"], Assert.Single(await Store.LocateAsync(default)).Path);
    }

    [Fact]
    public async Task A_database_that_can_not_be_made_leaves_nothing_behind()
    {
        _engine.Installed["chromium"] = "/usr/bin/chromium";
        var location = Assert.Single(await Store.LocateAsync(default));
        _engine.Play = arguments => arguments[0] == "-A" ? new ProcessResult(255, "", "certutil: bad certificate") : TrustEngine.Ok();
        var error = await Assert.ThrowsAsync<SslToolsException>(() => Store.InstallAsync(location, _root, default));
        Assert.Contains("bad certificate", error.Message);
        Assert.False(Directory.Exists(location.Path));
    }

    [Fact]
    public async Task A_missing_certutil_is_a_reason_with_the_package_to_install()
    {
        _folder.Write(".mozilla/firefox/abc.default/cert9.db", "");
        _engine.Installed.Clear();
        var location = Assert.Single(await Store.LocateAsync(default));
        Assert.Contains("libnss3-tools", location.Unavailable);
        Assert.Equal(TrustState.Unknown, await Store.GetStateAsync(location, _root, default));
    }

    [Theory]
    [InlineData("C,,  ", TrustState.Trusted)]
    [InlineData("CT,C,C", TrustState.Trusted)]
    [InlineData(",,   ", TrustState.Incomplete)]
    [InlineData("p,p,p", TrustState.Incomplete)]
    public async Task The_state_is_told_by_certificate_and_flags(string flags, TrustState expected)
    {
        var location = Database($"Imported by hand - Example    {flags}", _root.Pem());
        Assert.Equal(expected, await Store.GetStateAsync(location, _root, default));
        Assert.Equal(TrustState.Absent, await Store.GetStateAsync(location, TestRoot.Create(), default));
    }

    [Fact]
    public async Task A_foreign_nickname_that_stands_for_several_certificates_is_not_touched()
    {
        var location = Database("Same Root    C,,", _root.Pem() + TestRoot.Create().Pem());
        var error = await Assert.ThrowsAsync<SslToolsException>(() => Store.UninstallAsync(location, _root, default));
        Assert.Contains("Same Root", error.Message);
        Assert.DoesNotContain(_engine.Commands, c => c.Contains(" -D "));
    }

    private TrustStoreLocation Database(string row, string pem)
    {
        var location = new TrustStoreLocation("Nss", Path.GetDirectoryName(_folder.Write("db/cert9.db", ""))!, "certutil");
        _engine.Play = arguments => TrustEngine.Ok(
            arguments[0] != "-L" ? "" : arguments.Contains("-n") ? pem
            : $"\nCertificate Nickname                        Trust Attributes\n                                            SSL,S/MIME,JAR/XPI\n\n{row}\n");
        return location;
    }
}
