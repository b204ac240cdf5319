# Nothing of this machine is changed: only plans, errors and stores that hold no such root.
BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $null = New-SslCertificateAuthority home -DiscardRootKey
}

Describe 'Uninstall-SslCertificateAuthority' {
    It 'changes nothing with -WhatIf' {
        $before = Uninstall-SslCertificateAuthority home -PassThru -WarningAction Ignore
        Uninstall-SslCertificateAuthority home -WhatIf -WarningAction Ignore | Should -BeNullOrEmpty
        Get-SslCertificateAuthority | Uninstall-SslCertificateAuthority -WhatIf -WarningAction Ignore | Should -BeNullOrEmpty
        $after = Uninstall-SslCertificateAuthority home -PassThru -WarningAction Ignore
        $before, $after | ForEach-Object { $_.Result } | Should -Not -Contain 'Removed'
    }

    It 'says that a CA is not there' {
        { Uninstall-SslCertificateAuthority nobody -WhatIf -WarningAction Ignore -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,SslTools.Commands.UninstallSslCertificateAuthorityCommand'
    }

    It 'goes on after a name that is not there' {
        'nobody', '../x' | Uninstall-SslCertificateAuthority -WhatIf -WarningAction Ignore -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures.FullyQualifiedErrorId | Should -Be 'NotFound,SslTools.Commands.UninstallSslCertificateAuthorityCommand', 'InvalidName,SslTools.Commands.UninstallSslCertificateAuthorityCommand'
    }

    It 'tells which trust stores it knows' {
        $failure = { Uninstall-SslCertificateAuthority home -TrustStore Windows98 } | Should -Throw -ErrorId 'UnknownTrustStore,*' -PassThru
        $failure.ErrorDetails.RecommendedAction | Should -Match 'System, Java, Nss'
    }

    It 'completes CAs and trust stores' {
        Get-Completion "Uninstall-SslCertificateAuthority -StorePath '$store' -Name h" | Should -Be 'home'
        Get-Completion 'Uninstall-SslCertificateAuthority home -TrustStore ' | Should -Be 'System', 'Java', 'Nss'
    }

    It 'finds nothing to remove, and shows that as a table' {
        $changes = Uninstall-SslCertificateAuthority home -PassThru -WarningAction Ignore
        $changes.Result | Select-Object -Unique | Should -BeIn 'NotInstalled', 'Skipped'
        $changes | Out-String -Width 200 | Should -Match 'Authority +TrustStore +Result +Path'
    }
}
