BeforeDiscovery { $noPebble = -not (Get-Command pebble -CommandType Application -ErrorAction Ignore) }
BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'Get-LetsEncryptAccount' {
    It 'is silent where there is none' { Get-LetsEncryptAccount | Should -BeNullOrEmpty }

    It 'says that a name is not there' {
        { Get-LetsEncryptAccount nobody -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*'
    }
}

Describe 'Get-LetsEncryptAccount with accounts' -Skip:$noPebble {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Pebble.ps1')
        $pebble = Start-Pebble
        $null = 'one', 'two' | ForEach-Object { New-LetsEncryptAccount $pebble.Server -CACertificate $pebble.Root -AcceptTermsOfService -Name $_ }
    }

    AfterAll { Stop-Process -Id $pebble.Process.Id }

    It 'lists and selects' {
        (Get-LetsEncryptAccount).Name | Should -Be 'one', 'two'
        ('O*' | Get-LetsEncryptAccount).Name | Should -Be 'one'
        (Get-LetsEncryptAccount -Server $pebble.Server).Name | Should -Be 'one', 'two'
        Get-LetsEncryptAccount -Server LetsEncrypt | Should -BeNullOrEmpty
    }

    It 'asks the CA, whose root it remembers' { (Get-LetsEncryptAccount one -Refresh).Status | Should -Be 'Valid' }

    It 'holds no key' { (Get-LetsEncryptAccount one | ConvertTo-Json) | Should -Not -Match 'PRIVATE' }

    It 'completes names' { Get-Completion "Get-LetsEncryptAccount -StorePath '$store' t" | Should -Be 'two' }
}
