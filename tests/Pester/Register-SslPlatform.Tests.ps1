# With a configuration of the suite's own, whose server does not run: plans and errors. The .NET tests change real servers.
BeforeDiscovery { $noNginx = -not (Get-Command nginx -ErrorAction Ignore) -and -not (Test-Path /usr/sbin/nginx) }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $wildcard = New-SelfSignedSslCertificate *.example.com -Name wild
    $config = New-NginxConfiguration
    $registration = @{ Domain = 'example.com'; ConfigPath = $config; EntryPoint = '127.0.0.1' }
}

Describe 'Register-SslPlatform' {
    It 'keeps a local platform' -Skip:$noNginx {
        $platform = $wildcard | Register-SslPlatform home @registration
        $platform.Kind | Should -Be 'Local'
        $platform.CertificateName | Should -Be 'wild'
        (Get-SslPlatform).Name | Should -Be 'home'
    }

    It 'replaces one only when asked to' -Skip:$noNginx {
        { Register-SslPlatform home -Certificate wild @registration -ErrorAction Stop } | Should -Throw -ErrorId 'AlreadyExists,*'
        (Register-SslPlatform home -Certificate wild @registration -Force).Name | Should -Be 'home'
    }

    It 'shows the plan with -WhatIf, and keeps nothing' -Skip:$noNginx {
        Get-Screen "Register-SslPlatform other -Domain example.com -Certificate wild -ConfigPath '$config' -WhatIf" | Should -Match "What if: Register the platform 'other': the sites of nginx under example\.com"
        Get-SslPlatform other* | Should -BeNullOrEmpty
    }

    It 'refuses <Id>' -Skip:$noNginx -ForEach @(
        @{ Id = 'WildcardDoesNotCover'; Arguments = @{ Domain = 'example.org' } }
        @{ Id = 'InvalidHostName'; Arguments = @{ Domain = 'not a name' } }
        @{ Id = 'InvalidPlatformAddress'; Arguments = @{ EntryPoint = 'nowhere' } }
        @{ Id = 'UnknownServer'; Arguments = @{ Server = 'iis3' } }
    ) {
        $all = $registration + @{ Certificate = 'wild' }
        foreach ($name in $Arguments.Keys) { $all[$name] = $Arguments[$name] }
        { Register-SslPlatform bad @all -ErrorAction Stop } | Should -Throw -ErrorId "$Id,SslTools.Commands.RegisterSslPlatformCommand"
    }
}
