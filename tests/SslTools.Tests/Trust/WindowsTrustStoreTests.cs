using System;
using System.Threading.Tasks;
using SslTools.Engine.Trust;
using SslTools.Ports;
using Xunit;

namespace SslTools.Tests.Trust;

/// <summary>.NET keeps a Root store for each account on Linux too, so the same code runs there against files.</summary>
public sealed class WindowsTrustStoreTests
{
    private readonly WindowsTrustStore _store = new(new TrustEngine());
    private readonly TrustStoreLocation _location = new("System", @"CurrentUser\Root", "");

    [Fact]
    public async Task A_root_goes_in_and_comes_out_and_no_other()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the platform would ask for consent.");
        var (root, other) = (TestRoot.Create(), TestRoot.Create());
        try
        {
            await _store.InstallAsync(_location, other, default);
            Assert.Equal(TrustState.Absent, await _store.GetStateAsync(_location, root, default));
            await _store.InstallAsync(_location, root, default);
            Assert.Equal(TrustState.Trusted, await _store.GetStateAsync(_location, root, default));
            await _store.UninstallAsync(_location, root, default);
            Assert.Equal(TrustState.Absent, await _store.GetStateAsync(_location, root, default));
            Assert.Equal(TrustState.Trusted, await _store.GetStateAsync(_location, other, default));
        }
        finally
        {
            await _store.UninstallAsync(_location, root, default);
            await _store.UninstallAsync(_location, other, default);
        }
    }

    [Fact]
    public async Task It_exists_on_Windows_alone() =>
        Assert.Equal(OperatingSystem.IsWindows(), (await _store.LocateAsync(default)).Count > 0);
}
