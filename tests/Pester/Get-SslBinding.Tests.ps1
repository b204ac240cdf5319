# Reads a configuration of the suite's own; no server runs.
BeforeDiscovery { $noNginx = -not (Get-Command nginx -ErrorAction Ignore) -and -not (Test-Path /usr/sbin/nginx) }

BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'Get-SslBinding' {
    BeforeAll {
        $certificate = New-SelfSignedSslCertificate shop.example.com, www.shop.example.com
        $config = New-NginxConfiguration -Directive @(
            'listen 8443 ssl;'
            "ssl_certificate '$($certificate.FullChainPath -replace '\\', '/')';"
            "ssl_certificate_key '$($certificate.PrivateKeyPath -replace '\\', '/')';"
        )
    }

    It 'lists the sites with HTTPS, and their certificates' -Skip:$noNginx {
        $binding = Get-SslBinding -ConfigPath $config
        $binding.HostName | Should -Be 'shop.example.com'
        $binding.Port | Should -Be 8443
        $binding.Thumbprint | Should -Be $certificate.Thumbprint
        $binding.CertificateName | Should -Be 'shop.example.com'
        $binding.Managed | Should -BeTrue
    }

    It 'selects by any name of a site, and by wildcard' -Skip:$noNginx {
        (Get-SslBinding www.shop.example.com -ConfigPath $config).HostName | Should -Be 'shop.example.com'
        (Get-SslBinding SHOP* -ConfigPath $config).HostName | Should -Be 'shop.example.com'
        Get-SslBinding nothing* -ConfigPath $config | Should -BeNullOrEmpty
        { Get-SslBinding blog.example.com -ConfigPath $config -ErrorAction Stop } | Should -Throw -ErrorId 'BindingNotFound,SslTools.Commands.GetSslBindingCommand'
    }

    It 'shows a table that is easy to read' -Skip:$noNginx {
        $table = Get-SslBinding -ConfigPath $config | Out-String -Width 200
        $table | Should -Match 'Server +HostName +Port +Certificate +NotAfter \(UTC\) +Days'
        $table | Should -Match 'nginx +shop\.example\.com +8443 +shop\.example\.com +\d{4}-\d\d-\d\d \d\d:\d\d +396'
    }

    It 'composes with Where-Object, Select-Object and ConvertTo-Json' -Skip:$noNginx {
        $json = Get-SslBinding -ConfigPath $config | Where-Object DaysRemaining -gt 30 | Select-Object HostName, Port, Managed | ConvertTo-Json | ConvertFrom-Json
        $json.Port | Should -Be 8443
        $json.Managed | Should -BeTrue
    }

    It 'names file and line of a mistake' -Skip:$noNginx {
        $broken = New-NginxConfiguration -Name broken.conf -Directive 'listen'
        $failure = { Get-SslBinding -ConfigPath $broken -ErrorAction Stop } | Should -Throw -ErrorId 'ConfigurationBroken,*' -PassThru
        $failure.Exception.Message | Should -Match 'broken\.conf:\d+'
    }

    It 'says that a configuration is not there' -Skip:$noNginx {
        { Get-SslBinding -ConfigPath (Join-Path $TestDrive 'none.conf') -ErrorAction Stop } | Should -Throw -ErrorId 'ConfigurationNotFound,*'
    }

    It 'knows its servers' {
        { Get-SslBinding -Server iis3 -ErrorAction Stop } | Should -Throw -ErrorId 'UnknownServer,*'
        Get-Completion 'Get-SslBinding -Server ' | Should -Contain 'nginx'
    }
}
