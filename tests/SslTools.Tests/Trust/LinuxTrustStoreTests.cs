using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SslTools.Engine.Trust;
using SslTools.Ports;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Trust;

/// <summary>Each family of Linux below a folder of its own, its tool played by the test.</summary>
public sealed class LinuxTrustStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TrustEngine _engine = new();
    private readonly SslCertificateAuthority _root = TestRoot.Create();

    public LinuxTrustStoreTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "For Linux.");

    private LinuxTrustStore Store => new(_engine, _folder.Path);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("usr/local/share/ca-certificates", "etc/ssl/certs/ca-certificates.crt", "update-ca-certificates")]
    [InlineData("etc/pki/ca-trust/source/anchors", "etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "update-ca-trust extract")]
    [InlineData("etc/ca-certificates/trust-source/anchors", "etc/ca-certificates/extracted/tls-ca-bundle.pem", "trust extract-compat")]
    [InlineData("etc/pki/trust/anchors", "var/lib/ca-certificates/ca-bundle.pem", "update-ca-certificates")]
    public async Task Every_family_trusts_and_forgets_a_root(string anchors, string bundle, string command)
    {
        var location = await Machine(anchors, bundle, command);
        var other = TestRoot.Create();
        await Store.InstallAsync(location, other, default);
        Assert.Equal(TrustState.Absent, await State(location));

        await Store.InstallAsync(location, _root, default);
        Assert.Equal(TrustState.Trusted, await State(location));
        var anchor = Path.Combine(location.Path, $"ssltools-dev-{_root.Tag().ToLowerInvariant()}.crt");
        Assert.Equal(_root.Pem(), File.ReadAllText(anchor));
        Assert.Equal("-rw-r--r--", Mode(anchor));

        await Store.UninstallAsync(location, _root, default);
        Assert.Equal(TrustState.Absent, await State(location));
        Assert.Equal(TrustState.Trusted, await Store.GetStateAsync(location, other, default));
        Assert.Equal([command, command, command], _engine.Commands);
    }

    [Fact]
    public async Task A_tool_that_fails_leaves_nothing_behind_and_is_quoted()
    {
        var location = await Machine();
        _engine.Play = _ => new ProcessResult(1, "", "no space left\n");
        var error = await Assert.ThrowsAsync<SslToolsException>(() => Store.InstallAsync(location, _root, default));
        Assert.Equal("TrustStoreFailed", error.ErrorId);
        Assert.Contains("update-ca-trust: no space left", error.Message);
        Assert.Empty(Directory.GetFiles(location.Path));
    }

    [Fact]
    public async Task A_tool_that_succeeds_without_doing_it_is_a_failure()
    {
        var location = await Machine();
        _engine.Play = _ => TrustEngine.Ok();
        await Assert.ThrowsAsync<SslToolsException>(() => Store.InstallAsync(location, _root, default));
        Assert.Empty(Directory.GetFiles(location.Path));
    }

    [Fact]
    public async Task A_removal_that_fails_puts_the_anchor_back()
    {
        var location = await Machine();
        await Store.InstallAsync(location, _root, default);
        _engine.Play = _ => new ProcessResult(1, "", "locked");
        await Assert.ThrowsAsync<SslToolsException>(() => Store.UninstallAsync(location, _root, default));
        Assert.Equal(TrustState.Trusted, await State(location));
        Assert.Equal("-rw-r--r--", Mode(Assert.Single(Directory.GetFiles(location.Path))));
    }

    [Fact]
    public async Task An_interrupted_change_is_completed_by_either_command()
    {
        var location = await Machine();
        var anchor = Path.Combine(location.Path, "by-hand.crt");
        File.WriteAllText(anchor, _root.Pem());
        Assert.Equal(TrustState.Incomplete, await State(location));
        await Store.InstallAsync(location, _root, default);
        Assert.Equal(TrustState.Trusted, await State(location));
        Assert.Equal([anchor], Directory.GetFiles(location.Path));

        File.Delete(anchor);
        Assert.Equal(TrustState.Incomplete, await State(location));
        await Store.UninstallAsync(location, _root, default);
        Assert.Equal(TrustState.Absent, await State(location));
    }

    [Fact]
    public async Task A_file_with_other_certificates_is_never_removed()
    {
        var location = await Machine();
        var others = Path.Combine(location.Path, "bundle.pem");
        File.WriteAllText(others, _root.Pem() + TestRoot.Create().Pem());
        await Store.InstallAsync(location, TestRoot.Create(), default);
        var error = await Assert.ThrowsAsync<SslToolsException>(() => Store.UninstallAsync(location, _root, default));
        Assert.Contains("still holds the root", error.Message);
        Assert.True(File.Exists(others));
    }

    [Fact]
    public async Task Debian_is_told_what_was_removed()
    {
        var location = await Machine("usr/local/share/ca-certificates", "etc/ssl/certs/ca-certificates.crt", "update-ca-certificates");
        _folder.Write("etc/debian_version", "12.1\n");
        _folder.Write("etc/ca-certificates.conf", "mozilla/Some_Root.crt");
        await Store.InstallAsync(location, _root, default);
        var play = _engine.Play;
        var told = "";
        _engine.Play = arguments =>
        {
            told = File.ReadAllText(arguments[1]);
            return play(arguments);
        };
        await Store.UninstallAsync(location, _root, default);
        Assert.Equal($"mozilla/Some_Root.crt\n!ssltools-dev-{_root.Tag().ToLowerInvariant()}.crt\n", told);
        var configuration = _engine.Commands[^1].Split(' ')[2];
        Assert.Equal($"update-ca-certificates --certsconf {configuration}", _engine.Commands[^1]);
        Assert.False(File.Exists(configuration));
    }

    [Fact]
    public async Task It_says_what_it_lacks()
    {
        Assert.Empty(await Store.LocateAsync(default));
        await Machine();
        _engine.IsElevated = false;
        Assert.Equal("only root may change it", Assert.Single(await Store.LocateAsync(default)).Unavailable);
        _engine.Installed.Clear();
        Assert.Equal("the program 'update-ca-trust' is not installed", Assert.Single(await Store.LocateAsync(default)).Unavailable);
    }

    private Task<TrustState> State(TrustStoreLocation location) => Store.GetStateAsync(location, _root, default);

    private static string Mode(string path) => Programs.Run("ls", "-l", path).Succeeded().Output[..10];

    // Its tool puts all anchors together, as the real ones do.
    private async Task<TrustStoreLocation> Machine(
        string anchors = "etc/pki/ca-trust/source/anchors", string bundle = "etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
        string command = "update-ca-trust extract")
    {
        Directory.CreateDirectory(_folder[anchors]);
        _folder.Write(bundle, "");
        var tool = command.Split(' ')[0];
        _engine.Installed[tool] = $"/usr/sbin/{tool}";
        _engine.Play = _ =>
        {
            File.WriteAllText(_folder[bundle], string.Concat(Directory.GetFiles(_folder[anchors]).Order().Select(File.ReadAllText)));
            return TrustEngine.Ok();
        };
        var location = Assert.Single(await Store.LocateAsync(default));
        Assert.Equal(("System", _folder[anchors], null), (location.Kind, location.Path, location.Unavailable));
        return location;
    }
}
