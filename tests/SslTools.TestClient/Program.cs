using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using SslTools;
using SslTools.Engine;
using SslTools.Ports;
using SslTools.Services;

// request|renew STORE DIRECTORY ROOT.pem WEBROOT NAME: one certificate.
var (store, directory, root, webRoot, name) = (args[1], args[2], args[3], args[4], args[5]);
using var trusted = X509CertificateLoader.LoadCertificateFromFile(root);
var engine = new EngineServices();
var reporter = new Quiet();
if (args[0] == "renew")
{
    using var renewals = new AcmeRenewalService(engine, engine.OpenStore(store), reporter, reporter);
    var candidate = (await renewals.CheckAsync([name], true, default)).Single().Due ?? throw new InvalidOperationException("There is nothing to renew.");
    var (result, error) = await renewals.RenewAsync(candidate, default);
    Console.WriteLine($"{result.Status} {error?.ErrorId}");
    return error is null ? 0 : 1;
}

using var requests = new AcmeRequestService(engine, engine.OpenStore(store), reporter, reporter);
try
{
    var plan = await requests.PlanAsync(
        new AcmeRequestOptions
        {
            Names = [name],
            Servers = [AcmeServer.Parse(directory)],
            Account = new AcmeAccountOptions { AcceptTermsOfService = true, TrustedRoots = [trusted.RawData] },
            Challenges = new ChallengeSettings { WebRoots = new Dictionary<string, string> { ["*"] = webRoot } },
        },
        default);
    if (!plan.IsDone) await requests.RequestAsync(plan, default);
    return 0;
}
catch (SslToolsException e)
{
    Console.WriteLine($"{e.ErrorId}: {e.Message}");
    return 1;
}

internal sealed class Quiet : IReporter, IDnsProviderSource
{
    public void Verbose(string message)
    {
    }

    public void Warning(string message) => Console.WriteLine(message);

    public void Progress(string activity, string status, int percent = -1)
    {
    }

    public IDnsProvider Open(ChallengeSettings settings, byte[]? secrets) => throw new NotSupportedException();
}
