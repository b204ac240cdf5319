BeforeDiscovery { $noPebble = -not (Get-Command pebble -CommandType Application -ErrorAction Ignore) }
BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'Export-LetsEncryptAccount' {
    It 'says that a name is not there' {
        { Export-LetsEncryptAccount nobody (Join-Path $TestDrive 'key.pem') -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*'
    }
}

Describe 'Export-LetsEncryptAccount with an account' -Skip:$noPebble {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Pebble.ps1')
        $pebble = Start-Pebble
        $null = New-LetsEncryptAccount $pebble.Server -CACertificate $pebble.Root -AcceptTermsOfService -Name one
    }

    AfterAll { Stop-Process -Id $pebble.Process.Id }

    It 'writes a private file, in a folder named after the account' {
        $file = Get-LetsEncryptAccount one | Export-LetsEncryptAccount -Path $TestDrive
        $file.Name | Should -Be 'one.pem'
        Test-Private $file.FullName | Should -BeTrue
        Get-Content $file.FullName -TotalCount 1 | Should -Be '-----BEGIN PRIVATE KEY-----'
        { Export-LetsEncryptAccount one $TestDrive -ErrorAction Stop } | Should -Throw -ErrorId 'FileExists,*'
    }

    It 'encrypts the key' {
        $path = Join-Path $TestDrive 'encrypted.pem'
        $null = Export-LetsEncryptAccount one $path -Passphrase (New-Secret 'correct horse')
        Get-Content $path -TotalCount 1 | Should -Be '-----BEGIN ENCRYPTED PRIVATE KEY-----'
        { New-LetsEncryptAccount $pebble.Server -Name two -KeyPath $path -KeyPassphrase (New-Secret 'wrong') -ErrorAction Stop } | Should -Throw -ErrorId 'WrongPassphrase,*'
    }

    It 'shows the plan with -WhatIf' {
        Get-Screen "Export-LetsEncryptAccount one '$TestDrive/plan.pem' -WhatIf" | Should -Match "What if: Write the key of the account 'one' of 127\.0\.0\.1:\d+, unencrypted, to"
        Join-Path $TestDrive 'plan.pem' | Should -Not -Exist
    }
}
