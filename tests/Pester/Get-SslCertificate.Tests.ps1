BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $null = New-SelfSignedSslCertificate a.example -ValidityDays 5
    $null = New-SelfSignedSslCertificate b.example, *.b.example
    $null = New-SslCertificateAuthority home -DiscardRootKey
    $null = New-SelfSignedSslCertificate c.example -Authority home
}

Describe 'Get-SslCertificate' {
    It 'lists all, sorted by name' {
        (Get-SslCertificate).Name | Should -Be 'a.example', 'b.example', 'c.example'
    }

    It 'selects by name, wildcard, age and source' {
        (Get-SslCertificate B.EXAMPLE).Name | Should -Be 'b.example'
        (Get-SslCertificate a*, c*).Name | Should -Be 'a.example', 'c.example'
        (Get-SslCertificate -ExpiringInDays 30).Name | Should -Be 'a.example'
        (Get-SslCertificate -Source CertificateAuthority).Name | Should -Be 'c.example'
        Get-SslCertificate nothing* | Should -BeNullOrEmpty
        ('a.example' | Get-SslCertificate).Name | Should -Be 'a.example'
        (Get-SslCertificate b* | Get-SslCertificate).Name | Should -Be 'b.example'
    }

    It 'shows a table that is easy to read' {
        $table = Get-SslCertificate | Out-String -Width 200
        $table | Should -Match 'Name +Source +Key +NotAfter \(UTC\) +Days +Status +Names'
        $table | Should -Match 'b\.example +SelfSigned +P256 +\d{4}-\d\d-\d\d \d\d:\d\d +396 +Valid +b\.example, \*\.b\.example'
    }

    It 'shows all properties as a list' {
        $list = Get-SslCertificate a.example | Format-List | Out-String -Width 200
        $list | Should -Match 'Thumbprint +: [0-9A-F]{40}'
        $list | Should -Match 'PrivateKeyPath +: .*privkey\.pem'
    }

    It 'composes with Where-Object, Select-Object, Sort-Object and ConvertTo-Json' {
        (Get-SslCertificate | Where-Object DaysRemaining -lt 30).Name | Should -Be 'a.example'
        (Get-SslCertificate | Sort-Object NotAfter | Select-Object -First 1).Name | Should -Be 'a.example'
        $json = Get-SslCertificate b.example | Select-Object Name, DnsNames, NotAfter, Thumbprint | ConvertTo-Json | ConvertFrom-Json
        $json.DnsNames | Should -Be 'b.example', '*.b.example'
        $json.Thumbprint | Should -Be (Get-SslCertificate b.example).Thumbprint
        (Get-SslCertificate | Group-Object Source).Count | Should -Be 2
    }

    It 'says that a name is not there, and shows the others' {
        $found = Get-SslCertificate nobody, a.example -ErrorVariable failures -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'a.example'
        $failures[0].FullyQualifiedErrorId | Should -Be 'NotFound,SslTools.Commands.GetSslCertificateCommand'
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'is not hidden by a damaged entry' {
        $damaged = Join-Path $TestDrive 'damaged'
        'good.example', 'bad.example' | New-SelfSignedSslCertificate -StorePath $damaged | Out-Null
        Set-Content (Join-Path $damaged 'certificates/bad.example/metadata.json') '{'
        $found = Get-SslCertificate -StorePath $damaged -ErrorVariable failures -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'good.example'
        $failures[0].FullyQualifiedErrorId | Should -Be 'CorruptEntry,SslTools.Commands.GetSslCertificateCommand'
    }

    It 'finds nothing in a store that is not there, and makes none' {
        $none = Join-Path $TestDrive 'none'
        Get-SslCertificate -StorePath $none | Should -BeNullOrEmpty
        $none | Should -Not -Exist
    }

    It 'completes names and sources' {
        Get-Completion "Get-SslCertificate -StorePath '$store' -Name b" | Should -Be 'b.example'
        Get-Completion "Get-SslCertificate -StorePath '$store' " | Should -Be 'a.example', 'b.example', 'c.example'
        Get-Completion 'Get-SslCertificate -Source Cert' | Should -Be 'CertificateAuthority'
    }

    It 'has the window of the CA in the list of a certificate that has one' {
        $info = [Runtime.Serialization.FormatterServices]::GetUninitializedObject([SslTools.SslRenewalInfo])
        [SslTools.SslRenewalInfo].GetProperty('WindowStart').SetValue($info, [datetime] '2027-01-20 10:00')
        [SslTools.SslRenewalInfo].GetProperty('WindowEnd').SetValue($info, [datetime] '2027-01-22 10:00')
        $certificate = Get-SslCertificate a.example
        $certificate | Format-List | Out-String | Should -Not -Match 'RenewalInfo'
        $certificate.WithRenewalInfo({ $info }.GetNewClosure()) | Format-List | Out-String | Should -Match 'RenewalInfo +: 2027-01-20 10:00 to 2027-01-22 10:00 UTC'
    }
}
