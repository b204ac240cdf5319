@{
    RootModule = 'SslTools.PowerShell.dll'
    ModuleVersion = '0.1.0'
    GUID = '5a0c4f0e-7a4c-4c8e-9a55-1c5b5b1f2d61'
    Author = 'The SslTools authors'
    Copyright = '(c) The SslTools authors. MIT licence.'
    Description = 'Issues, keeps, serves, proves and renews TLS certificates: self-signed and local CA, Let''s Encrypt, custom, and a platform''s built-in SSL.'
    PowerShellVersion = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions = @('Desktop', 'Core')
    FormatsToProcess = @('SslTools.Format.ps1xml')
    TypesToProcess = @('SslTools.Types.ps1xml')
    FunctionsToExport = @()
    AliasesToExport = @()
    VariablesToExport = @()
    CmdletsToExport = @(
        'Disable-BuiltInSsl'
        'Enable-BuiltInSsl'
        'Export-LetsEncryptAccount'
        'Export-SslCertificate'
        'Get-BuiltInSsl'
        'Get-LetsEncryptAccount'
        'Get-SslBinding'
        'Get-SslCertificate'
        'Get-SslCertificateAuthority'
        'Get-SslCertificateRequest'
        'Get-SslEnvironment'
        'Get-SslPlatform'
        'Get-SslRenewalTask'
        'Import-CustomSslCertificate'
        'Install-SslCertificateAuthority'
        'New-LetsEncryptAccount'
        'New-SelfSignedSslCertificate'
        'New-SslCertificateAuthority'
        'New-SslCertificateRequest'
        'Register-SslPlatform'
        'Register-SslRenewalTask'
        'Remove-LetsEncryptAccount'
        'Remove-SslBinding'
        'Remove-SslCertificate'
        'Remove-SslCertificateRequest'
        'Request-LetsEncryptCertificate'
        'Revoke-LetsEncryptCertificate'
        'Set-LetsEncryptAccount'
        'Set-SslBinding'
        'Test-SslCertificate'
        'Test-SslEndpoint'
        'Uninstall-SslCertificateAuthority'
        'Unregister-SslPlatform'
        'Unregister-SslRenewalTask'
        'Update-SslCertificate'
    )
    PrivateData = @{
        PSData = @{
            Tags = @('SSL', 'TLS', 'Certificate', 'HTTPS', 'PKI', 'ACME', 'LetsEncrypt', 'nginx')
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}
