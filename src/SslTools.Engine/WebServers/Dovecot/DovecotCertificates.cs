using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Mail;

namespace SslTools.Engine.WebServers.Dovecot;

/// <summary>What a configuration serves to whom.</summary>
internal static class DovecotCertificates
{
    /// <summary>The setting that names the default certificate of a protocol.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="protocol">The protocol.</param>
    /// <returns>The setting, or null.</returns>
    public static DovecotEntry? Default(DovecotConfiguration configuration, string protocol) => configuration.Find(protocol, configuration.Build.Certificate);

    /// <summary>The file of the default certificate.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="protocol">The protocol.</param>
    /// <returns>The file, or null.</returns>
    public static string? DefaultPath(DovecotConfiguration configuration, string protocol) => configuration.PathOf(Default(configuration, protocol));

    /// <summary>File and line that name the default certificate.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="protocol">The protocol.</param>
    /// <returns>The place.</returns>
    public static (string Path, int Line) PlaceOf(DovecotConfiguration configuration, string protocol) =>
        Default(configuration, protocol)?.Setting is { Source.Path.Length: > 0 } setting ? (setting.Source.Path, setting.Line) : (configuration.Main.Path, 1);

    /// <summary>Whether TLS is offered on a listener, given a certificate.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="protocol">The protocol.</param>
    /// <returns>True when it is.</returns>
    public static bool OffersTls(DovecotConfiguration configuration, string protocol) => configuration.Value(protocol, "ssl") != "no";

    /// <summary>Whether a protocol speaks TLS.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="protocol">The protocol.</param>
    /// <returns>True when it does.</returns>
    public static bool SpeaksTls(DovecotConfiguration configuration, string protocol) => OffersTls(configuration, protocol) && DefaultPath(configuration, protocol) is not null;

    /// <summary>The block of a name alone, with a certificate.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="hostName">The name.</param>
    /// <returns>The block, or null.</returns>
    public static DovecotLocalName? Entry(DovecotConfiguration configuration, string hostName) => Entries(configuration).LastOrDefault(block => block.IsFor(hostName));

    /// <summary>The blocks that have a certificate, each name once.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>The blocks.</returns>
    public static IEnumerable<DovecotLocalName> Entries(DovecotConfiguration configuration) =>
        configuration.LocalNames.Where(block => CertificatePath(configuration, block) is not null).GroupBy(block => block.Scope).Select(group => group.Last());

    /// <summary>The file of a block's certificate.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="block">The block, or null.</param>
    /// <returns>The file, or null.</returns>
    public static string? CertificatePath(DovecotConfiguration configuration, DovecotLocalName? block) =>
        block is null ? null : configuration.PathOf(configuration.Last(block.Scope, configuration.Build.Certificate));

    /// <summary>The certificate that a name gets.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="hostName">The name.</param>
    /// <returns>Its file, or null.</returns>
    public static string? Served(DovecotConfiguration configuration, string protocol, string hostName)
    {
        var name = MailCertificates.ToSend(hostName);
        var answering = Entries(configuration).Where(block => block.Answers(name)).ToList();
        var block = answering.FirstOrDefault(other => other.IsFor(name)) ?? (configuration.Build.IsNew ? answering.LastOrDefault() : answering.FirstOrDefault());
        return CertificatePath(configuration, block) ?? DefaultPath(configuration, protocol);
    }

    /// <summary>The listeners on a port.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="port">The port.</param>
    /// <returns>At least one.</returns>
    /// <exception cref="SslToolsException">ServiceNotFound.</exception>
    public static IReadOnlyList<DovecotListener> ListenersAt(DovecotConfiguration configuration, int port)
    {
        var found = configuration.Listeners.Where(listener => listener.Port == port).ToList();
        return found.Count > 0 ? found
            : throw SslError.ServiceNotFound("Dovecot", port, configuration.Listeners.Select(listener => listener.Port).Distinct().OrderBy(p => p).ToList(), configuration.Main.Path);
    }

    /// <summary>The listeners that serve the same certificates as one.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="listener">The listener.</param>
    /// <returns>The listener first.</returns>
    public static IEnumerable<DovecotListener> Alike(DovecotConfiguration configuration, DovecotListener listener) => new[] { listener }.Concat(configuration.Listeners.Where(other =>
        other != listener && SpeaksTls(configuration, other.Protocol) && Default(configuration, other.Protocol) == Default(configuration, listener.Protocol)));
}
