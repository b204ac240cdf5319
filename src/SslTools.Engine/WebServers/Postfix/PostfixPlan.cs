using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Postfix;

/// <summary>What the plans of Postfix share.</summary>
internal static class PostfixPlan
{
    private static readonly IReadOnlyList<string> Deciding =
        [PostfixCertificate.ChainFiles, PostfixCertificate.CertificateFile, PostfixCertificate.KeyFile, PostfixSni.Parameter, .. PostfixCertificate.Others];

    /// <summary>The services that speak TLS with the same certificates as one.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="service">The service.</param>
    /// <returns>The service first, then those with the same.</returns>
    public static IEnumerable<PostfixService> SameSettings(PostfixConfiguration configuration, PostfixService service) =>
        new[] { service }.Concat(configuration.Services.Where(other => other != service && other.SpeaksTls && Deciding.All(name => other.Value(name) == service.Value(name))));

    /// <summary>File and line that name the default certificate.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="service">The service.</param>
    /// <returns>The place.</returns>
    public static string PlaceOf(PostfixConfiguration configuration, PostfixService service)
    {
        var setting = service.Certificate.Setting;
        return service.Override(setting) is not null ? service.Place : $"{configuration.Main.Path}:{configuration.Main.Find(setting)?.Line.Number ?? 1}";
    }

    /// <summary>The programs that make changed tables count.</summary>
    /// <param name="configuration">The configuration as it shall be.</param>
    /// <param name="services">The services that were changed.</param>
    /// <param name="tables">The files of the tables.</param>
    /// <returns>The programs.</returns>
    public static IReadOnlyList<ServerCommand> Commands(PostfixConfiguration configuration, IEnumerable<PostfixService> services, IReadOnlyCollection<string> tables) =>
        services.SelectMany(service => service.Sni.Tables).Where(table => tables.Contains(table.Path)).GroupBy(table => table.Path)
            .Select(group => group.First().Index(configuration)).Where(command => command is not null).Select(command => command!).ToList();
}
