BeforeDiscovery { $noPebble = -not (Get-Command pebble -CommandType Application -ErrorAction Ignore) }
BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'Update-SslCertificate' {
    BeforeAll { $self = New-SelfSignedSslCertificate self.example }

    It 'has nothing to do in a store without certificates of an ACME CA' { Update-SslCertificate | Should -BeNullOrEmpty }

    It 'refuses what it can''t renew' {
        { Update-SslCertificate self.example -ErrorAction Stop } | Should -Throw -ErrorId 'NotRenewable,*'
        { $self | Update-SslCertificate -ErrorAction Stop } | Should -Throw -ErrorId 'NotRenewable,*'
        { Update-SslCertificate nobody.example -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*'
    }
}

Describe 'Update-SslCertificate at a CA' -Skip:$noPebble {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Pebble.ps1')
        $pebble = Start-Pebble
        $root = (New-Item -ItemType Directory (Join-Path $TestDrive 'www')).FullName
        $null = 'www.example.com', 'blog.example.com' | Request-LetsEncryptCertificate -Server $pebble.Server -CACertificate $pebble.Root -WebRoot $root -AcceptTermsOfService
    }

    AfterAll { if (-not $pebble.Process.HasExited) { Stop-Process -Id $pebble.Process.Id } }

    It 'leaves alone what is not due' {
        $results = Update-SslCertificate
        $results.Name | Should -Be 'blog.example.com', 'www.example.com'
        $results.Status | Should -Be 'NotDue', 'NotDue'
        $results[0].NextRenewal | Should -BeLessThan $results[0].NotAfter
    }

    It 'shows results as a table' {
        Get-Screen 'Update-SslCertificate' | Should -Match 'Name Status NextRenewal \(UTC\) NotAfter \(UTC\) Reason'
    }

    It 'shows the plan with -WhatIf' {
        Get-Screen 'Update-SslCertificate www* -Force -WhatIf' | Should -Match "What if: Renew 'www\.example\.com' \(www\.example\.com\) from 127\.0\.0\.1:\d+: asked for with -Force"
        (Get-SslCertificate www.example.com).Version | Should -Be 1
    }

    It 'renews with -Force, without being told anything again' {
        $result = Get-SslCertificate www.example.com | Update-SslCertificate -Force
        $result.Status | Should -Be 'Renewed'
        $result.Certificate.Version | Should -Be 2
        (Get-SslCertificate www.example.com).Thumbprint | Should -Be $result.Certificate.Thumbprint
    }

    It 'completes names' { Get-Completion "Update-SslCertificate -StorePath '$store' bl" | Should -Be 'blog.example.com' }

    It 'reports a failure as a result, as an error and in the exit code, and waits' {
        Stop-Process -Id $pebble.Process.Id
        $pebble.Process.WaitForExit()
        $result = Update-SslCertificate blog.example.com -Force -ErrorVariable failure -ErrorAction SilentlyContinue
        $result.Status | Should -Be 'Failed'
        $failure[0].FullyQualifiedErrorId | Should -Match '^AcmeUnreachable,'
        (Get-SslCertificate blog.example.com).Version | Should -Be 1
        $null = Get-Screen 'Update-SslCertificate blog.example.com -Force'
        $LASTEXITCODE | Should -Be 1
    }
}
