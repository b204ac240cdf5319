BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    # A certificate with its chain and key in files, as a CA and its customer have them; the store itself no longer has it.
    $null = New-SslCertificateAuthority ca -DiscardRootKey
    $null = New-Item -ItemType Directory (Join-Path $TestDrive 'heap')
    $heap = Join-Path $TestDrive 'heap'
    $certificate = New-SelfSignedSslCertificate shop.example.com -Authority ca
    Copy-Item $certificate.CertificatePath (Join-Path $heap '1.txt')
    Copy-Item $certificate.ChainPath (Join-Path $heap '2.txt')
    Copy-Item $certificate.PrivateKeyPath (Join-Path $heap '3.txt')
    Copy-Item (Get-SslCertificateAuthority ca).RootPath (Join-Path $heap '4.txt')
    Set-Content (Join-Path $heap 'readme.md') 'Thank you for your order.'
    $pfx = Join-Path $TestDrive 'shop.pfx'
    $null = $certificate | Export-SslCertificate -Path $pfx -Password (New-Secret 'correct horse')
    Remove-SslCertificate shop.example.com -Confirm:$false
}

Describe 'Import-CustomSslCertificate' {
    AfterEach { Get-SslCertificate | Remove-SslCertificate -Confirm:$false }

    It 'imports a folder: the key, the chain without its root, nothing else' {
        $imported = Import-CustomSslCertificate $heap
        $imported | Should -BeOfType SslTools.SslCertificate
        $imported.Name | Should -Be 'shop.example.com'
        $imported.Source | Should -Be 'Custom'
        Test-Private $imported.PrivateKeyPath | Should -BeTrue
        ([regex]::Matches((Get-Content $imported.FullChainPath -Raw), 'BEGIN')).Count | Should -Be 2
    }

    It 'takes the files of a folder down the pipeline as one heap' {
        (Get-ChildItem $heap | Import-CustomSslCertificate -Name piped).Name | Should -Be 'piped'
    }

    It 'imports a zip file' {
        $zip = Join-Path $TestDrive 'heap.zip'
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        [System.IO.Compression.ZipFile]::CreateFromDirectory($heap, $zip)
        (Import-CustomSslCertificate $zip).Name | Should -Be 'shop.example.com'
    }

    It 'imports a PFX file with its password' {
        (Import-CustomSslCertificate $pfx -Password (New-Secret 'correct horse') -WarningAction SilentlyContinue).Name | Should -Be 'shop.example.com'
        { Import-CustomSslCertificate $pfx -ErrorAction Stop } | Should -Throw -ErrorId 'PasswordRequired,*'
        { Import-CustomSslCertificate $pfx -Password (New-Secret 'wrong') -ErrorAction Stop } | Should -Throw -ErrorId 'WrongPassword,*'
    }

    It 'imports certificates of the platform' {
        $x509 = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($pfx, (New-Secret 'correct horse'), 'Exportable')
        ($x509 | Import-CustomSslCertificate -WarningAction SilentlyContinue).Thumbprint | Should -Be $x509.Thumbprint
    }

    It 'imports parts that are told apart' {
        $parts = @{ CertificatePath = Join-Path $heap '1.txt'; PrivateKeyPath = Join-Path $heap '3.txt'; ChainPath = Join-Path $heap '2.txt' }
        (Import-CustomSslCertificate @parts -WarningAction SilentlyContinue).Name | Should -Be 'shop.example.com'
    }

    It 'refuses a host that is not covered' {
        { Import-CustomSslCertificate $heap -HostName other.example -ErrorAction Stop } | Should -Throw -ErrorId 'CertificateDoesNotCoverName,*'
        (Import-CustomSslCertificate $heap -HostName shop.example.com).Name | Should -Be 'shop.example.com'
    }

    It 'tells of one bad file and imports the good ones' {
        Set-Content (Join-Path $heap 'broken.crt') '-----BEGIN CERTIFICATE-----'
        (Import-CustomSslCertificate $heap -ErrorVariable failures -ErrorAction SilentlyContinue).Name | Should -Be 'shop.example.com'
        $failures.FullyQualifiedErrorId | Should -Be 'TruncatedFile,SslTools.Commands.ImportCustomSslCertificateCommand'
        Remove-Item (Join-Path $heap 'broken.crt')
    }

    It 'replaces with -Force alone' {
        $null = Import-CustomSslCertificate $heap
        { Import-CustomSslCertificate $heap -ErrorAction Stop } | Should -Throw -ErrorId 'AlreadyExists,*'
        (Import-CustomSslCertificate $heap -Force).Version | Should -Be 2
    }

    It 'shows the whole plan with -WhatIf, and imports nothing' {
        Get-Screen "Import-CustomSslCertificate '$heap' -WhatIf" | Should -Match "What if: Import the certificate for shop\.example\.com .* without the root 'CN=ca Root'"
        Get-SslCertificate | Should -BeNullOrEmpty
    }

    It 'says that a file is not there' {
        { Import-CustomSslCertificate (Join-Path $TestDrive 'nowhere') -ErrorAction Stop } | Should -Throw -ErrorId 'FileNotFound,*'
    }
}
