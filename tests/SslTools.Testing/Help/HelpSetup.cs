namespace SslTools.Testing.Help;

/// <summary>What the documentation takes for granted when its code is run.</summary>
public static class HelpSetup
{
    /// <summary>Commands of full PowerShell that the bare engine lacks and the documentation uses.</summary>
    public const string Commands = """
        function Read-Host([switch] $AsSecureString) {
            $answer = [securestring]::new()
            foreach ($character in 'correct horse'.ToCharArray()) { $answer.AppendChar($character) }
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

    /// <summary>The script that makes what a piece of code starts from.</summary>
    public static string For(HelpCode code) => (code.Source, code.Sandbox) switch
    {
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
        ("Set-SslBinding", _) => "$null = 'www.example.com', '*.example.com' | New-SelfSignedSslCertificate",
        ("Get-SslBinding" or "Remove-SslBinding", _) => Bindings,
        _ => "",
    };
}
