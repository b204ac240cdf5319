namespace SslTools.Integration.Tests.WebServers;

public sealed class HaproxyTests : ReloadingServerContract<HaproxyFixture>
{
}
