using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Postfix;

/// <summary>The default certificate of a service: what smtpd_tls_chain_files says, or else smtpd_tls_cert_file and its like.</summary>
/// <param name="CertificatePath">The certificate's file, or null.</param>
/// <param name="PrivateKeyPath">The key's file, or null.</param>
/// <param name="Setting">The parameter that names the certificate.</param>
internal sealed record PostfixCertificate(string? CertificatePath, string? PrivateKeyPath, string Setting)
{
    /// <summary>Keys and chains in one list (Postfix 3.4); where it says something, the others count for nothing.</summary>
    public const string ChainFiles = "smtpd_tls_chain_files";

    /// <summary>The certificate and its chain.</summary>
    public const string CertificateFile = "smtpd_tls_cert_file";

    /// <summary>Its key.</summary>
    public const string KeyFile = "smtpd_tls_key_file";

    /// <summary>Further certificates beside it, for other kinds of key.</summary>
    public static readonly IReadOnlyList<string> Others = ["smtpd_tls_eccert_file", "smtpd_tls_dcert_file"];

    /// <summary>Reads what a service has.</summary>
    /// <param name="service">The service.</param>
    /// <returns>The certificate.</returns>
    public static PostfixCertificate Of(PostfixService service)
    {
        var files = Files(service.Value(ChainFiles));
        if (files.Count > 0) return new PostfixCertificate(files[Math.Min(1, files.Count - 1)], files[0], ChainFiles);
        foreach (var setting in new[] { CertificateFile }.Concat(Others))
        {
            var value = service.Value(setting);
            if (value.Length > 0 && value != "none")
                return new PostfixCertificate(ByteText.Decode(value), ByteText.Decode(service.Value(setting.Replace("cert_file", "key_file"))), setting);
        }

        return new PostfixCertificate(null, null, CertificateFile);
    }

    /// <summary>The files of a list.</summary>
    /// <param name="list">The list as Postfix reads it, one character a byte.</param>
    /// <returns>The paths.</returns>
    public static IReadOnlyList<string> Files(string list) =>
        list.Split([',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(ByteText.Decode).ToList();

    /// <summary>Writes a path so that Postfix reads it back.</summary>
    /// <param name="path">The path.</param>
    /// <param name="inList">Whether it stands among others.</param>
    /// <param name="expands">Whether '$' begins a parameter's name there.</param>
    /// <returns>One character a byte.</returns>
    /// <exception cref="SslToolsException">PathNotUsable.</exception>
    public static string Write(string path, bool inList, bool expands)
    {
        if (path.Any(char.IsControl)) throw SslError.PathNotUsable(path, "Postfix", "it has a control character");
        if (path.Trim() != path) throw SslError.PathNotUsable(path, "Postfix", "it begins or ends with space");
        if (inList && path.IndexOfAny([' ', ',']) >= 0) throw SslError.PathNotUsable(path, "Postfix", "files of a list are separated by spaces and commas");
        return ByteText.Encode(expands ? path.Replace("$", "$$") : path);
    }
}
