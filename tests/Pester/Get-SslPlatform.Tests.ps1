# With a configuration of the suite's own, whose server does not run: plans and errors. The .NET tests change real servers.
BeforeDiscovery { $noNginx = -not (Get-Command nginx -ErrorAction Ignore) -and -not (Test-Path /usr/sbin/nginx) }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $wildcard = New-SelfSignedSslCertificate *.example.com -Name wild
    $config = New-NginxConfiguration
    $registration = @{ Domain = 'example.com'; ConfigPath = $config; EntryPoint = '127.0.0.1' }
    if (Get-Command nginx, /usr/sbin/nginx -ErrorAction Ignore) { $null = Register-SslPlatform home -Certificate wild @registration }
}

Describe 'Get-SslPlatform' {
    It 'lists platforms by name and by wildcard' -Skip:$noNginx {
        (Get-SslPlatform).Domain | Should -Be 'example.com'
        (Get-SslPlatform h*).Server | Should -Be 'nginx'
        Get-SslPlatform x* | Should -BeNullOrEmpty
    }

    It 'suggests the nearest name' -Skip:$noNginx {
        $failure = { Get-SslPlatform hom -ErrorAction Stop } | Should -Throw -ErrorId 'PlatformNotFound,*' -PassThru
        $failure.Exception.Message | Should -Match "Is 'home' meant"
    }

    It 'shows a table, and completes names' -Skip:$noNginx {
        Get-SslPlatform | Out-String | Should -Match 'Name +Kind +Where +Certificate'
        Get-Completion "Get-SslPlatform -StorePath '$store' -Name " | Should -Contain 'home'
    }
}
