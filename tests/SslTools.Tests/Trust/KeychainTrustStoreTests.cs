using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SslTools.Engine.Trust;
using SslTools.Ports;
using Xunit;

namespace SslTools.Tests.Trust;

/// <summary>The commands that macOS gets; its answers are played.</summary>
public sealed class KeychainTrustStoreTests
{
    private const string System = "/Library/Keychains/System.keychain";
    private const string Login = "/Users/me/Library/Keychains/login.keychain-db";

    private readonly TrustEngine _engine = new();
    private readonly SslCertificateAuthority _root = TestRoot.Create();

    private KeychainTrustStore Store => new(_engine);

    [Theory]
    [InlineData(System, "security add-trusted-cert -d -r trustRoot -k " + System)]
    [InlineData(Login, "security add-trusted-cert -r trustRoot -k " + Login)]
    public async Task Installing_hands_over_a_file_with_the_root(string keychain, string command)
    {
        var handed = "";
        _engine.Play = arguments =>
        {
            handed = File.ReadAllText(arguments[^1]);
            return TrustEngine.Ok();
        };
        await Store.InstallAsync(Location(keychain), _root, default);
        var file = Assert.Single(_engine.Commands)[(command.Length + 1)..];
        Assert.Equal($"{command} {file}", _engine.Commands[0]);
        Assert.Equal(_root.Pem(), handed);
        Assert.False(File.Exists(file));
    }

    [Theory]
    [InlineData(false, 0, TrustState.Absent)]
    [InlineData(true, 1, TrustState.Incomplete)]
    [InlineData(true, 0, TrustState.Trusted)]
    public async Task The_state_is_told_by_fingerprint_and_by_verifying(bool present, int verified, TrustState expected)
    {
        Answer(present ? _root : TestRoot.Create(), verified);
        Assert.Equal(expected, await Store.GetStateAsync(Location(System), _root, default));
        Assert.Equal($"security find-certificate -a -Z {System}", _engine.Commands[0]);
        if (present) Assert.Matches("^security verify-cert -c .* -p ssl -l -L$", _engine.Commands[1]);
    }

    [Theory]
    [InlineData(0, "remove-trusted-cert -d ")]
    [InlineData(1, null)]
    public async Task Removing_takes_settings_and_certificate(int verified, string? settings)
    {
        Answer(_root, verified);
        await Store.UninstallAsync(Location(System), _root, default);
        Assert.Equal(settings is not null, _engine.Commands.Any(c => c.StartsWith("security " + (settings ?? "remove-trusted-cert"), StringComparison.Ordinal)));
        Assert.Equal($"security delete-certificate -Z {_root.Thumbprint} {System}", _engine.Commands[^1]);
    }

    [Fact]
    public async Task A_refusal_is_quoted()
    {
        _engine.Play = _ => new ProcessResult(1, "", "SecTrustSettingsSetTrustSettings: The authorization was denied.");
        var error = await Assert.ThrowsAsync<SslToolsException>(() => Store.InstallAsync(Location(Login), _root, default));
        Assert.Equal("TrustStoreFailed", error.ErrorId);
        Assert.Contains("authorization was denied", error.Message);
    }

    private static TrustStoreLocation Location(string keychain) => new("System", keychain, "security");

    private void Answer(SslCertificateAuthority present, int verified) => _engine.Play = arguments => arguments[0] switch
    {
        "find-certificate" => TrustEngine.Ok($"SHA-256 hash: {present.Sha256Fingerprint}\nSHA-1 hash: {present.Thumbprint}\nkeychain: \"{System}\"\n"),
        "verify-cert" => new ProcessResult(verified, "", ""),
        _ => TrustEngine.Ok(),
    };
}
