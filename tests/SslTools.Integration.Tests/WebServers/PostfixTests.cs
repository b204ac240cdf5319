namespace SslTools.Integration.Tests.WebServers;

public sealed class PostfixTests : WebServerContract<PostfixFixture>;
