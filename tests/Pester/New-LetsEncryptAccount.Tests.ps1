BeforeDiscovery { $noPebble = -not (Get-Command pebble -CommandType Application -ErrorAction Ignore) }
BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'New-LetsEncryptAccount' {
    It 'refuses what is no CA' {
        { New-LetsEncryptAccount http://ca.example.com/dir -ErrorAction Stop } | Should -Throw -ErrorId 'UnknownAcmeServer,*'
    }

    It 'refuses half an external account and a wrong contact before any CA is asked' {
        { New-LetsEncryptAccount ZeroSSL -EabKeyId kid-1 -ErrorAction Stop } | Should -Throw -ErrorId 'ExternalAccountIncomplete,*'
        { New-LetsEncryptAccount -Contact nobody -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidContact,*'
    }

    It 'refuses a file that is no key' {
        { New-LetsEncryptAccount -KeyPath $PSCommandPath -ErrorAction Stop } | Should -Throw -ErrorId 'MalformedKey,*'
        { New-LetsEncryptAccount -KeyPath (Join-Path $TestDrive 'none.pem') -ErrorAction Stop } | Should -Throw -ErrorId 'FileNotFound,*'
    }

    It 'completes the CAs' {
        Get-Completion 'New-LetsEncryptAccount -Server lets' | Should -Be 'LetsEncrypt', 'LetsEncryptStaging'
    }
}

Describe 'New-LetsEncryptAccount at a CA' -Skip:$noPebble {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Pebble.ps1')
        $pebble = Start-Pebble
    }

    AfterAll { Stop-Process -Id $pebble.Process.Id }

    It 'wants consent' {
        { New-LetsEncryptAccount $pebble.Server -CACertificate $pebble.Root -ErrorAction Stop } | Should -Throw -ErrorId 'TermsNotAccepted,*'
    }

    It 'makes the account once' {
        $account = New-LetsEncryptAccount $pebble.Server -CACertificate $pebble.Root -AcceptTermsOfService -Contact admin@example.com -Name first
        $account.Status | Should -Be 'Valid'
        $account.Contacts | Should -Be 'mailto:admin@example.com'
        { New-LetsEncryptAccount $pebble.Server -CACertificate $pebble.Root -AcceptTermsOfService -Name first -ErrorAction Stop } | Should -Throw -ErrorId 'AccountExists,*'
    }

    It 'verifies the CA' {
        { New-LetsEncryptAccount $pebble.Server -AcceptTermsOfService -ErrorAction Stop } | Should -Throw -ErrorId 'AcmeUntrusted,*'
    }

    It 'shows the plan with -WhatIf' {
        Get-Screen "New-LetsEncryptAccount $($pebble.Server) -CACertificate '$($pebble.Root)' -AcceptTermsOfService -Name second -WhatIf" | Should -Match "What if: Make the account 'second' at 127\.0\.0\.1"
        Get-LetsEncryptAccount second* | Should -BeNullOrEmpty
    }
}
