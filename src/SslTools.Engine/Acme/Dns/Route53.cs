using System.Collections.Generic;
using SslTools.Ports;

namespace SslTools.Engine.Acme.Dns;

/// <summary>Amazon Route 53, by an access key.</summary>
/// <param name="engine">The adapters.</param>
public sealed class Route53(IEngine engine) : IDnsProviderKind
{
    /// <inheritdoc/>
    public string Name => nameof(Route53);

    /// <inheritdoc/>
    public IReadOnlyList<DnsProviderParameter> Parameters { get; } =
    [
        new("AccessKeyId", "The id of an access key."),
        new("SecretAccessKey", "The secret of the access key.", Secret: true),
        new("SessionToken", "The session token of temporary credentials.", Mandatory: false, Secret: true),
        new("Region", "The region that requests are signed for; by default us-east-1, where Route 53 lives.", Mandatory: false),
        new("HostedZoneId", "The hosted zone's id; by default the account's public zones are searched by name.", Mandatory: false),
        new("Endpoint", "The address of the API; by default https://route53.amazonaws.com.", Mandatory: false),
    ];

    /// <inheritdoc/>
    public IDnsProvider Open(IReadOnlyDictionary<string, string> arguments)
    {
        var id = arguments.Token(Name, "AccessKeyId")!;
        var secret = arguments.Token(Name, "SecretAccessKey")!;
        var session = arguments.Token(Name, "SessionToken");
        var signature = new AwsSignature(id, secret, session, arguments.Token(Name, "Region") ?? "us-east-1", "route53");
        return new Route53Provider(
            engine.Clock, new DnsApiClient(Name, engine.Clock, [secret, session]), signature,
            arguments.Address(Name, "Endpoint", "https://route53.amazonaws.com"), arguments.Token(Name, "HostedZoneId"));
    }
}
