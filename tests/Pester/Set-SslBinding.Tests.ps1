# With a configuration of the suite's own, whose server does not run: plans, errors and completion. The .NET tests bind real servers.
BeforeDiscovery { $noNginx = -not (Get-Command nginx -ErrorAction Ignore) -and -not (Test-Path /usr/sbin/nginx) }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $config = New-NginxConfiguration
    $null = New-SelfSignedSslCertificate shop.example.com
}

Describe 'Set-SslBinding' {
    It 'refuses <Id>' -ForEach @(
        @{ Id = 'UnknownServer'; Script = { Set-SslBinding shop.example.com -HostName shop.example.com -Server iis3 } }
        @{ Id = 'NotFound'; Script = { Set-SslBinding nobody -HostName shop.example.com } }
        @{ Id = 'InvalidHostName'; Script = { Set-SslBinding shop.example.com -HostName 'not a name' } }
        @{ Id = 'CertificateDoesNotCoverName'; Script = { Set-SslBinding shop.example.com -HostName blog.example.com } }
        @{ Id = 'CertificateNotOnDisk'; Script = { New-SelfSignedSslCertificate shop.example.com -Ephemeral | Set-SslBinding -HostName shop.example.com } }
        @{ Id = 'CertificateNotValidNow'; Script = { New-SelfSignedSslCertificate shop.example.com -Name old -NotBefore 2020-01-01 -NotAfter 2021-01-01 | Set-SslBinding -HostName shop.example.com } }
    ) {
        & $Script 2>&1 | ForEach-Object FullyQualifiedErrorId | Should -Be "$Id,SslTools.Commands.SetSslBindingCommand"
    }

    It 'refuses a port that is none' {
        { Set-SslBinding shop.example.com -HostName shop.example.com -Port 70000 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'shows the difference with -WhatIf, and changes nothing' -Skip:$noNginx {
        $before = Get-FileHash $config
        $told = Get-Screen "Set-SslBinding shop.example.com -HostName shop.example.com -ConfigPath '$config' -Hsts -TlsPolicy Modern -WhatIf"
        $told | Should -Match "What if: Bind the certificate 'shop\.example\.com' \([0-9A-F]{40}, until .*\) to shop\.example\.com on port 443 of nginx"
        $told | Should -Match '--- .*nginx\.conf \+\+\+ .*nginx\.conf @@'
        $told | Should -Match '\+ *listen 443 ssl;'
        $told | Should -Match '\+ *ssl_certificate "?.*fullchain\.pem'
        $told | Should -Match '\+ *ssl_protocols TLSv1\.3;'
        (Get-FileHash $config).Hash | Should -Be $before.Hash
    }

    It 'names the site that is not there, and the nearest' -Skip:$noNginx {
        $null = New-SelfSignedSslCertificate shap.example.com
        $failure = { Set-SslBinding shap.example.com -HostName shap.example.com -ConfigPath $config -ErrorAction Stop } | Should -Throw -ErrorId 'SiteNotFound,*' -PassThru
        $failure.ErrorDetails.RecommendedAction | Should -Match 'shop\.example\.com'
    }

    It 'changes no server that does not run' -Skip:$noNginx {
        $before = Get-FileHash $config
        { Set-SslBinding shop.example.com -HostName shop.example.com -ConfigPath $config -ErrorAction Stop } | Should -Throw -ErrorId 'ServerNotRunning,*'
        (Get-FileHash $config).Hash | Should -Be $before.Hash
    }

    It 'completes certificates, servers and policies' {
        Get-Completion "Set-SslBinding -StorePath '$store' -Name sho" | Should -Be 'shop.example.com'
        Get-Completion 'Set-SslBinding a -HostName b -Server ' | Should -Contain 'nginx'
        Get-Completion 'Set-SslBinding a -HostName b -TlsPolicy ' | Sort-Object | Should -Be 'Intermediate', 'Modern'
    }
}
