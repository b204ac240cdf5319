namespace SslTools.Testing.Help;

/// <summary>What the documentation takes for granted when its code is run.</summary>
public static class HelpSetup
{
    /// <summary>Commands of full PowerShell that the bare engine lacks and the documentation uses.</summary>
    public const string Commands = """
        function Read-Host([string] $Prompt, [switch] $AsSecureString) {
            $answer = [securestring]::new()
            $text = if ($Prompt -like '*HMAC*') { 'zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W' }
                elseif ($Prompt -like '*TSIG*') { $global:tsigSecret } elseif ($Prompt -like '*token*') { 'a-token-of-40-letters-and-no-real-one-000' } else { 'correct horse' }
            foreach ($character in $text.ToCharArray()) { $answer.AppendChar($character) }
            $answer
        }
        """;

    private const string Sites = """
        $null = New-SelfSignedSslCertificate *.example.com
        $null = New-SelfSignedSslCertificate shop.example.com, www.shop.example.com -ValidityDays 15
        $null = New-SslCertificateAuthority home -DiscardRootKey -PermittedDnsName home.example
        $null = New-SelfSignedSslCertificate www.home.example -Authority home
        """;

    private const string Authorities = """
        $null = New-SslCertificateAuthority home -DiscardRootKey -PermittedDnsName home.example
        $null = New-SslCertificateAuthority office -Passphrase (Read-Host -AsSecureString) -PermittedDnsName office.example -PermittedIPAddress 10.0.0.0/8
        """;

    private const string Bindings = """
        $null = New-SelfSignedSslCertificate www.example.com
        $null = New-SelfSignedSslCertificate blog.example.com -ValidityDays 15
        'www.example.com', 'blog.example.com' | ForEach-Object { Set-SslBinding $_ -HostName $_ }
        """;

    private const string TrustedBindings = """
        $null = New-SslCertificateAuthority home -DiscardRootKey
        'www.example.com', 'blog.example.com' | ForEach-Object { New-SelfSignedSslCertificate $_ -Authority home | Set-SslBinding -HostName $_ -TlsPolicy Intermediate -Hsts -RedirectHttp }
        """;

    // A CA of the platform's cryptography that signed a request of the store, and what lies about after that.
    private const string FromCa = """
        $folder = [IO.Path]::GetDirectoryName($PSDefaultParameterValues['*Ssl*:StorePath'])
        $null = $ExecutionContext.SessionState.Path.SetLocation($folder)
        $null = [IO.Directory]::CreateDirectory("$folder/from-ca"), [IO.Directory]::CreateDirectory("$folder/certificates")
        function Sign([string] $Request, [string] $Path) {
            $key = [Security.Cryptography.ECDsa]::Create([Security.Cryptography.ECCurve]::CreateFromFriendlyName('nistP256'))
            $root = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=Example CA', $key, [Security.Cryptography.HashAlgorithmName]::SHA256)
            $root.CertificateExtensions.Add([Security.Cryptography.X509Certificates.X509BasicConstraintsExtension]::new($true, $false, 0, $true))
            $ca = $root.CreateSelfSigned([DateTimeOffset]::UtcNow.AddDays(-2), [DateTimeOffset]::UtcNow.AddDays(2))
            $asked = [Security.Cryptography.X509Certificates.CertificateRequest]::LoadSigningRequestPem($Request, 'SHA256', 'UnsafeLoadCertificateExtensions')
            $issued = $asked.Create($ca, [DateTimeOffset]::UtcNow.AddDays(-1), [DateTimeOffset]::UtcNow.AddDays(1), [byte[]](1..8))
            [IO.File]::WriteAllText($Path, "Dear customer,`n" + $issued.ExportCertificatePem() + "`n")
            [IO.File]::WriteAllText([IO.Path]::Combine([IO.Path]::GetDirectoryName($Path), 'issuers.pem'), $ca.ExportCertificatePem())
        }
        Sign (New-SslCertificateRequest shop.example.com).Pem "$folder/from-ca/shop.crt"
        """;

    private const string Files = FromCa + """

        $www = New-SslCertificateRequest www.example.com
        Sign $www.Pem "$folder/www.crt"
        [IO.File]::Copy($www.PrivateKeyPath, "$folder/www.key")
        $null = New-SelfSignedSslCertificate mail.example.com | Export-SslCertificate -Path mail.pfx -Password (Read-Host -AsSecureString)
        Remove-SslCertificate mail.example.com -Confirm:$false
        """;

    // The sites of the sandbox's server as the environments of a platform.
    private const string Platform = """
        $null = New-SelfSignedSslCertificate *.example.com
        $null = Register-SslPlatform home -Domain example.com -Certificate _.example.com
        """;

    private const string Accounts = """
        $null = New-LetsEncryptAccount -AcceptTermsOfService -Contact admin@example.com
        $null = New-LetsEncryptAccount LetsEncryptStaging -AcceptTermsOfService
        """;

