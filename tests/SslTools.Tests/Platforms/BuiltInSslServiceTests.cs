using System.Threading.Tasks;
using SslTools.Services;
using Xunit;

namespace SslTools.Tests.Platforms;

public sealed class BuiltInSslServiceTests
{
    private readonly FakePlatform _platform = new();
    private readonly RecordingReporter _reporter = new();
    private readonly BuiltInSslService _service;

    public BuiltInSslServiceTests()
    {
        _service = new BuiltInSslService(new TestEngine(), _reporter);
        _platform.Environments.Add(Environment("shop"));
    }

    [Theory]
    [InlineData("203.0.113.7", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.128.0.1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("2001:db8::7", true)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:203.0.113.7", true)]
    [InlineData("not an address", false)]
    [InlineData("*", false)]
    public async Task Only_public_addresses_stand_in_the_way(string address, bool refused)
    {
        Attach(address);
        if (!refused)
        {
            Assert.True((await EnableAsync()).BuiltInSsl);
            return;
        }

        var error = await Assert.ThrowsAsync<SslToolsException>(EnableAsync);
        Assert.Equal("PublicIPAttached", error.ErrorId);
        Assert.Contains(address + " at nginx 7", error.Message);
        Assert.Contains("Request-LetsEncryptCertificate -Platform cloud -Environment shop", error.RecommendedAction);
        Assert.Empty(_platform.Writes);
    }

    [Fact]
    public async Task An_address_that_appears_between_check_and_write_is_seen()
    {
        var plan = await _service.PlanAsync(_platform, "shop", true, false, default);
        Attach("203.0.113.7");
        Assert.Equal("PublicIPAttached", (await Assert.ThrowsAsync<SslToolsException>(() => _service.ApplyAsync(plan, default))).ErrorId);
        Assert.Empty(_platform.Writes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_as_asked_for_is_not_written(bool on)
    {
        _platform.Change("shop", e => e with { BuiltInSsl = on });
        var plan = await _service.PlanAsync(_platform, "shop", on, false, default);
        Assert.True(plan.IsDone);
        Assert.Equal(on, (await _service.ApplyAsync(plan, default)).BuiltInSsl);
        Assert.Empty(_platform.Writes);
    }

    [Fact]
    public async Task A_lost_answer_is_followed_by_reading_never_by_a_second_switch()
    {
        _platform.OnSwitch = on =>
        {
            _platform.Change("shop", e => e with { BuiltInSsl = on });
            throw SslError.PlatformAnswerLost("cloud", "switch it", "time-out");
        };
        Assert.True((await EnableAsync()).BuiltInSsl);
        Assert.Equal(["shop on"], _platform.Writes);
    }

    [Fact]
    public async Task A_lost_answer_and_no_change_is_told()
    {
        _platform.OnSwitch = _ => throw SslError.PlatformAnswerLost("cloud", "switch it", "time-out");
        var error = await Assert.ThrowsAsync<SslToolsException>(EnableAsync);
        Assert.Equal("SwitchNotConfirmed", error.ErrorId);
        Assert.Contains("was sent, the platform has not confirmed it; it says off now", error.Message);
        Assert.Equal(["shop on"], _platform.Writes);
    }

    [Fact]
    public async Task A_lost_answer_and_a_state_that_can_not_be_read_is_told()
    {
        _platform.OnSwitch = _ =>
        {
            _platform.BeforeRead = _ => throw SslError.PlatformRefused("cloud", "read", "busy", 99);
            throw SslError.PlatformAnswerLost("cloud", "switch it", "time-out");
        };
        var error = await Assert.ThrowsAsync<SslToolsException>(EnableAsync);
        Assert.Contains("its state could not be read", error.Message);
    }

    [Fact]
    public async Task A_closed_load_balancer_is_a_warning()
    {
        _platform.Change("shop", e => e with { Nodes = [Node() with { IsSharedLoadBalancerAllowed = false }] });
        Assert.True((await EnableAsync()).BuiltInSsl);
        Assert.Contains("nginx 7", Assert.Single(_reporter.Warnings));
    }

    [Theory]
    [InlineData("shopp", "EnvironmentNotFound")]
    [InlineData("www.shop.example", "CustomDomainNotCovered")]
    [InlineData("a.shop.apps.example.com", "NotOneLabel")]
    [InlineData("", "EnvironmentNotFound")]
    [InlineData("../../etc/passwd", "EnvironmentNotFound")]
    [InlineData("shop\r\nX: y", "EnvironmentNotFound")]
    public void What_is_no_environment_is_refused(string typed, string errorId)
    {
        var error = Assert.Throws<SslToolsException>(() => BuiltInSslService.Find(_platform, _platform.Environments, typed));
        Assert.Equal(errorId, error.ErrorId);
    }

    [Theory]
    [InlineData("SHOP")]
    [InlineData("shop.apps.example.com.")]
    public void An_environment_is_found_by_name_and_by_domain(string typed) =>
        Assert.Equal("shop", BuiltInSslService.Find(_platform, _platform.Environments, typed).Name);

    [Theory]
    [InlineData(SslCertificateSource.LetsEncrypt)]
    [InlineData(SslCertificateSource.Custom)]
    public async Task Another_solution_is_replaced_only_when_asked_to(SslCertificateSource source)
    {
        _platform.Change("shop", e => e with { CertificateSource = source });
        Assert.Equal("SolutionConflict", (await Assert.ThrowsAsync<SslToolsException>(EnableAsync)).ErrorId);
        Assert.Empty(_platform.Writes);
        var plan = await _service.PlanAsync(_platform, "shop", true, true, default);
        Assert.True((await _service.ApplyAsync(plan, default)).BuiltInSsl);
    }

    internal static SslEnvironmentNode Node() => new() { Id = "7", Type = "nginx", Group = "bl", IsEntryPoint = true };

    internal static SslEnvironment Environment(string name) => new()
    {
        Platform = "cloud",
        Name = name,
        Domain = name + ".apps.example.com",
        CustomDomains = ["www.shop.example"],
        Nodes = [Node()],
        Status = SslEnvironmentStatus.Running,
    };

    private void Attach(string address) => _platform.Change("shop", e => e with { Nodes = [Node() with { ExternalAddresses = [address] }] });

    private async Task<SslEnvironment> EnableAsync() => await _service.ApplyAsync(await _service.PlanAsync(_platform, "shop", true, false, default), default);
}
