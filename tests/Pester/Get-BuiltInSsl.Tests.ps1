# With a configuration of the suite's own, whose server does not run: plans and errors. The .NET tests change real servers.
BeforeDiscovery { $noNginx = -not (Get-Command nginx -ErrorAction Ignore) -and -not (Test-Path /usr/sbin/nginx) }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $wildcard = New-SelfSignedSslCertificate *.example.com -Name wild
    $config = New-NginxConfiguration
    $registration = @{ Domain = 'example.com'; ConfigPath = $config; EntryPoint = '127.0.0.1' }
    if (Get-Command nginx, /usr/sbin/nginx -ErrorAction Ignore) { $null = Register-SslPlatform home -Certificate wild @registration }
}

Describe 'Get-BuiltInSsl' {
    It 'gives nothing where it is off' -Skip:$noNginx {
        Get-BuiltInSsl | Should -BeNullOrEmpty
        (Get-BuiltInSsl shop -Verbose 4>&1).Message | Should -Match "'shop' is off"
    }

    It 'tells where it is on and yet not served' -Skip:$noNginx {
        $path = $wildcard.FullChainPath -replace '\\', '/'
        $other = New-NginxConfiguration -Name on.conf -Directive 'listen 8443 ssl;', "ssl_certificate '$path';", "ssl_certificate_key '$($wildcard.PrivateKeyPath -replace '\\', '/')';"
        $null = Register-SslPlatform on -Domain example.com -Certificate wild -ConfigPath $other -Port 8443 -EntryPoint 127.0.0.1:1
        (Get-SslEnvironment -Platform on).BuiltInSsl | Should -BeTrue
        { Get-BuiltInSsl shop -Platform on -ErrorAction Stop } | Should -Throw -ErrorId 'BuiltInSslNotServed,*'
    }
}
