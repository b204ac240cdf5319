namespace SslTools.Integration.Tests.WebServers;

public sealed class ApacheTests : ReloadingServerContract<ApacheFixture>
{
}
