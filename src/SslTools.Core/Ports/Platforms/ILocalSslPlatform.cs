namespace SslTools.Ports;

/// <summary>A platform whose environments are sites of a server of one's own: it checks, binds and proves a certificate as any binding.</summary>
public interface ILocalSslPlatform : ICustomSslPlatform
{
}
