BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $password = New-Secret 'correct horse'
    $null = New-SslCertificateAuthority home -DiscardRootKey
    $null = New-SelfSignedSslCertificate shop.example -KeyAlgorithm RSA2048 -Authority home
    $null = New-SelfSignedSslCertificate blog.example
}

Describe 'Export-SslCertificate' {
    BeforeEach {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $folder
    }

    It 'writes a PFX file that the platform opens: <_>' -ForEach 'Modern', 'Legacy' {
        $file = Export-SslCertificate shop.example (Join-Path $folder 'shop.pfx') -Password $password -PfxEncryption $_
        $file | Should -BeOfType ([IO.FileInfo])
        $opened = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($file.FullName, $password)
        $opened.HasPrivateKey | Should -BeTrue
        $opened.Thumbprint | Should -Be (Get-SslCertificate shop.example).Thumbprint
        Test-Private $file.FullName | Should -BeTrue
    }

    It 'chooses the format by the extension: <Extension>' -ForEach @(
        @{ Extension = 'pem'; First = '-----BEGIN CERTIFICATE-----' }
        @{ Extension = 'crt'; First = '-----BEGIN CERTIFICATE-----' }
        @{ Extension = 'p7b'; First = '-----BEGIN PKCS7-----' }
        @{ Extension = 'key'; First = '-----BEGIN PRIVATE KEY-----' }
    ) {
        $file = Export-SslCertificate shop.example (Join-Path $folder "x.$Extension")
        Get-Content $file.FullName -TotalCount 1 | Should -Be $First
    }

    It 'orders a PEM file as <Content> says' -ForEach @(
        @{ Content = 'Certificate'; Blocks = 'CERTIFICATE' }
        @{ Content = 'Chain'; Blocks = 'CERTIFICATE' }
        @{ Content = 'FullChain'; Blocks = 'CERTIFICATE CERTIFICATE' }
        @{ Content = 'FullChainAndKey'; Blocks = 'CERTIFICATE CERTIFICATE PRIVATE KEY' }
        @{ Content = 'KeyAndFullChain'; Blocks = 'PRIVATE KEY CERTIFICATE CERTIFICATE' }
    ) {
        $file = Export-SslCertificate shop.example (Join-Path $folder 'x.pem') -PemContent $Content
        $begins = Get-Content $file.FullName | Where-Object { $_ -match '^-----BEGIN (.*)-----' } | ForEach-Object { $_ -replace '^-----BEGIN |-----$', '' }
        $begins -join ' ' | Should -Be $Blocks
    }

    It 'writes a file for each certificate into a folder' {
        (Export-SslCertificate * $folder -Format Der).Name | Should -Be 'blog.example.cer', 'shop.example.cer'
        (Get-SslCertificate | Export-SslCertificate -Path $folder -Format Pkcs7).Name | Should -Be 'blog.example.p7b', 'shop.example.p7b'
    }

    It 'takes certificates of the platform' {
        $x509 = (New-SelfSignedSslCertificate platform.example -Ephemeral).Certificate
        $file = $x509 | Export-SslCertificate -Path $folder -Format Der
        [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($file.FullName).Thumbprint | Should -Be $x509.Thumbprint
    }

    It 'emits the certificate with -PassThru, to bind to the -FilePath of other commands' {
        $exported = Export-SslCertificate shop.example (Join-Path $folder 'x.pfx') -Password $password -PassThru
        $exported.PfxPath | Should -Exist
        $exported.FilePath | Should -Be $exported.PfxPath
        (Get-SslCertificate shop.example).PfxPath | Should -BeNullOrEmpty
    }

    It 'resolves paths against the location, and drives of PowerShell' {
        Push-Location $folder
        try { (Export-SslCertificate shop.example relative.pem).FullName | Should -Exist }
        finally { Pop-Location }
        Join-Path $folder 'relative.pem' | Should -Exist
        (Export-SslCertificate shop.example "TestDrive:/$(Split-Path -Leaf $folder)/drive.pem").FullName | Should -Exist
    }

    It 'replaces a file with -Force alone' {
        $path = Join-Path $folder 'x.pem'
        Set-Content $path 'kept'
        { Export-SslCertificate shop.example $path -ErrorAction Stop } | Should -Throw -ErrorId 'FileExists,SslTools.Commands.ExportSslCertificateCommand'
        Get-Content $path | Should -Be 'kept'
        $null = Export-SslCertificate shop.example $path -Force
        Get-Content $path -TotalCount 1 | Should -Be '-----BEGIN CERTIFICATE-----'
    }

    It 'refuses <Id>' -ForEach @(
        @{ Id = 'NotFound'; Arguments = @{ Name = 'nobody'; Path = 'x.pem' } }
        @{ Id = 'PasswordRequired'; Arguments = @{ Name = 'shop.example'; Path = 'x.pfx' } }
        @{ Id = 'FolderNotFound'; Arguments = @{ Name = 'shop.example'; Path = 'no/x.pem' } }
        @{ Id = 'OptionNotApplicable'; Arguments = @{ Name = 'shop.example'; Path = 'x.cer'; NoPassword = $true } }
        @{ Id = 'NoChain'; Arguments = @{ Name = 'blog.example'; Path = 'x.pem'; PemContent = 'Chain' } }
    ) {
        $Arguments.Path = Join-Path $folder $Arguments.Path
        { Export-SslCertificate @Arguments -ErrorAction Stop } | Should -Throw -ErrorId "$Id,*"
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'takes no password as plain text' {
        { Export-SslCertificate shop.example (Join-Path $folder 'x.pfx') -Password 'plain' } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,*'
    }

    It 'shows the whole plan with -WhatIf, and writes nothing' {
        Get-Screen "Export-SslCertificate shop.example '$(Join-Path $folder 'x.pem')' -PemContent FullChainAndKey -WhatIf" |
            Should -Match "What if: Write certificate, issuers and private key \(PEM\) of 'shop\.example', the private key unencrypted, to "
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'completes names and formats' {
        Get-Completion "Export-SslCertificate -StorePath '$store' -Name sh" | Should -Be 'shop.example'
        Get-Completion 'Export-SslCertificate a x -Format P' | Sort-Object | Should -Be 'Pem', 'Pfx', 'Pkcs7', 'Pkcs8'
    }
}
