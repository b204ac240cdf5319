# With a configuration of the suite's own, whose server does not run: plans and errors. The .NET tests change real servers.
BeforeDiscovery { $noNginx = -not (Get-Command nginx -ErrorAction Ignore) -and -not (Test-Path /usr/sbin/nginx) }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $wildcard = New-SelfSignedSslCertificate *.example.com -Name wild
    $config = New-NginxConfiguration
    $registration = @{ Domain = 'example.com'; ConfigPath = $config; EntryPoint = '127.0.0.1' }
    if (Get-Command nginx, /usr/sbin/nginx -ErrorAction Ignore) { $null = Register-SslPlatform home -Certificate wild @registration }
}

Describe 'Enable-BuiltInSsl' {
    It 'shows the difference with -WhatIf, and changes nothing' -Skip:$noNginx {
        $before = Get-FileHash $config
        $told = Get-Screen 'Get-SslEnvironment | Enable-BuiltInSsl -WhatIf'
        $told | Should -Match "What if: Switch built-in SSL of 'shop' \(shop\.example\.com\) at the platform 'home' on"
        $told | Should -Match '\+ *listen 443 ssl;'
        (Get-FileHash $config).Hash | Should -Be $before.Hash
    }

    It 'changes no server that does not run' -Skip:$noNginx {
        $before = Get-FileHash $config
        { Enable-BuiltInSsl shop -ErrorAction Stop } | Should -Throw -ErrorId 'ServerNotRunning,*'
        (Get-FileHash $config).Hash | Should -Be $before.Hash
    }

    It 'refuses <Name>: <Id>' -Skip:$noNginx -ForEach @(
        @{ Name = 'shopp'; Id = 'EnvironmentNotFound' }
        @{ Name = 'www.shop.example.com'; Id = 'CustomDomainNotCovered' }
        @{ Name = 'a.b.example.com'; Id = 'NotOneLabel' }
    ) {
        { Enable-BuiltInSsl $Name -ErrorAction Stop } | Should -Throw -ErrorId "$Id,SslTools.Commands.EnableBuiltInSslCommand"
    }

    It 'completes environments' -Skip:$noNginx {
        Get-Completion "Enable-BuiltInSsl -StorePath '$store' -Name " | Should -Contain 'shop'
        Get-Completion "Enable-BuiltInSsl -StorePath '$store' -Platform " | Should -Contain 'home'
    }
}
