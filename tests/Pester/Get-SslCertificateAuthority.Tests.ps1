BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $null = New-SslCertificateAuthority home -DiscardRootKey -PermittedDnsName home.example -PermittedIPAddress 10.0.0.0/8
    $null = New-SslCertificateAuthority office -DiscardRootKey -KeyAlgorithm P384
}

Describe 'Get-SslCertificateAuthority' {
    It 'lists all, and selects by name and wildcard' {
        (Get-SslCertificateAuthority).Name | Should -Be 'home', 'office'
        (Get-SslCertificateAuthority HOME).Name | Should -Be 'home'
        (Get-SslCertificateAuthority o*).Name | Should -Be 'office'
        ('home', 'office' | Get-SslCertificateAuthority).KeyAlgorithm | Should -Be 'P256', 'P384'
        Get-SslCertificateAuthority nothing* | Should -BeNullOrEmpty
    }

    It 'shows a table that is easy to read' {
        $table = Get-SslCertificateAuthority | Out-String -Width 200
        $table | Should -Match 'Name +Key +NotAfter \(UTC\) +RootKey +Signs with +Only for'
        $table | Should -Match 'home +P256 +\d{4}-\d\d-\d\d \d\d:\d\d +Discarded +intermediate +home\.example, 10\.0\.0\.0/8'
    }

    It 'composes with Select-Object and ConvertTo-Json' {
        $json = Get-SslCertificateAuthority home | Select-Object Name, PermittedDnsNames, RootPath | ConvertTo-Json | ConvertFrom-Json
        $json.PermittedDnsNames | Should -Be 'home.example'
        $json.RootPath | Should -Exist
    }

    It 'gives the root as a file that the platform reads' {
        $root = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new((Get-SslCertificateAuthority home).RootPath)
        $root.Thumbprint | Should -Be (Get-SslCertificateAuthority home).Thumbprint
        $root.HasPrivateKey | Should -BeFalse
    }

    It 'says that a name is not there' {
        { Get-SslCertificateAuthority nobody -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,SslTools.Commands.GetSslCertificateAuthorityCommand'
    }

    It 'completes names' {
        Get-Completion "Get-SslCertificateAuthority -StorePath '$store' " | Should -Be 'home', 'office'
    }
}
