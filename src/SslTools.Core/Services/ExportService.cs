using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Writes certificates to files in the formats that servers want.</summary>
public sealed class ExportService
{
    private readonly IReadOnlyList<ICertificateExporter> _exporters;
    private readonly ICertificateReader _reader;
    private readonly ICertificateStore _certificates;
    private readonly OutputFiles _files;

    /// <summary>Makes the service; it may be used for many certificates, each getting a file of its own.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    public ExportService(IEngine engine, IStore store)
    {
        _exporters = engine.Exporters;
        _reader = engine.Reader;
        _certificates = engine.OpenCertificates(store);
        _files = new OutputFiles(engine.Files);
    }

    /// <summary>Makes the pipeline's object of a platform's certificate. Its issuers are not looked for.</summary>
    /// <param name="certificate">The certificate, with its key where that can be exported.</param>
    /// <returns>The object.</returns>
    public SslCertificate FromPlatform(X509Certificate2 certificate)
    {
        var bundle = _reader.FromPlatform(certificate);
        return _certificates.Describe(CertificateName.Of(_reader.Describe(bundle.Leaf)), bundle, SslCertificateSource.Custom);
    }

    /// <summary>Checks everything that can be checked before anything is done.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="options">The order.</param>
    /// <returns>A plan for each file; more than one for some servers.</returns>
    /// <exception cref="SslToolsException">What is wrong with the order.</exception>
    public IReadOnlyList<ExportPlan> Plan(SslCertificate certificate, ExportOptions options)
    {
        if (options.For is null) return [PlanFile(certificate, options, null)];
        var target = ExportTargets.Find(options.For);
        if (options.Format is not null) throw SslError.OptionsConflict(nameof(options.For), nameof(options.Format));
        if (options.PemContent is not null) throw SslError.OptionsConflict(nameof(options.For), nameof(options.PemContent));
        if (options.Encoding is not null) throw SslError.OptionsConflict(nameof(options.For), nameof(options.Encoding));
        if (target.Files.Count > 1 && !Directory.Exists(options.Path)) throw SslError.FolderRequired(options.Path, target.Server, target.Files.Count);
        return target.Files.Select(file => PlanFile(certificate, For(file, options), file.Suffix)).ToList();
    }

    /// <summary>Carries out a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The certificate; it knows the file where that is a PFX.</returns>
    /// <exception cref="SslToolsException">WriteFailed. Nothing was changed.</exception>
    public SslCertificate Export(ExportPlan plan)
    {
        var certificate = plan.Certificate;
        var content = plan.Exporter.Export(certificate.Name, certificate.GetBundle(), plan.Options);
        _files.Write(plan.Path, content, plan.Shape.HoldsKey);
        return plan.Exporter.Format == SslExportFormat.Pfx ? certificate.WithPfxPath(plan.Path) : certificate;
    }

    // Each of a server's files takes the password where it can: one of them is the key's.
    private ExportOptions For(ExportTargetFile file, ExportOptions options)
    {
        var chosen = options with { Format = file.Format, PemContent = file.PemContent };
        return Choose(chosen).Describe(chosen).Options.Contains(nameof(options.Password)) ? chosen : chosen with { Password = null };
    }

    private ExportPlan PlanFile(SslCertificate certificate, ExportOptions options, string? suffix)
    {
        var exporter = Choose(options);
        var shape = exporter.Describe(options);
        var foreign = options.GetSpecific().Except(shape.Options).FirstOrDefault();
        if (foreign is not null) throw SslError.OptionNotApplicable(foreign, shape.Contents);
        CheckPassword(exporter.Format, shape, options);
        var bundle = certificate.GetBundle();
        CheckReadable(certificate.Name, bundle);
        if (shape.HoldsKey) CheckKey(certificate.Name, bundle);
        if (shape.NeedsChain && bundle.Chain.Count == 0) throw SslError.NoChain(certificate.Name);
        var path = _files.Resolve(options.Path, certificate.Name + (suffix ?? shape.Suffix), options.Force);
        return new ExportPlan(certificate, path, shape, exporter, options);
    }

    private static void CheckPassword(SslExportFormat format, ExportShape shape, ExportOptions options)
    {
        if (options.NoPassword && options.Password is not null) throw SslError.OptionsConflict(nameof(options.Password), nameof(options.NoPassword));
        if (shape.PasswordLength > 0 && options.Password is null && !options.NoPassword) throw SslError.PasswordRequired(format);
        var shortest = Math.Max(1, shape.PasswordLength);
        if (options.Password?.Length < shortest) throw SslError.PasswordTooShort(format, shortest);
    }

    private void CheckReadable(string name, CertificateBundle bundle)
    {
        try
        {
            foreach (var certificate in bundle.Chain.Prepend(bundle.Leaf)) _reader.Describe(certificate);
        }
        catch (SslToolsException e)
        {
            throw SslError.MalformedCertificate(name, e.InnerException);
        }
    }

    private void CheckKey(string name, CertificateBundle bundle)
    {
        if (bundle.PrivateKey is null) throw SslError.NoPrivateKey(name);
        if (!_reader.KeyMatches(bundle.Leaf, bundle.PrivateKey)) throw SslError.KeyMismatch(name);
    }

    private ICertificateExporter Choose(ExportOptions options)
    {
        var extension = Path.GetExtension(options.Path).ToLowerInvariant();
        return options.Format is { } format ? _exporters.Single(e => e.Format == format)
            : (Directory.Exists(options.Path) ? null : _exporters.FirstOrDefault(e => e.Extensions.Contains(extension)))
            ?? _exporters.Single(e => e.Format == SslExportFormat.Pem);
    }
}
