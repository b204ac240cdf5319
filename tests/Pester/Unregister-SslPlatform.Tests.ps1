# With a configuration of the suite's own, whose server does not run: plans and errors. The .NET tests change real servers.
BeforeDiscovery { $noNginx = -not (Get-Command nginx -ErrorAction Ignore) -and -not (Test-Path /usr/sbin/nginx) }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $wildcard = New-SelfSignedSslCertificate *.example.com -Name wild
    $config = New-NginxConfiguration
    $registration = @{ Domain = 'example.com'; ConfigPath = $config; EntryPoint = '127.0.0.1' }
    if (Get-Command nginx, /usr/sbin/nginx -ErrorAction Ignore) { $null = Register-SslPlatform home -Certificate wild @registration }
}

Describe 'Unregister-SslPlatform' {
    It 'forgets nothing with -WhatIf' -Skip:$noNginx {
        Get-Screen 'Unregister-SslPlatform home -WhatIf' | Should -Match "What if: Forget the platform 'home'"
        (Get-SslPlatform).Name | Should -Be 'home'
    }

    It 'forgets a platform from the pipeline' -Skip:$noNginx {
        Get-SslPlatform home | Unregister-SslPlatform
        Get-SslPlatform | Should -BeNullOrEmpty
    }

    It 'says that there is none' {
        { Unregister-SslPlatform nobody -ErrorAction Stop } | Should -Throw -ErrorId 'PlatformNotFound,SslTools.Commands.UnregisterSslPlatformCommand'
    }
}