    // Certificates of an account that asks for no more consent; each in its own way of proof.
    private const string Issued = """
        $null = Request-LetsEncryptCertificate www.example.com, example.com -WebRoot /var/www/html -AcceptTermsOfService
        $null = Request-LetsEncryptCertificate blog.example.com -Standalone
        """;

    /// <summary>The script that makes what a piece of code starts from.</summary>
    public static string For(HelpCode code) => (code.Source, code.Sandbox) switch
    {
        ("README", _) when code.Code.Contains("from-ca", System.StringComparison.Ordinal) => FromCa,
        ("Get-SslCertificate" or "Export-SslCertificate" or "README" or "about_SslTools", Sandbox.Store) => Sites,
        ("New-SelfSignedSslCertificate", _) => "$null = New-SelfSignedSslCertificate devbox.example",
        ("Get-SslCertificateAuthority" or "Install-SslCertificateAuthority", _) => Authorities,
        ("Uninstall-SslCertificateAuthority", _) => Authorities + "\nInstall-SslCertificateAuthority home -TrustStore Nss, Java",
        ("Remove-SslCertificate", _) => """
            $null = New-SelfSignedSslCertificate old.example.com -NotBefore 2020-01-01 -NotAfter 2021-01-01
            $null = New-SelfSignedSslCertificate test.example
            """,
        ("Test-SslCertificate", _) => """
            $null = New-SelfSignedSslCertificate shop.example.com
            $null = New-SelfSignedSslCertificate old.example.com -NotBefore ([datetime]::Now.AddDays(-380)) -NotAfter ([datetime]::Now.AddDays(10))
            """,
        ("Set-SslBinding", _) when code.Code.Contains("-Platform", System.StringComparison.Ordinal) => Platform + "\n$null = New-SelfSignedSslCertificate www.example.com",
        ("Remove-SslBinding", _) when code.Code.Contains("-Platform", System.StringComparison.Ordinal) => Platform + "\n$null = New-SelfSignedSslCertificate www.example.com",
        ("Get-SslBinding", _) when code.Code.Contains("-Platform", System.StringComparison.Ordinal) => Platform,
        ("Register-SslPlatform", _) => code.Title.StartsWith("Example 1:", System.StringComparison.Ordinal) ? "" : Platform,
        ("Get-SslPlatform" or "Unregister-SslPlatform" or "Get-SslEnvironment" or "Enable-BuiltInSsl" or "Get-BuiltInSsl", _) => Platform,
        ("Disable-BuiltInSsl", _) => Platform + "\n$null = Enable-BuiltInSsl shop, blog",
        ("Set-SslBinding", _) => "$null = 'www.example.com', '*.example.com' | New-SelfSignedSslCertificate",
        ("Import-CustomSslCertificate", _) => Files,
        ("custom-certificates", _) => code.Title == "Block 1" ? "" : FromCa,
        ("New-SslCertificateRequest", _) => """
            $null = New-SelfSignedSslCertificate www.example.com
            $null = New-SelfSignedSslCertificate mail.example.com -KeyAlgorithm RSA2048 | Export-SslCertificate -Path mail.key
            """,
        ("Get-SslCertificateRequest" or "Remove-SslCertificateRequest", _) => "$null = 'shop.example.com', 'old.example.com' | New-SslCertificateRequest",
        ("Get-LetsEncryptAccount" or "Set-LetsEncryptAccount" or "Remove-LetsEncryptAccount" or "Export-LetsEncryptAccount", _) => Accounts,
        ("New-LetsEncryptAccount", _) => """
            $null = New-LetsEncryptAccount -Name elsewhere -AcceptTermsOfService
            $null = Export-LetsEncryptAccount elsewhere ./admin@example.com.key
            Remove-LetsEncryptAccount elsewhere -Confirm:$false
            """,
        ("Request-LetsEncryptCertificate", _) when code.Code.Contains("-CertificateRequest", System.StringComparison.Ordinal) =>
            "$null = New-LetsEncryptAccount -AcceptTermsOfService; $null = New-SslCertificateRequest www.example.com -Path ./www.csr",
        ("Request-LetsEncryptCertificate", _) when !code.Code.Contains("-AcceptTermsOfService", System.StringComparison.Ordinal) =>
            "$null = New-LetsEncryptAccount -AcceptTermsOfService",
        ("Update-SslCertificate", _) => Issued,
        ("Get-SslRenewalTask" or "Unregister-SslRenewalTask", _) => "$null = Register-SslRenewalTask -At 03:17, 15:17",
        ("Revoke-LetsEncryptCertificate", _) => """
            $null = New-LetsEncryptAccount -AcceptTermsOfService
            $null = 'www.example.com', 'shop.example.com' | ForEach-Object { Add-TestCertificate $_ }
            [IO.File]::Copy((Get-SslCertificate shop.example.com).CertificatePath, "$PWD/cert.pem")
            [IO.File]::Copy((Get-SslCertificate shop.example.com).PrivateKeyPath, "$PWD/privkey.pem")
            """,
        ("Get-SslBinding" or "Remove-SslBinding", _) => Bindings,
        ("Test-SslEndpoint" or "endpoints", _) => TrustedBindings,
        _ => "",
    };
}
