BeforeDiscovery { $noPebble = -not (Get-Command pebble -CommandType Application -ErrorAction Ignore) }
BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'Remove-LetsEncryptAccount' {
    It 'asks first' {
        (Get-Command Remove-LetsEncryptAccount).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be 'High'
    }

    It 'says that a name is not there' {
        { Remove-LetsEncryptAccount nobody -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*'
    }
}

Describe 'Remove-LetsEncryptAccount with accounts' -Skip:$noPebble {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Pebble.ps1')
        $pebble = Start-Pebble
    }

    AfterAll { Stop-Process -Id $pebble.Process.Id }

    BeforeEach {
        Remove-LetsEncryptAccount * -Confirm:$false
        $null = 'one', 'two' | ForEach-Object { New-LetsEncryptAccount $pebble.Server -CACertificate $pebble.Root -AcceptTermsOfService -Name $_ }
    }

    It 'removes the account here, and its key stays good' {
        Export-LetsEncryptAccount one (Join-Path $TestDrive 'one.pem') -Force
        Remove-LetsEncryptAccount one -Confirm:$false | Should -BeNullOrEmpty
        (Get-LetsEncryptAccount).Name | Should -Be 'two'
        (New-LetsEncryptAccount $pebble.Server -CACertificate $pebble.Root -Name again -KeyPath (Join-Path $TestDrive 'one.pem')).Status | Should -Be 'Valid'
    }

    It 'ends it at the CA' {
        Export-LetsEncryptAccount two (Join-Path $TestDrive 'two.pem') -Force
        Get-LetsEncryptAccount two | Remove-LetsEncryptAccount -Deactivate -Confirm:$false
        { New-LetsEncryptAccount $pebble.Server -CACertificate $pebble.Root -KeyPath (Join-Path $TestDrive 'two.pem') -AcceptTermsOfService -ErrorAction Stop } | Should -Throw
    }

    It 'shows the plan with -WhatIf' {
        Get-Screen 'Remove-LetsEncryptAccount one -Deactivate -WhatIf' | Should -Match "What if: Deactivate the account 'one' of 127\.0\.0\.1"
        (Get-LetsEncryptAccount one -Refresh).Status | Should -Be 'Valid'
    }
}
