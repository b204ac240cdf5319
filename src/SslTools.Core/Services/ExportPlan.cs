using SslTools.Ports;

namespace SslTools.Services;

/// <summary>A checked export, ready to be shown and carried out.</summary>
/// <param name="Certificate">What is exported.</param>
/// <param name="Path">The file.</param>
/// <param name="Shape">What the file is like.</param>
/// <param name="Exporter">Makes it.</param>
/// <param name="Options">What the user asked for.</param>
public sealed record ExportPlan(
    SslCertificate Certificate, string Path, ExportShape Shape, ICertificateExporter Exporter, ExportOptions Options)
{
    /// <summary>The whole plan in one sentence, for -WhatIf and -Confirm.</summary>
    public string Description
    {
        get
        {
            var key = !Shape.HoldsKey ? ""
                : Options.Password is not null ? ", the private key encrypted with the password"
                : Options.NoPassword ? ", the private key under the empty password"
                : ", the private key unencrypted";
            return $"Write {Shape.Contents} of '{Certificate.Name}'{key}, to '{Path}'{(Options.Force ? ", replacing what is there" : "")}";
        }
    }
}
