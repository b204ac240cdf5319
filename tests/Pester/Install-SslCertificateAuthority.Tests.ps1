# Nothing of this machine is changed: only plans, errors and stores that hold no such root.
BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $null = New-SslCertificateAuthority home -DiscardRootKey
}

Describe 'Install-SslCertificateAuthority' {
    It 'changes nothing with -WhatIf' {
        $before = Uninstall-SslCertificateAuthority home -PassThru -WarningAction Ignore
        Install-SslCertificateAuthority home -WhatIf -WarningAction Ignore | Should -BeNullOrEmpty
        Get-SslCertificateAuthority | Install-SslCertificateAuthority -WhatIf -WarningAction Ignore | Should -BeNullOrEmpty
        $after = Uninstall-SslCertificateAuthority home -PassThru -WarningAction Ignore
        $before, $after | ForEach-Object { $_.Result } | Should -Not -Contain 'Removed'
    }

    It 'says that a CA is not there' {
        { Install-SslCertificateAuthority nobody -WhatIf -WarningAction Ignore -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,SslTools.Commands.InstallSslCertificateAuthorityCommand'
    }

    It 'goes on after a name that is not there' {
        'nobody', '../x' | Install-SslCertificateAuthority -WhatIf -WarningAction Ignore -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures.FullyQualifiedErrorId | Should -Be 'NotFound,SslTools.Commands.InstallSslCertificateAuthorityCommand', 'InvalidName,SslTools.Commands.InstallSslCertificateAuthorityCommand'
    }

    It 'tells which trust stores it knows' {
        $failure = { Install-SslCertificateAuthority home -TrustStore Windows98 } | Should -Throw -ErrorId 'UnknownTrustStore,*' -PassThru
        $failure.ErrorDetails.RecommendedAction | Should -Match 'System, Java, Nss'
    }

    It 'completes CAs and trust stores' {
        Get-Completion "Install-SslCertificateAuthority -StorePath '$store' -Name h" | Should -Be 'home'
        Get-Completion 'Install-SslCertificateAuthority home -TrustStore ' | Should -Be 'System', 'Java', 'Nss'
    }

    It 'names root and store in the plan' {
        $told = Get-Screen 'Install-SslCertificateAuthority home -WhatIf'
        $told | Should -Match 'trust store'
        if ($told -match 'What if: ') { $told | Should -Match "Trust the root 'CN=home Root' of 'home' \(SHA-256 [0-9A-F]{64}\) in the " }
    }
}
