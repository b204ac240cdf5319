using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SslTools.Engine.Trust;
using SslTools.Ports;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Trust;

/// <summary>Finding each Java, and what keytool is told; its answers are played.</summary>
public sealed class JavaTrustStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TrustEngine _engine = new();
    private readonly SslCertificateAuthority _root = TestRoot.Create();
    private string? _javaHome;

    public JavaTrustStoreTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "The places are written as on Linux.");

    private JavaTrustStore Store => new(_engine, () => _javaHome);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_keytool_of_the_search_path_leads_to_its_Java()
    {
        var cacerts = _folder.Write("shared/cacerts", "");
        var tool = _folder.Write("jdk/bin/keytool", "");
        Directory.CreateDirectory(_folder["jdk/lib/security"]);
        Directory.CreateDirectory(_folder["usr/bin"]);
        File.CreateSymbolicLink(_folder["jdk/lib/security/cacerts"], cacerts);
        _engine.Installed["keytool"] = File.CreateSymbolicLink(_folder["usr/bin/keytool"], tool).FullName;
        var location = Assert.Single(await Store.LocateAsync(default));
        Assert.Equal((cacerts, null), (location.Path, location.Unavailable));
    }

    [Fact]
    public async Task Java_home_is_one_more_and_Java_8_has_its_place()
    {
        var eight = _folder.Write("jdk8/jre/lib/security/cacerts", "");
        var other = _folder.Write("jdk/lib/security/cacerts", "");
        _engine.Installed["keytool"] = _folder.Write("jdk/bin/keytool", "");
        _javaHome = _folder["jdk8"];
        Assert.Equal([eight, other], (await Store.LocateAsync(default)).Select(l => l.Path));
        _javaHome = _folder["jdk"];
        Assert.Equal([other], (await Store.LocateAsync(default)).Select(l => l.Path));
    }

    [Fact]
    public async Task No_Java_is_no_store_and_no_keytool_is_a_reason()
    {
        Assert.Empty(await Store.LocateAsync(default));
        _folder.Write("jre/lib/security/cacerts", "");
        _javaHome = _folder["jre"];
        var location = Assert.Single(await Store.LocateAsync(default));
        Assert.Contains("keytool", location.Unavailable);
        Assert.Equal(TrustState.Unknown, await Store.GetStateAsync(location, _root, default));
    }

    [Fact]
    public async Task The_root_is_found_under_any_alias_and_removed_under_each()
    {
        _engine.Installed["keytool"] = "/bin/keytool";
        var location = new TrustStoreLocation("Java", "/cacerts", "keytool");
        var own = $"ssltools-dev-{_root.Tag().ToLowerInvariant()}";
        _engine.Play = arguments => TrustEngine.Ok(arguments[0] != "-list" ? "" : Listing(("debian:other.pem", TestRoot.Create()), (own, _root), ("by hand", _root)));
        Assert.Equal(TrustState.Trusted, await Store.GetStateAsync(location, _root, default));
        Assert.Equal(TrustState.Absent, await Store.GetStateAsync(location, TestRoot.Create(), default));
        _engine.Commands.Clear();
        await Store.UninstallAsync(location, _root, default);
        const string rest = "-keystore /cacerts -storepass changeit -J-Duser.language=en";
        Assert.Equal(
            [$"/bin/keytool -list -rfc {rest}", $"/bin/keytool -delete -alias {own} {rest}", $"/bin/keytool -delete -alias by hand {rest}"], _engine.Commands);
    }

    [Fact]
    public async Task Installing_hands_over_the_root_on_standard_input()
    {
        _engine.Installed["keytool"] = "/bin/keytool";
        await Store.InstallAsync(new TrustStoreLocation("Java", "/cacerts", "keytool"), _root, default);
        Assert.StartsWith($"/bin/keytool -importcert -noprompt -alias ssltools-dev-{_root.Tag().ToLowerInvariant()} -keystore /cacerts ", Assert.Single(_engine.Commands));
        Assert.Equal(_root.Pem(), Assert.Single(_engine.Inputs));
    }

    private static string Listing(params (string Alias, SslCertificateAuthority Root)[] entries) =>
        "Keystore type: JKS\n\n" + string.Concat(entries.Select(e => $"Alias name: {e.Alias}\nCreation date: Nov 23, 2026\n\n{e.Root.Pem()}\n\n*****\n\n"));
}
