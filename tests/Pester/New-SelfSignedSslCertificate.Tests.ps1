BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'New-SelfSignedSslCertificate' {
    It 'issues, keeps and emits a certificate' {
        $certificate = New-SelfSignedSslCertificate shop.example.com, www.shop.example.com, 192.0.2.7, 2001:db8::7
        $certificate.Name | Should -Be 'shop.example.com'
        $certificate.DnsNames | Should -Be 'shop.example.com', 'www.shop.example.com'
        $certificate.IPAddresses | Should -Be '192.0.2.7', '2001:db8::7'
        $certificate.Source | Should -Be 'SelfSigned'
        $certificate.Status | Should -Be 'Valid'
        $certificate.DaysRemaining | Should -Be 396
        $certificate.CertificatePath, $certificate.FullChainPath, $certificate.PrivateKeyPath | ForEach-Object { $_ | Should -Exist }
        (Get-SslCertificate shop.example.com).Thumbprint | Should -Be $certificate.Thumbprint
    }

    It 'gives a certificate object with its key' {
        $x509 = (New-SelfSignedSslCertificate key.example -KeyAlgorithm RSA2048 -Ephemeral).Certificate
        $x509 | Should -BeOfType ([System.Security.Cryptography.X509Certificates.X509Certificate2])
        $x509.HasPrivateKey | Should -BeTrue
        $x509.Subject | Should -Be 'CN=key.example'
    }

    It 'keeps the private key to its owner' {
        Test-Private (New-SelfSignedSslCertificate private.example).PrivateKeyPath | Should -BeTrue
    }

    It 'takes names from the pipeline, and goes on after a bad one' {
        $certificates = 'one.example', 'not a name', 'two.example' | New-SelfSignedSslCertificate -ErrorVariable failures -ErrorAction SilentlyContinue
        $certificates.Name | Should -Be 'one.example', 'two.example'
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'InvalidHostName,SslTools.Commands.NewSelfSignedSslCertificateCommand'
        $failures[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failures[0].TargetObject | Should -Be 'not a name'
        $failures[0].ErrorDetails.RecommendedAction | Should -Match 'Give a DNS name'
    }

    It 'takes rows of a table by property name' {
        $rows = "DnsName,Name`nfirst.example,first`nsecond.example,second" | ConvertFrom-Csv
        ($rows | New-SelfSignedSslCertificate).Name | Should -Be 'first', 'second'
    }

    It 'turns Unicode names to punycode' {
        $name = 'b' + [char]0xFC + 'cher.example'
        (New-SelfSignedSslCertificate $name -Ephemeral).DnsNames | Should -Be 'xn--bcher-kva.example'
    }

    It 'reads key algorithms as people write them: <Written>' -ForEach @(
        @{ Written = 'P-384'; Algorithm = 'P384' }
        @{ Written = 'ECDSA P-521'; Algorithm = 'P521' }
        @{ Written = 'secp256r1'; Algorithm = 'P256' }
        @{ Written = 'rsa-2048'; Algorithm = 'RSA2048' }
        @{ Written = 'ed25519'; Algorithm = 'Ed25519' }
    ) {
        (New-SelfSignedSslCertificate a.example -Ephemeral -KeyAlgorithm $Written -WarningAction Ignore).KeyAlgorithm | Should -Be $Algorithm
    }

    It 'sets the dates that are asked for' {
        $certificate = New-SelfSignedSslCertificate a.example -Ephemeral -NotBefore '2030-01-01T00:00:00Z' -NotAfter '2030-02-01T00:00:00Z'
        $certificate.NotBefore.ToString('u') | Should -Be '2030-01-01 00:00:00Z'
        $certificate.NotAfter.ToString('u') | Should -Be '2030-02-01 00:00:00Z'
        $certificate.Status | Should -Be 'NotYetValid'
    }

    It 'warns of a lifetime that clients refuse' {
        $null = New-SelfSignedSslCertificate a.example -Ephemeral -ValidityDays 398 -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -Match '398 days'
    }

    It 'replaces with -Force alone, and keeps the earlier version' {
        $first = New-SelfSignedSslCertificate again.example
        { New-SelfSignedSslCertificate again.example -ErrorAction Stop } | Should -Throw -ErrorId 'AlreadyExists,SslTools.Commands.NewSelfSignedSslCertificateCommand'
        (New-SelfSignedSslCertificate again.example -Force).Version | Should -Be 2
        (Get-SslCertificate again.example -Version 1).Thumbprint | Should -Be $first.Thumbprint
    }

    It 'is signed by a local CA' {
        $null = New-SslCertificateAuthority signer -DiscardRootKey -PermittedDnsName signer.example
        $certificate = New-SelfSignedSslCertificate www.signer.example -Authority signer
        $certificate.Source | Should -Be 'CertificateAuthority'
        $certificate.Issuer | Should -Be 'CN=signer Root Intermediate'
        { New-SelfSignedSslCertificate www.example.com -Authority signer -ErrorAction Stop } | Should -Throw -ErrorId 'NameNotPermitted,*'
    }

    It 'refuses <Id> and writes nothing' -ForEach @(
        @{ Id = 'NoSubjectName'; Arguments = @{} }
        @{ Id = 'InvalidHostName'; Arguments = @{ DnsName = 'under_score.example' } }
        @{ Id = 'InvalidName'; Arguments = @{ DnsName = 'a.example'; Name = '../a' } }
        @{ Id = 'InvalidSubject'; Arguments = @{ DnsName = 'a.example'; Subject = 'nonsense' } }
        @{ Id = 'InvalidValidity'; Arguments = @{ DnsName = 'a.example'; ValidityDays = 0 } }
        @{ Id = 'NotFound'; Arguments = @{ DnsName = 'a.example'; Authority = 'nobody' } }
    ) {
        $empty = Join-Path $TestDrive 'nothing'
        { New-SelfSignedSslCertificate @Arguments -StorePath $empty -ErrorAction Stop } | Should -Throw -ErrorId "$Id,SslTools.Commands.NewSelfSignedSslCertificateCommand"
        $empty | Should -Not -Exist
    }

    It 'refuses a store that is a file' {
        $file = Join-Path $TestDrive 'file'
        Set-Content $file ''
        { New-SelfSignedSslCertificate a.example -StorePath $file -ErrorAction Stop } | Should -Throw -ErrorId 'StoreNotUsable,*'
    }

    It 'shows the whole plan with -WhatIf, and does nothing' {
        Get-Screen 'New-SelfSignedSslCertificate plan.example, 192.0.2.9 -WhatIf' |
            Should -Match 'What if: Issue a P256 certificate for plan\.example, 192\.0\.2\.9, signed by its own key, valid until .*, kept in '
        Get-SslCertificate plan* | Should -BeNullOrEmpty
    }

    It 'writes to a store below a drive of PowerShell' {
        (New-SelfSignedSslCertificate drive.example -StorePath 'TestDrive:/drive').PrivateKeyPath | Should -Exist
        Join-Path $TestDrive 'drive/certificates/drive.example/cert.pem' | Should -Exist
    }

    It 'completes the names of CAs, and of key algorithms' {
        $null = New-SslCertificateAuthority complete -DiscardRootKey
        Get-Completion "New-SelfSignedSslCertificate a.example -StorePath '$store' -Authority comp" | Should -Be 'complete'
        Get-Completion 'New-SelfSignedSslCertificate a.example -KeyAlgorithm RSA' | Sort-Object | Should -Be 'RSA2048', 'RSA3072', 'RSA4096'
    }
}
