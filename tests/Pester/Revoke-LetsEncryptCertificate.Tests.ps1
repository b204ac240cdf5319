BeforeDiscovery { $noPebble = -not (Get-Command pebble -CommandType Application -ErrorAction Ignore) }
BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'Revoke-LetsEncryptCertificate' {
    BeforeAll { $self = New-SelfSignedSslCertificate self.example }

    It 'asks first' {
        (Get-Command Revoke-LetsEncryptCertificate).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be 'High'
    }

    It 'refuses what no ACME CA issued' {
        { Revoke-LetsEncryptCertificate self.example -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'NotRevocable,*'
        { $self | Revoke-LetsEncryptCertificate -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'NotRevocable,*'
    }

    It 'wants the account or the key' {
        { Revoke-LetsEncryptCertificate -CertificatePath $self.CertificatePath -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*'
        { Revoke-LetsEncryptCertificate -CertificatePath $self.CertificatePath -ByKey -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'RevocationKeyMissing,*'
    }

    It 'shows the plan with -WhatIf' {
        Get-Screen "Revoke-LetsEncryptCertificate -CertificatePath '$($self.CertificatePath)' -KeyPath '$($self.PrivateKeyPath)' -Reason KeyCompromise -WhatIf" |
            Should -Match "What if: Revoke the certificate 'self\.example' .* at LetsEncrypt, reason KeyCompromise, by its own key; this can't be undone"
    }

    It 'completes the reasons' { Get-Completion 'Revoke-LetsEncryptCertificate -Reason Key' | Should -Be 'KeyCompromise' }
}

Describe 'Revoke-LetsEncryptCertificate at a CA' -Skip:$noPebble {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Pebble.ps1')
        $pebble = Start-Pebble
    }

    AfterAll { Stop-Process -Id $pebble.Process.Id }

    It 'passes on what the CA says of a certificate that it did not issue' {
        $self = New-SelfSignedSslCertificate self.example -Force
        $revoke = @{ CertificatePath = $self.CertificatePath; KeyPath = $self.PrivateKeyPath; Server = $pebble.Server; CACertificate = $pebble.Root }
        { Revoke-LetsEncryptCertificate @revoke -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'Acme*'
    }
}
