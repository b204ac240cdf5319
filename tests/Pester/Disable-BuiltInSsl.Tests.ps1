# With a configuration of the suite's own, whose server does not run: plans and errors. The .NET tests change real servers.
BeforeDiscovery { $noNginx = -not (Get-Command nginx -ErrorAction Ignore) -and -not (Test-Path /usr/sbin/nginx) }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $wildcard = New-SelfSignedSslCertificate *.example.com -Name wild
    $config = New-NginxConfiguration
    $registration = @{ Domain = 'example.com'; ConfigPath = $config; EntryPoint = '127.0.0.1' }
    if (Get-Command nginx, /usr/sbin/nginx -ErrorAction Ignore) { $null = Register-SslPlatform home -Certificate wild @registration }
}

Describe 'Disable-BuiltInSsl' {
    It 'leaves alone what is off' -Skip:$noNginx {
        $before = Get-FileHash $config
        (Disable-BuiltInSsl shop -PassThru).BuiltInSsl | Should -BeFalse
        (Get-FileHash $config).Hash | Should -Be $before.Hash
    }

    It 'knows its platforms and environments' -Skip:$noNginx {
        { Disable-BuiltInSsl shop -Platform nobody -ErrorAction Stop } | Should -Throw -ErrorId 'PlatformNotFound,*'
        { Disable-BuiltInSsl nothing -ErrorAction Stop } | Should -Throw -ErrorId 'EnvironmentNotFound,*'
    }
}
