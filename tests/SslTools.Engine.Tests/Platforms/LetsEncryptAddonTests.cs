using System.Linq;
using System.Threading.Tasks;
using SslTools.Testing.Platforms;
using Xunit;

namespace SslTools.Engine.Tests.Platforms;

/// <summary>The platform's Let's Encrypt add-on.</summary>
public class LetsEncryptAddonTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_installed_once_and_told_the_names_after_that(bool nests)
    {
        await using var fixture = await PlatformFixture.StartAsync(new PlatformSimulatorOptions { NestsResults = nests });
        var shop = fixture.Simulator.Add("shop", "shop.example", "www.shop.example");
        shop.Nodes.Add(new PlatformNode(900, "bl", "nginx"));
        var environment = await fixture.FindAsync("shop");

        var first = await fixture.LetsEncrypt.RequestLetsEncryptAsync(environment, ["shop.example"], PlatformFixture.None);
        var second = await fixture.LetsEncrypt.RequestLetsEncryptAsync(environment, ["shop.example", "www.shop.example"], PlatformFixture.None);

        Assert.Equal(["shop.example"], first.Issued);
        Assert.Equal(["shop.example", "www.shop.example"], second.Issued);
        Assert.Empty(second.Skipped);
        Assert.False(second.IsTest);
        Assert.Equal((1, 1), (fixture.Simulator.Count("install"), fixture.Simulator.Count("executeappaction")));
        Assert.Equal("bl", fixture.Simulator.Calls.Single(call => call.Method == "install").Fields["nodeGroup"]);
        Assert.Equal(shop.Addon!.Certificate.Leaf.RawData, await fixture.ServedAsync("www.shop.example"));
        Assert.Equal(SslCertificateSource.LetsEncrypt, (await fixture.FindAsync("shop")).CertificateSource);
    }

    [Fact]
    public async Task Without_names_it_is_a_test_certificate()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Simulator.Add("shop");

        var result = await fixture.LetsEncrypt.RequestLetsEncryptAsync(await fixture.FindAsync("shop"), [], PlatformFixture.None);

        Assert.True(result.IsTest);
        Assert.Equal(["shop.apps.example.com"], result.Issued);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Names_that_were_left_out_are_listed(bool nests)
    {
        await using var fixture = await PlatformFixture.StartAsync(new PlatformSimulatorOptions { NestsResults = nests, UnvalidatedNames = ["old.example", "gone.example"] });
        fixture.Simulator.Add("shop", "shop.example", "old.example", "gone.example");

        var result = await fixture.LetsEncrypt.RequestLetsEncryptAsync(await fixture.FindAsync("shop"), ["old.example", "shop.example", "gone.example"], PlatformFixture.None);

        Assert.Equal(["shop.example"], result.Issued);
        Assert.Equal(["old.example", "gone.example"], result.Skipped.Select(skipped => skipped.Name));
    }

    [Theory]
    [InlineData(12001, "PlatformDnsWrong")]
    [InlineData(12002, "PlatformRateLimited")]
    [InlineData(12005, "PlatformWebRootWrong")]
    [InlineData(12006, "PlatformUploadFailed")]
    [InlineData(12007, "PlatformCaUnavailable")]
    [InlineData(12008, "PlatformNoAddress")]
    [InlineData(99, "PlatformRefused")]
    public async Task Each_code_is_an_error_of_its_own_and_nothing_is_repeated(int code, string id)
    {
        foreach (var nests in new[] { false, true })
        {
            await using var fixture = await PlatformFixture.StartAsync(new PlatformSimulatorOptions { NestsResults = nests });
            fixture.Simulator.Add("shop", "shop.example").AddonResult = code;
            var environment = await fixture.FindAsync("shop");

            var e = await fixture.FailsAsync(() => fixture.LetsEncrypt.RequestLetsEncryptAsync(environment, ["shop.example"], PlatformFixture.None));

            Assert.Equal(id, e.ErrorId);
            Assert.Contains($"code {code}", e.Message);
            Assert.Equal(1, fixture.Simulator.Count("install"));
        }
    }

    [Fact]
    public async Task A_run_whose_answer_is_lost_is_not_repeated()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Simulator.Add("shop", "shop.example");
        var environment = await fixture.FindAsync("shop");
        fixture.Simulator.Faults.Add(PlatformFault.DropAfter("install"));

        await Assert.ThrowsAsync<PlatformAnswerLostException>(() => fixture.LetsEncrypt.RequestLetsEncryptAsync(environment, ["shop.example"], PlatformFixture.None));

        Assert.Equal(1, fixture.Simulator.Count("install"));
        Assert.True(await fixture.LetsEncrypt.HasLetsEncryptAsync(environment, PlatformFixture.None));
    }

    [Fact]
    public async Task It_is_taken_away_and_once_only()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        var shop = fixture.Simulator.Add("shop", "shop.example");
        var environment = await fixture.FindAsync("shop");
        await fixture.LetsEncrypt.RequestLetsEncryptAsync(environment, ["shop.example"], PlatformFixture.None);

        await fixture.LetsEncrypt.RemoveLetsEncryptAsync(environment, PlatformFixture.None);
        await fixture.LetsEncrypt.RemoveLetsEncryptAsync(environment, PlatformFixture.None);

        Assert.Null(shop.Addon);
        Assert.Equal(1, fixture.Simulator.Count("uninstall"));
    }
}
