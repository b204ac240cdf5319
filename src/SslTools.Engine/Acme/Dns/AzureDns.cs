using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Engine.Acme.Dns;

/// <summary>Azure DNS, as a service principal with a client secret, or with the managed identity of the machine.</summary>
/// <param name="engine">The adapters.</param>
public sealed class AzureDns(IEngine engine) : IDnsProviderKind
{
    /// <inheritdoc/>
    public string Name => nameof(AzureDns);

    /// <inheritdoc/>
    public IReadOnlyList<DnsProviderParameter> Parameters { get; } =
    [
        new("SubscriptionId", "The id of the subscription with the zone."),
        new("ResourceGroup", "The resource group with the zone."),
        new("TenantId", "The tenant of the service principal.", Mandatory: false),
        new("ClientId", "The application id of the service principal; without ClientSecret, of a user-assigned managed identity.", Mandatory: false),
        new("ClientSecret", "The client secret of the service principal; without it the machine's managed identity is used.", Mandatory: false, Secret: true),
        new("Endpoint", "The address of the Resource Manager; by default https://management.azure.com.", Mandatory: false),
        new("LoginEndpoint", "The address that gives tokens; by default https://login.microsoftonline.com.", Mandatory: false),
        new("IdentityEndpoint", "The address of the managed identity; by default the instance metadata service.", Mandatory: false),
    ];

    /// <inheritdoc/>
    public IDnsProvider Open(IReadOnlyDictionary<string, string> arguments)
    {
        var principal = new[] { "TenantId", "ClientId", "ClientSecret" };
        var missing = principal.Where(parameter => !arguments.ContainsKey(parameter)).ToList();
        var managed = !arguments.ContainsKey("ClientSecret") && !arguments.ContainsKey("TenantId");
        if (!managed && missing.Count > 0)
        {
            throw SslError.InvalidDnsArgument(
                Name, $"a service principal needs {string.Join(", ", missing)} too; leave out TenantId and ClientSecret for the managed identity");
        }

        var management = arguments.Address(Name, "Endpoint", "https://management.azure.com");
        var secret = arguments.Token(Name, "ClientSecret");
        var credential = managed
            ? new AzureCredential(engine.Clock, new DnsApiClient(Name, engine.Clock, [], direct: true), AzureTokenRequest.ForMachine(
                arguments.Address(Name, "IdentityEndpoint", "http://169.254.169.254/metadata/identity/oauth2/token"), management,
                arguments.Token(Name, "ClientId")))
            : new AzureCredential(engine.Clock, new DnsApiClient(Name, engine.Clock, [secret]), AzureTokenRequest.ForPrincipal(
                arguments.Address(Name, "LoginEndpoint", "https://login.microsoftonline.com"), management,
                arguments.Token(Name, "TenantId")!, arguments.Token(Name, "ClientId")!, secret!));
        var group = $"{management}/subscriptions/{Part(arguments, "SubscriptionId")}/resourceGroups/{Part(arguments, "ResourceGroup")}";
        return new AzureDnsProvider(new DnsApiClient(Name, engine.Clock, [secret]), credential, group, engine.Clock);
    }

    private string Part(IReadOnlyDictionary<string, string> arguments, string parameter) =>
        Uri.EscapeDataString(arguments.Token(Name, parameter)!);
}
