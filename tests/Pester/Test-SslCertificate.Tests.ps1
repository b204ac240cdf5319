BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'Test-SslCertificate' {
    BeforeAll {
        $null = New-SelfSignedSslCertificate good.example
        $null = New-SelfSignedSslCertificate old.example -NotBefore 2020-01-01 -NotAfter 2021-01-01
        $null = New-SelfSignedSslCertificate mixed.example
        Copy-Item (Get-SslCertificate good.example).PrivateKeyPath (Get-SslCertificate mixed.example).PrivateKeyPath -Force
    }

    It 'is True for a sound certificate, and False for another' {
        Test-SslCertificate good.example | Should -BeTrue
        Test-SslCertificate old.example | Should -BeFalse
        Test-SslCertificate | Should -Be $true, $false, $false
        Get-SslCertificate | Where-Object { -not ($_ | Test-SslCertificate) } | ForEach-Object Name | Should -Be 'mixed.example', 'old.example'
    }

    It 'tells what is wrong and what to do' {
        $finding = Test-SslCertificate old.example -Detailed
        $finding.Id | Should -Be 'Expired'
        $finding.Severity | Should -Be 'Error'
        $finding.Message | Should -Match '2021-01-01'
        $finding.Recommendation | Should -Not -BeNullOrEmpty
        (Test-SslCertificate mixed.example -Detailed).Id | Should -Contain 'KeyMismatch'
        Test-SslCertificate good.example -Detailed | Should -BeNullOrEmpty
    }

    It 'finds a key that others can read' {
        $path = (New-SelfSignedSslCertificate open.example).PrivateKeyPath
        if ($onWindows) { & icacls.exe $path /grant '*S-1-1-0:(R)' | Out-Null } else { & chmod 644 $path }
        (Test-SslCertificate open.example -Detailed).Id | Should -Be 'KeyFileExposed'
        Test-SslCertificate open.example | Should -BeFalse
        Remove-SslCertificate open.example -Confirm:$false
    }

    It 'tests a certificate that is not stored' {
        New-SelfSignedSslCertificate a.example -Ephemeral | Test-SslCertificate | Should -BeTrue
    }

    It 'tests files and what other commands emit' {
        $file = (Get-SslCertificate good.example).FullChainPath
        Test-SslCertificate -Path $file | Should -BeTrue
        Get-ChildItem $file | Test-SslCertificate | Should -BeTrue
        (Get-SslCertificate good.example).Certificate | Test-SslCertificate | Should -BeTrue
        { Test-SslCertificate -Path (Get-SslCertificate good.example).PrivateKeyPath -ErrorAction Stop } | Should -Throw -ErrorId 'MalformedCertificate,*'
    }

    It 'asks for names, purposes, times and anchors' {
        Test-SslCertificate good.example -HostName good.example | Should -BeTrue
        (Test-SslCertificate good.example -HostName other.example -Detailed).Id | Should -Be 'NameNotCovered'
        (Test-SslCertificate good.example -Purpose ClientAuthentication -Detailed).Id | Should -Be 'WrongExtendedKeyUsage'
        (Test-SslCertificate good.example -At (Get-Date).AddYears(2) -Detailed).Id | Should -Be 'Expired'
        Test-SslCertificate good.example -TrustAnchor (Get-SslCertificate good.example) | Should -BeTrue
        (Test-SslCertificate good.example -TrustAnchor (Get-SslCertificate mixed.example) -Detailed).Id | Should -Be 'NoTrustAnchor'
        (Test-SslCertificate good.example -Revocation Hard -Detailed).Id | Should -BeNullOrEmpty
    }

    It 'shows findings as a table' {
        Test-SslCertificate old.example -Detailed | Out-String -Width 200 | Should -Match 'Severity +Id +Target +Message'
    }

    It 'says that a name is not there' {
        { Test-SslCertificate nobody -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,SslTools.Commands.TestSslCertificateCommand'
    }

    It 'completes names' {
        Get-Completion "Test-SslCertificate -StorePath '$store' -Name g" | Should -Be 'good.example'
    }
}
