using System;
using System.Collections.Generic;

namespace SslTools.Testing.Acme;

/// <summary>
/// A session for which every CA that SslTools knows by name is a Pebble of the test's own, so that commands are run as they stand:
/// Let's Encrypt, and one that wants external accounts for the others. Their TLS roots are the default of -CACertificate.
/// </summary>
public sealed class AcmeSandbox : IDisposable
{
    /// <summary>The external account that the CAs other than Let's Encrypt know.</summary>
    public const string ExternalAccount = "kid-1";

    /// <summary>Its HMAC key.</summary>
    public const string ExternalAccountKey = "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W";

    // The CAs differ by a query that Pebble ignores.
    private const string Redirect = """
        $servers = [SslTools.AcmeServer].GetField('WellKnown', 'NonPublic, Static').GetValue($null)
        for ($i = 0; $i -lt $servers.Length; $i++) {
            $name = $servers[$i].Name
            $directory = if ($name -eq 'LetsEncrypt') { $pebble } elseif ($name -eq 'LetsEncryptStaging') { "${pebble}?staging" } else { "${external}?$name" }
            $server = [SslTools.AcmeServer]::new($name, $directory)
            [SslTools.AcmeServer].GetProperty('Limits').SetValue($server, $servers[$i].Limits)
            $servers[$i] = $server
        }
        """;

    // One certificate of the account of Let's Encrypt, without proof of control.
    private const string Issue = """
        function Add-TestCertificate([string[]] $Name, [string] $Account = 'letsencrypt') {
            function Wait-Task($task) { , $task.GetAwaiter().GetResult() }
            $none = [System.Threading.CancellationToken]::None
            $engine = [SslTools.Commands.GetSslCertificateCommand].Assembly.GetType('SslTools.Infrastructure.CompositionRoot').GetProperty('Engine').GetValue($null)
            $store = $engine.OpenStore($storePath)
            $options = [SslTools.Services.AcmeAccountOptions]::new()
            [SslTools.Services.AcmeAccountOptions].GetProperty('Account').SetValue($options, $Account)
            $session = Wait-Task ([SslTools.Services.AcmeAccountService]::new($engine, $store).OpenAsync($options, $none))
            $client, $signer = $session.Client, $session.Signer
            $identifiers = [SslTools.AcmeIdentifier[]] @($Name | ForEach-Object { [SslTools.AcmeIdentifier]::ForName($_) })
            $order = Wait-Task ($client.NewOrderAsync($signer, [SslTools.AcmeOrderRequest]::new($identifiers), $none))
            foreach ($address in $order.Authorizations) {
                $authorization = Wait-Task ($client.GetAuthorizationAsync($signer, $address, $none))
                if ($authorization.Status -eq 'Valid') { continue }
                $null = Wait-Task ($client.AnswerChallengeAsync($signer, ($authorization.Challenges | Where-Object Type -eq 'http-01').Address, $none))
            }
            while ($order.Status -eq 'Pending') { $order = Wait-Task ($client.GetOrderAsync($signer, $order.Address, $none)) }
            $template = [SslTools.RequestTemplate]::new()
            [SslTools.RequestTemplate].GetProperty('Names').SetValue($template, [SslTools.SubjectNames]::Parse($Name))
            $key = $engine.Issuer.GenerateKey('P256')
            $null = Wait-Task ($client.FinalizeAsync($signer, $order, $engine.Issuer.CreateRequest($template, $key), $none))
            do { $order = Wait-Task ($client.GetOrderAsync($signer, $order.Address, $none)) } until ($order.Status -eq 'Valid')
            $chain = (Wait-Task ($client.DownloadAsync($signer, $order.Certificate, $false, $none)))[0]
            $issuers = [System.Collections.Generic.List[byte[]]]::new()
            for ($i = 1; $i -lt $chain.Count; $i++) { $issuers.Add($chain[$i]) }
            $origin = [SslTools.CertificateOrigin]::new()
            [SslTools.CertificateOrigin].GetProperty('Source').SetValue($origin, [SslTools.SslCertificateSource]::LetsEncrypt)
            Wait-Task ($engine.OpenCertificates($store).SaveAsync($Name[0], [SslTools.CertificateBundle]::new($chain[0], $issuers, $key), $origin, $true, $none))
            $session.Dispose()
        }
        """;

    public AcmeSandbox(PebbleOptions? options = null)
    {
        options ??= new PebbleOptions { AlwaysValid = true };
        Pebble = new PebbleServer(options);
        External = new PebbleServer(options with { ExternalAccounts = new Dictionary<string, string> { [ExternalAccount] = ExternalAccountKey } });
        Session.Set("pebble", Pebble.Directory);
        Session.Set("external", External.Directory);
        Session.Set("roots", new[] { Pebble.RootPemPath, External.RootPemPath });
        Session.Set("storePath", Session.Store);
        Session.Succeed($"$null = $ExecutionContext.SessionState.Path.SetLocation('{Session.Folder}')");
        Session.Succeed(Redirect + "\n" + Issue.Replace("function Add", "function global:Add") + "\n$PSDefaultParameterValues['*-LetsEncrypt*:CACertificate'] = $roots");
    }

    public ModuleSession Session { get; } = new();

    /// <summary>What is called LetsEncrypt and LetsEncryptStaging.</summary>
    public PebbleServer Pebble { get; }

    /// <summary>What all other names stand for.</summary>
    public PebbleServer External { get; }

    public void Dispose()
    {
        Session.Dispose();
        External.Dispose();
        Pebble.Dispose();
    }
}
