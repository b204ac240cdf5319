using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services.Endpoints;

/// <summary>Looks at all addresses of an endpoint at once: one connection each, or with a survey also those that clients of today don't make.</summary>
/// <param name="probe">Looks.</param>
/// <param name="options">How.</param>
internal sealed class EndpointSurvey(IEndpointProbe probe, EndpointOptions options)
{
    private const int MaxAddresses = 32;
    private const int HttpsPort = 443;
    private const int HttpPort = 80;

    private static readonly SslTlsVersion[] Versions = [SslTlsVersion.Tls13, SslTlsVersion.Tls12, SslTlsVersion.Tls11, SslTlsVersion.Tls10, SslTlsVersion.Ssl30];

    /// <summary>Looks.</summary>
    /// <param name="target">The endpoint.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was seen; certificates are not read yet.</returns>
    public async Task<EndpointView> LookAsync(EndpointTarget target, CancellationToken cancellationToken)
    {
        var meeting = options.ConnectTo is { } elsewhere ? EndpointTarget.Parse(elsewhere, target.Port, options.StartTls) : target;
        var lookup = meeting.Address is { } address
            ? new NameAnswer([address])
            : await probe.ResolveAsync(meeting.HostName, options.Timeout, cancellationToken).ConfigureAwait(false);
        var views = lookup.Addresses.Take(MaxAddresses).Select(ip => LookAsync(target, new IPEndPoint(ip, meeting.Port), cancellationToken));
        return new EndpointView(target, meeting, lookup, await Task.WhenAll(views).ConfigureAwait(false), options);
    }

    private async Task<AddressView> LookAsync(EndpointTarget target, IPEndPoint address, CancellationToken cancellationToken)
    {
        var endpoint = new BindingEndpoint(address, target.Address is null ? target.HostName : null, false) { StartTls = options.StartTls };
        var tls = await probe.HandshakeAsync(endpoint, options.Timeout, cancellationToken).ConfigureAwait(false);
        var view = new AddressView(endpoint, tls with { Error = tls.Error is null ? null : Printable.Clean(tls.Error) });
        return options.Survey && tls.Failure is TlsFailure.None or TlsFailure.NoTls ? await SurveyAsync(target, view, cancellationToken).ConfigureAwait(false) : view;
    }

    private async Task<AddressView> SurveyAsync(EndpointTarget target, AddressView view, CancellationToken cancellationToken)
    {
        var newest = view.Tls.Version ?? SslTlsVersion.Tls13;
        var older = Versions.Where(version => version < newest).ToList();
        var offers = older.Select(version => probe.OfferAsync(view.Endpoint, version, false, options.Timeout, cancellationToken)).ToList();
        var weak = probe.OfferAsync(view.Endpoint, newest < SslTlsVersion.Tls12 ? newest : SslTlsVersion.Tls12, true, options.Timeout, cancellationToken);
        var https = options.StartTls is null && view.Tls.Failure == TlsFailure.None
            ? probe.AskHttpAsync(view.Endpoint, target.HostName, true, options.Timeout, cancellationToken)
            : Task.FromResult<HttpAnswer?>(null);
        var http = PlainPort(target) is { } port
            ? probe.AskHttpAsync(view.Endpoint with { Address = new IPEndPoint(view.Endpoint.Address.Address, port) }, target.HostName, false, options.Timeout, cancellationToken)
            : Task.FromResult<HttpAnswer?>(null);
        var accepted = await Task.WhenAll(offers).ConfigureAwait(false);
        return view with
        {
            Versions = [.. view.Tls.Version is { } spoken ? [spoken] : Array.Empty<SslTlsVersion>(), .. older.Where((_, index) => accepted[index] is not null)],
            WeakSuite = await weak.ConfigureAwait(false),
            Https = Clean(await https.ConfigureAwait(false)),
            Http = Clean(await http.ConfigureAwait(false)),
        };
    }

    private int? PlainPort(EndpointTarget target) =>
        options.StartTls is not null ? null : options.HttpPort ?? (target.Port == HttpsPort ? HttpPort : null);

    private static HttpAnswer? Clean(HttpAnswer? answer) => answer is null ? null : answer with
    {
        Location = answer.Location is null ? null : Printable.Clean(answer.Location),
        StrictTransportSecurity = answer.StrictTransportSecurity is null ? null : Printable.Clean(answer.StrictTransportSecurity),
    };
}
