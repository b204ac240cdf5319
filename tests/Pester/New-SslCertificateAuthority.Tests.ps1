BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'New-SslCertificateAuthority' {
    It 'makes a CA with an intermediate, and throws the root key away' {
        $authority = New-SslCertificateAuthority home -DiscardRootKey -PermittedDnsName home.example
        $authority.RootKey | Should -Be 'Discarded'
        $authority.HasIntermediate | Should -BeTrue
        $authority.PermittedDnsNames | Should -Be 'home.example'
        $authority.RootPath, $authority.IntermediatePath | ForEach-Object { $_ | Should -Exist }
        Join-Path (Split-Path $authority.RootPath) 'root-key.pem' | Should -Not -Exist
    }

    It 'keeps the root key encrypted, and private' {
        $authority = New-SslCertificateAuthority kept -Passphrase (New-Secret 'correct horse')
        $key = Join-Path (Split-Path $authority.RootPath) 'root-key.pem'
        Get-Content $key -TotalCount 1 | Should -Be '-----BEGIN ENCRYPTED PRIVATE KEY-----'
        Test-Private $key | Should -BeTrue
        Test-Private (Join-Path (Split-Path $authority.RootPath) 'intermediate-key.pem') | Should -BeTrue
    }

    It 'signs with the root and its passphrase where there is no intermediate' {
        $null = New-SslCertificateAuthority vault -Passphrase (New-Secret 'correct horse') -NoIntermediate
        { New-SelfSignedSslCertificate a.example -Authority vault -Ephemeral -ErrorAction Stop } | Should -Throw -ErrorId 'PassphraseRequired,*'
        { New-SelfSignedSslCertificate a.example -Authority vault -Ephemeral -AuthorityPassphrase (New-Secret 'wrong') -ErrorAction Stop } |
            Should -Throw -ErrorId 'WrongPassphrase,*'
        (New-SelfSignedSslCertificate a.example -Authority vault -Ephemeral -AuthorityPassphrase (New-Secret 'correct horse')).Issuer | Should -Be 'CN=vault Root'
    }

    It 'never shows the passphrase' {
        $streams = New-SslCertificateAuthority silent -Passphrase (New-Secret 'correct horse') -Verbose -Debug *>&1 | Out-String
        $streams | Should -Not -Match 'correct horse'
    }

    It 'takes names by property' {
        ([pscustomobject]@{ Name = 'first' }, [pscustomobject]@{ Name = 'second' } | New-SslCertificateAuthority -DiscardRootKey).Name | Should -Be 'first', 'second'
    }

    It 'replaces with -Force alone' {
        $null = New-SslCertificateAuthority again -DiscardRootKey
        { New-SslCertificateAuthority again -DiscardRootKey -ErrorAction Stop } | Should -Throw -ErrorId 'AlreadyExists,SslTools.Commands.NewSslCertificateAuthorityCommand'
        $first = (Get-SslCertificateAuthority again).Thumbprint
        (New-SslCertificateAuthority again -DiscardRootKey -Force).Thumbprint | Should -Not -Be $first
    }

    It 'refuses <Id> and writes nothing' -ForEach @(
        @{ Id = 'InvalidName'; Arguments = @{ Name = '../a' } }
        @{ Id = 'InvalidSubject'; Arguments = @{ Name = 'a'; Subject = 'nonsense' } }
        @{ Id = 'InvalidValidity'; Arguments = @{ Name = 'a'; ValidityDays = -1 } }
        @{ Id = 'InvalidHostName'; Arguments = @{ Name = 'a'; PermittedDnsName = 'not a name' } }
        @{ Id = 'InvalidAddressRange'; Arguments = @{ Name = 'a'; PermittedIPAddress = '10.0.0.0/99' } }
    ) {
        $empty = Join-Path $TestDrive 'nothing'
        { New-SslCertificateAuthority @Arguments -DiscardRootKey -StorePath $empty -ErrorAction Stop } | Should -Throw -ErrorId "$Id,*"
        $empty | Should -Not -Exist
    }

    It 'refuses an empty passphrase' {
        { New-SslCertificateAuthority a -Passphrase ([securestring]::new()) -ErrorAction Stop } | Should -Throw -ErrorId 'EmptyPassphrase,*'
    }

    It 'lets the root key be kept or thrown away, not both' {
        { New-SslCertificateAuthority a -DiscardRootKey -NoIntermediate } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'shows the whole plan with -WhatIf, and does nothing' {
        Get-Screen 'New-SslCertificateAuthority plan -DiscardRootKey -WhatIf' | Should -Match "What if: Make a P256 root with an intermediate that signs, 'CN=plan Root', for any name, valid until"
        Get-SslCertificateAuthority plan* | Should -BeNullOrEmpty
    }
}
