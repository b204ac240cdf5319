# With a configuration of the suite's own, whose server does not run: plans and errors. The .NET tests change real servers.
BeforeDiscovery { $noNginx = -not (Get-Command nginx -ErrorAction Ignore) -and -not (Test-Path /usr/sbin/nginx) }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $certificate = New-SelfSignedSslCertificate shop.example.com
    $config = New-NginxConfiguration -Directive @(
        'listen 8443 ssl;'
        "ssl_certificate '$($certificate.FullChainPath -replace '\\', '/')';"
        "ssl_certificate_key '$($certificate.PrivateKeyPath -replace '\\', '/')';"
    )
}

Describe 'Remove-SslBinding' {
    It 'shows the difference with -WhatIf, and changes nothing' -Skip:$noNginx {
        $before = Get-FileHash $config
        $told = Get-Screen "Get-SslBinding -ConfigPath '$config' | Remove-SslBinding -WhatIf"
        $told | Should -Match 'What if: Remove HTTPS on port 8443 from shop\.example\.com of nginx'
        $told | Should -Match '- *listen 8443 ssl;'
        (Get-FileHash $config).Hash | Should -Be $before.Hash
    }

    It 'refuses a site, and a port, that are not there' -Skip:$noNginx {
        { Remove-SslBinding shap.example.com -ConfigPath $config -ErrorAction Stop } | Should -Throw -ErrorId 'SiteNotFound,*'
        { Remove-SslBinding shop.example.com -Port 9443 -ConfigPath $config -ErrorAction Stop } | Should -Throw -ErrorId 'BindingNotFound,*'
    }

    It 'changes no server that does not run' -Skip:$noNginx {
        $before = Get-FileHash $config
        { Remove-SslBinding shop.example.com -Port 8443 -ConfigPath $config -ErrorAction Stop } | Should -Throw -ErrorId 'ServerNotRunning,*'
        (Get-FileHash $config).Hash | Should -Be $before.Hash
    }

    It 'refuses <Id>' -ForEach @(
        @{ Id = 'UnknownServer'; Arguments = @{ HostName = 'shop.example.com'; Server = 'iis3' } }
        @{ Id = 'InvalidHostName'; Arguments = @{ HostName = 'not a name' } }
    ) {
        { Remove-SslBinding @Arguments -ErrorAction Stop } | Should -Throw -ErrorId "$Id,SslTools.Commands.RemoveSslBindingCommand"
    }
}
