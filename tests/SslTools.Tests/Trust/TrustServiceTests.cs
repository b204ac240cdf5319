using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine;
using SslTools.Ports;
using SslTools.Services;
using Xunit;

namespace SslTools.Tests.Trust;

public sealed class TrustServiceTests
{
    private readonly TrustEngine _engine = new();
    private readonly FakeStore _store = new();
    private readonly SslCertificateAuthority _root = TestRoot.Create();

    public TrustServiceTests() => _engine.TrustStores = [new FakeStore { Name = "Alpha" }, _store];

    private TrustService Service => new(_engine, _engine);

    [Fact]
    public void The_system_comes_first_and_names_have_any_case()
    {
        Assert.Equal(["System", "Alpha"], Service.Select([]));
        Assert.Equal(["System", "Alpha"], Service.Select(["alpha", "SYSTEM", "Alpha"]));
        var error = Assert.Throws<SslToolsException>(() => Service.Select(["alpha", "beta"]));
        Assert.Equal(("UnknownTrustStore", "beta"), (error.ErrorId, error.Target));
        Assert.Contains("System, Alpha", error.RecommendedAction);
    }

    [Fact]
    public void Every_adapter_is_found_by_itself()
    {
        var stores = new EngineServices().TrustStores;
        Assert.Equal(typeof(EngineServices).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(ITrustStore))).ToHashSet(), stores.Select(s => s.GetType()).ToHashSet());
        Assert.Equal(["System", "Java", "Nss"], TrustService.Kinds(stores));
    }

    [Fact]
    public async Task A_kind_without_a_store_is_an_error_only_when_named()
    {
        _store.Locations = [];
        Assert.Empty(await Service.LocateAsync("System", false, default));
        var error = await Assert.ThrowsAsync<SslToolsException>(() => Service.LocateAsync("System", true, default));
        Assert.Equal("TrustStoreNotFound", error.ErrorId);
    }

    [Theory]
    [InlineData(true, TrustState.Trusted, SslTrustResult.AlreadyInstalled)]
    [InlineData(false, TrustState.Absent, SslTrustResult.NotInstalled)]
    [InlineData(true, TrustState.Absent, null)]
    [InlineData(true, TrustState.Incomplete, null)]
    [InlineData(false, TrustState.Incomplete, null)]
    [InlineData(false, TrustState.Trusted, null)]
    public async Task What_is_so_already_is_settled(bool install, TrustState state, SslTrustResult? expected)
    {
        _store.State = state;
        Assert.Equal(expected, (await Plan(install)).Settled?.Result);
        Assert.Equal("", _store.Changes);
    }

    [Fact]
    public async Task An_unavailable_store_is_a_warning_by_default_and_an_error_when_named()
    {
        _store.Locations = [new TrustStoreLocation("System", "/store", "a tool", "only root may change it")];
        var settled = (await Plan(true)).Settled!;
        Assert.Equal((SslTrustResult.Skipped, "only root may change it"), (settled.Result, settled.Reason));
        Assert.Contains("only root may change it", Assert.Single(_engine.Warnings));
        var error = await Assert.ThrowsAsync<SslToolsException>(() => Plan(true, named: true));
        Assert.Equal("TrustStoreUnavailable", error.ErrorId);
    }

    [Fact]
    public async Task An_unavailable_store_that_is_as_wanted_is_no_matter()
    {
        _store.Locations = [new TrustStoreLocation("System", "/store", "a tool", "only root may change it")];
        _store.State = TrustState.Trusted;
        Assert.Equal(SslTrustResult.AlreadyInstalled, (await Plan(true, named: true)).Settled!.Result);
        Assert.Empty(_engine.Warnings);
    }

    [Theory]
    [InlineData(true, "+", SslTrustResult.Installed)]
    [InlineData(false, "-", SslTrustResult.Removed)]
    public async Task A_plan_is_carried_out(bool install, string change, SslTrustResult expected)
    {
        _store.State = TrustState.Incomplete;
        var result = await Service.ApplyAsync(await Plan(install), default);
        Assert.Equal((expected, "System", "/store", "dev"), (result.Result, result.TrustStore, result.Path, result.Authority));
        Assert.Equal(change, _store.Changes);
    }

    [Fact]
    public async Task What_the_file_system_says_is_explained()
    {
        var plan = await Plan(true);
        _store.Failure = new UnauthorizedAccessException("Access to the path is denied.");
        var error = await Assert.ThrowsAsync<SslToolsException>(() => Service.ApplyAsync(plan, default));
        Assert.Equal(("TrustStoreFailed", SslErrorKind.PermissionDenied), (error.ErrorId, error.Kind));
        Assert.Contains("'/store'", error.Message);
    }

    private async Task<TrustPlan> Plan(bool install, bool named = false) =>
        await Service.PlanAsync(_root, Assert.Single(await Service.LocateAsync("System", named, default)), install, default);

    private sealed class FakeStore : ITrustStore
    {
        public string Name { get; init; } = "System";

        public TrustState State { get; set; } = TrustState.Absent;

        public string Changes { get; private set; } = "";

        public Exception? Failure { get; set; }

        public IReadOnlyList<TrustStoreLocation> Locations { get; set; } = [new("System", "/store", "a tool")];

        public Task<IReadOnlyList<TrustStoreLocation>> LocateAsync(CancellationToken cancellationToken) => Task.FromResult(Locations);

        public Task<TrustState> GetStateAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken) =>
            Task.FromResult(State);

        public Task InstallAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken) => Change("+");

        public Task UninstallAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken) => Change("-");

        private Task Change(string change)
        {
            Changes += change;
            return Failure is null ? Task.CompletedTask : Task.FromException(Failure);
        }
    }
}
