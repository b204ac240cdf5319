using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using SslTools.Ports;

namespace SslTools.Engine.Acme.Dns;

/// <summary>Gets a token for the Resource Manager, and a new one before it expires.</summary>
internal sealed class AzureCredential(IClock clock, DnsApiClient client, Func<HttpRequestMessage> request) : IDisposable
{
    private const string What = "get a token from Azure";

    private static readonly TimeSpan Spare = TimeSpan.FromMinutes(2);

    private string? _token;
    private DateTimeOffset _expires;

    /// <summary>Gives a token.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The token.</returns>
    /// <exception cref="SslToolsException">DnsProviderFailed.</exception>
    public async Task<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        if (_token is not null && clock.UtcNow < _expires - Spare) return _token;
        var answer = await client.SendAsync(What, request, cancellationToken).ConfigureAwait(false);
        var json = client.Json(What, answer);
        if (!answer.IsSuccess) throw client.Fail(What, answer, json["error_description"]?.ToString() ?? json["error"]?.ToString());
        if (json["access_token"] is not JValue { Value: string token }) throw client.Fail(What, "the answer holds no token");

        // The metadata service writes the number as text.
        var seconds = double.TryParse(json["expires_in"]?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var given) ? given : 300;
        _expires = clock.UtcNow.AddSeconds(Math.Max(0, Math.Min(seconds, 86400)));
        return _token = token;
    }

    /// <summary>Releases the connections.</summary>
    public void Dispose() => client.Dispose();
}

/// <summary>The two ways to ask for a token.</summary>
internal static class AzureTokenRequest
{
    /// <summary>As a service principal (OAuth 2.0 client credentials).</summary>
    /// <param name="login">The address that gives tokens.</param>
    /// <param name="management">What the token is for.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="client">The application.</param>
    /// <param name="secret">Its secret.</param>
    /// <returns>Makes the request.</returns>
    public static Func<HttpRequestMessage> ForPrincipal(string login, string management, string tenant, string client, string secret) =>
        () => new HttpRequestMessage(HttpMethod.Post, $"{login}/{Uri.EscapeDataString(tenant)}/oauth2/v2.0/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = client,
                ["client_secret"] = secret,
                ["scope"] = management + "/.default",
            }),
        };

    /// <summary>As the machine (instance metadata service).</summary>
    /// <param name="identity">The address of the service.</param>
    /// <param name="management">What the token is for.</param>
    /// <param name="client">A user-assigned identity, or null.</param>
    /// <returns>Makes the request.</returns>
    public static Func<HttpRequestMessage> ForMachine(string identity, string management, string? client) =>
        () => new HttpRequestMessage(
            HttpMethod.Get,
            $"{identity}?api-version=2018-02-01&resource={Uri.EscapeDataString(management + "/")}{(client is null ? "" : "&client_id=" + Uri.EscapeDataString(client))}")
        {
            Headers = { { "Metadata", "true" } },
        };
}
