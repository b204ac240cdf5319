using System.Threading.Tasks;
using Xunit;

namespace SslTools.Integration.Tests.WebServers;

/// <summary>What servers keep that take up a change without dropping a connection.</summary>
public abstract class ReloadingServerContract<T> : HttpServerContract<T>
    where T : ServerFixture, new()
{
    [Fact]
    public async Task A_client_in_a_loop_sees_no_error_while_the_certificate_is_replaced()
    {
        var first = Issue(Shop);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}");
        await using var load = LoadClient.Start(Shop, Server.HttpsPort);
        await load.WaitForAsync(first);
        for (var round = 0; round < 3; round++)
        {
            var next = Issue($"{Shop} -Name next{round}");
            Session.Succeed($"Set-SslBinding next{round} -HostName {Shop} {Server.Parameters}");
            await load.WaitForAsync(next);
        }

        await load.StopAsync();
        Assert.Empty(load.Errors);
    }
}
