using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services.Requests;

/// <summary>Makes certification requests, and keeps them with their keys until the certificate comes.</summary>
public sealed class RequestService
{
    private const int LongestCommonName = 64;
    private readonly IEngine _engine;
    private readonly IRequestStore _requests;
    private readonly IReporter _reporter;
    private readonly OutputFiles _files;

    /// <summary>Makes the service.</summary>
    /// <param name="engine">What does the work.</param>
    /// <param name="store">Where requests are kept.</param>
    /// <param name="reporter">Tells the user what goes on.</param>
    public RequestService(IEngine engine, IStore store, IReporter reporter)
    {
        _engine = engine;
        _requests = engine.OpenRequests(store);
        _reporter = reporter;
        _files = new OutputFiles(engine.Files);
    }

    /// <summary>Checks everything that can be checked before anything is done.</summary>
    /// <param name="options">The order.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">What is wrong with the order.</exception>
    public async Task<RequestPlan> PlanAsync(RequestOptions options, CancellationToken cancellationToken)
    {
        var names = NamesOf(options);
        var name = StoreName.Parse(options.Name ?? (options.From?.StorePath is null ? StoreName.FromSubject(names) : options.From.Name));
        if (options.Subject is not null && options.Fields.Given is { } field) throw SslError.OptionsConflict(nameof(options.Subject), field);
        var key = KeyOf(options, cancellationToken);
        if (key is not null && options.KeyAlgorithm is not null)
            throw SslError.OptionsConflict(nameof(options.KeyAlgorithm), options.From is null ? nameof(options.PrivateKeyPath) : nameof(options.From));
        if (!options.Force && await _requests.ExistsAsync(name, cancellationToken).ConfigureAwait(false))
            throw SslError.AlreadyExists("certificate request", name);
        if (options.Path is not null) options = options with { Path = _files.Resolve(options.Path, name + ".csr", options.Force) };
        if (key is null && options.KeyAlgorithm == SslKeyAlgorithm.Ed25519)
            _reporter.Warning("Web browsers do not accept Ed25519 certificates; use P256 for a public web server.");
        var template = new RequestTemplate
        {
            Names = names,
            Subject = SubjectOf(options, names),
            KeyUsages = options.KeyUsages.Distinct().ToList(),
            KeyPurposes = options.KeyPurposes.Distinct().ToList(),
            MustStaple = options.MustStaple,
        };
        return new RequestPlan(name, template, key, options.KeyAlgorithm ?? SslKeyAlgorithm.P256, options, _requests.Location);
    }

    /// <summary>Carries out a plan.</summary>
    /// <param name="plan">The checked order.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The request.</returns>
    /// <exception cref="SslToolsException">InvalidSubject, or what the store says. Nothing was kept.</exception>
    public async Task<SslCertificateRequest> CreateAsync(RequestPlan plan, CancellationToken cancellationToken)
    {
        var key = plan.Key ?? Read(_engine.Issuer.GenerateKey(plan.KeyAlgorithm));
        var request = _engine.Issuer.CreateRequest(plan.Template, key.Pkcs8);
        var isNew = !await _requests.ExistsAsync(plan.Name, cancellationToken).ConfigureAwait(false);
        var kept = await _requests.SaveAsync(plan.Name, request, plan.Template, key, plan.Options.Force, cancellationToken).ConfigureAwait(false);
        _reporter.Verbose($"Kept the request '{kept.Name}' with its key in '{_requests.Location}'.");
        if (plan.Options.Path is null) return kept;
        try
        {
            _files.Write(plan.Options.Path, Encoding.ASCII.GetBytes(kept.Pem), false);
        }
        catch (SslToolsException) when (isNew)
        {
            await _requests.RemoveAsync(plan.Name, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return kept.WithRequestPath(plan.Options.Path);
    }

    private static SubjectNames NamesOf(RequestOptions options) =>
        options.From is { } from && options.DnsNames.Count + options.IPAddresses.Count == 0
            ? SubjectNames.Parse(from.DnsNames, from.IPAddresses.Select(IPAddress.Parse))
            : SubjectNames.Parse(options.DnsNames, options.IPAddresses);

    // As it was, unless something else was asked for; else the first name, as CAs and old clients expect it.
    private static string SubjectOf(RequestOptions options, SubjectNames names)
    {
        if (options.Subject is not null) return options.Subject;
        if (options.Fields.Given is null && options.From is not null) return options.From.Subject;
        var fields = options.Fields.CommonName is not null ? options.Fields
            : options.Fields with { CommonName = names.DnsNames.FirstOrDefault(name => name.Length <= LongestCommonName) };
        return fields.ToSubject();
    }

    private HeapKey? KeyOf(RequestOptions options, CancellationToken cancellationToken)
    {
        if (options.From is not null)
        {
            var key = Read(options.From.GetBundle().PrivateKey ?? throw SslError.NoPrivateKey(options.From.Name));
            return key with { Place = $"of the certificate '{options.From.Name}'" };
        }

        if (options.PrivateKeyPath is null) return null;
        var heap = _engine.Heaps.Read([options.PrivateKeyPath], options.Password, cancellationToken);
        if (heap.Keys.Count == 1) return heap.Keys[0];
        throw heap.Failures.FirstOrDefault() ?? SslError.KeyFileNotUsable(options.PrivateKeyPath, heap.Keys.Count);
    }

    private HeapKey Read(byte[] key)
    {
        var heap = _engine.Heaps.Read(key, "the private key", null);
        return heap.Keys.FirstOrDefault() ?? throw heap.Failures[0];
    }
}
