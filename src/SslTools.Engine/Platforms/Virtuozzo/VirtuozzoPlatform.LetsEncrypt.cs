using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SslTools.Engine.Platforms.Virtuozzo;

/// <content>The platform's Let's Encrypt add-on. Each run is sent once: a rate limit is only prolonged by another.</content>
internal sealed partial class VirtuozzoPlatform
{
    private const string Marketplace = "marketplace/jps/rest/";

    /// <inheritdoc/>
    public async Task<bool> HasLetsEncryptAsync(SslEnvironment environment, CancellationToken cancellationToken) =>
        VirtuozzoEnvironments.FindAddon(await ReadInfoAsync(environment, cancellationToken).ConfigureAwait(false)) is not null;

    /// <inheritdoc/>
    public async Task<PlatformLetsEncrypt> RequestLetsEncryptAsync(SslEnvironment environment, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var info = await ReadInfoAsync(environment, cancellationToken).ConfigureAwait(false);
        var settings = new JObject { ["customDomains"] = string.Join(",", names) }.ToString(Formatting.None);
        var what = $"run the Let's Encrypt add-on of '{environment.Name}'";
        var call = VirtuozzoEnvironments.FindAddon(info) is { } addon
            ? Change(Marketplace + "executeappaction", what, environment, ("appUniqueName", addon), ("action", "configure"), ("params", settings))
            : Change(
                Marketplace + "install", what, environment,
                ("jps", VirtuozzoEnvironments.Addon), ("envName", environment.Name), ("nodeGroup", VirtuozzoEnvironments.EntryGroup(info)), ("settings", settings));
        var answer = await _api.TryAsync(call with { Time = _limits.AddonTime }, cancellationToken).ConfigureAwait(false);
        if (answer.Code != 0) throw SslError.PlatformLetsEncryptFailed(Name, environment.Name, _api.Secrets.Clean(answer.Words), answer.Code);
        return Read(environment, names, answer);
    }

    /// <inheritdoc/>
    public async Task RemoveLetsEncryptAsync(SslEnvironment environment, CancellationToken cancellationToken)
    {
        if (VirtuozzoEnvironments.FindAddon(await ReadInfoAsync(environment, cancellationToken).ConfigureAwait(false)) is not { } addon) return;
        await _api.CallAsync(
            Change(Marketplace + "uninstall", $"take the Let's Encrypt add-on off '{environment.Name}'", environment, ("appUniqueName", addon)), cancellationToken)
            .ConfigureAwait(false);
    }

    private PlatformLetsEncrypt Read(SslEnvironment environment, IReadOnlyList<string> names, VirtuozzoAnswer answer)
    {
        var isTest = names.Count == 0;
        var wanted = isTest ? [environment.Domain] : names;
        var data = VirtuozzoAnswer.Member(answer.Json, "data") ?? answer.Json;
        var left = new HashSet<string>(VirtuozzoAnswer.Texts(data, "skippedDomains"), StringComparer.OrdinalIgnoreCase);
        var reason = _api.Secrets.Clean(VirtuozzoAnswer.Text(answer.Json, "message") is { } message && left.Count > 0 ? message : "its validation failed");
        return new PlatformLetsEncrypt(
            [.. wanted.Where(name => !left.Contains(name))], [.. wanted.Where(left.Contains).Select(name => new SkippedName(name, reason))], isTest);
    }
}
