namespace SslTools.Integration.Tests.WebServers;

public sealed class DovecotTests : WebServerContract<DovecotFixture>;
