using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.Acme.Dns;

/// <summary>Reads what providers with an HTTP interface are told. Errors name the parameter, never its value.</summary>
internal static class DnsArguments
{
    /// <summary>The address of an interface: https, or http on this machine alone.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="provider">The provider's name.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="standard">The address where none is given; null where one must be.</param>
    /// <returns>The address, without a slash at its end.</returns>
    /// <exception cref="SslToolsException">InvalidDnsArgument.</exception>
    public static string Address(
        this IReadOnlyDictionary<string, string> arguments, string provider, string parameter, string? standard)
    {
        var text = arguments.TryGetValue(parameter, out var given) ? given : standard!;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Query.Length > 0 || address.UserInfo.Length > 0)
            throw SslError.InvalidDnsArgument(provider, $"{parameter} is not a web address");
        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && (address.IsLoopback || text == standard)))
            throw SslError.InvalidDnsArgument(provider, $"{parameter} must begin with https:, because secrets are sent to it");
        return text.TrimEnd('/');
    }

    /// <summary>Something that goes into a header or an address: printable ASCII without blanks.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="provider">The provider's name.</param>
    /// <param name="parameter">The parameter.</param>
    /// <returns>Its value; null where it isn't given.</returns>
    /// <exception cref="SslToolsException">InvalidDnsArgument.</exception>
    public static string? Token(this IReadOnlyDictionary<string, string> arguments, string provider, string parameter)
    {
        if (!arguments.TryGetValue(parameter, out var value)) return null;
        return value.All(c => c is > ' ' and <= '~')
            ? value
            : throw SslError.InvalidDnsArgument(provider, $"{parameter} holds a blank or a character that it can't have; was it copied whole, and nothing else?");
    }
}
