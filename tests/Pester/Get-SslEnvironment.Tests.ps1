# With a configuration of the suite's own, whose server does not run: plans and errors. The .NET tests change real servers.
BeforeDiscovery { $noNginx = -not (Get-Command nginx -ErrorAction Ignore) -and -not (Test-Path /usr/sbin/nginx) }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $wildcard = New-SelfSignedSslCertificate *.example.com -Name wild
    $config = New-NginxConfiguration
    $registration = @{ Domain = 'example.com'; ConfigPath = $config; EntryPoint = '127.0.0.1' }
    if (Get-Command nginx, /usr/sbin/nginx -ErrorAction Ignore) { $null = Register-SslPlatform home -Certificate wild @registration }
}

Describe 'Get-SslEnvironment' {
    It 'lists the sites under the domain' -Skip:$noNginx {
        $environment = Get-SslEnvironment
        $environment.Name | Should -Be 'shop'
        $environment.Domain | Should -Be 'shop.example.com'
        $environment.CustomDomains | Should -Be 'www.shop.example.com'
        $environment.BuiltInSsl | Should -BeFalse
        $environment.PublicIPAddresses | Should -BeNullOrEmpty
    }

    It 'selects by name, domain and wildcard' -Skip:$noNginx {
        (Get-SslEnvironment SHOP.example.com).Name | Should -Be 'shop'
        (Get-SslEnvironment s* -Platform home).Name | Should -Be 'shop'
        Get-SslEnvironment x* | Should -BeNullOrEmpty
        { Get-SslEnvironment shopp -ErrorAction Stop } | Should -Throw -ErrorId 'EnvironmentNotFound,*'
    }

    It 'shows a table, composes, and completes names' -Skip:$noNginx {
        Get-SslEnvironment | Out-String -Width 200 | Should -Match 'Platform +Name +Domain +BuiltInSsl'
        (Get-SslEnvironment | Where-Object Status -eq Running | Select-Object Name | ConvertTo-Json | ConvertFrom-Json).Name | Should -Be 'shop'
        Get-Completion "Get-SslEnvironment -StorePath '$store' -Name " | Should -Contain 'shop'
    }
}
