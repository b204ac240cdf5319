BeforeDiscovery { $noPebble = -not (Get-Command pebble -CommandType Application -ErrorAction Ignore) }
BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'Set-LetsEncryptAccount' {
    It 'wants something to change' {
        { Set-LetsEncryptAccount nobody -ErrorAction Stop } | Should -Throw -ErrorId 'NothingToChange,*'
        { Set-LetsEncryptAccount nobody -NewKey -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*'
    }
}

Describe 'Set-LetsEncryptAccount at a CA' -Skip:$noPebble {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Pebble.ps1')
        $pebble = Start-Pebble
        $account = New-LetsEncryptAccount $pebble.Server -CACertificate $pebble.Root -AcceptTermsOfService -Name one
    }

    AfterAll { Stop-Process -Id $pebble.Process.Id }

    It 'changes the contacts' {
        Set-LetsEncryptAccount one -Contact a@example.com, b@example.com | Should -BeNullOrEmpty
        (Get-LetsEncryptAccount one -Refresh).Contacts | Should -Be 'mailto:a@example.com', 'mailto:b@example.com'
        (Set-LetsEncryptAccount one -Contact @() -PassThru).Contacts | Should -BeNullOrEmpty
    }

    It 'replaces the key of the same account' {
        $new = $account | Set-LetsEncryptAccount -NewKey -PassThru
        $new.Address | Should -Be $account.Address
        $new.KeyThumbprint | Should -Not -Be $account.KeyThumbprint
        (Get-LetsEncryptAccount one -Refresh).Status | Should -Be 'Valid'
    }

    It 'shows the plan with -WhatIf' {
        Get-Screen "Set-LetsEncryptAccount one -KeyAlgorithm P384 -WhatIf" | Should -Match "What if: At the account 'one' of 127\.0\.0\.1.* by a new P384 key"
        (Get-LetsEncryptAccount one).KeyAlgorithm | Should -Be 'P256'
    }
}
