BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $null = 'a.example', 'b.example' | New-SslCertificateRequest
}

Describe 'Get-SslCertificateRequest' {
    It 'lists the requests that wait' { (Get-SslCertificateRequest).Name | Should -Be 'a.example', 'b.example' }

    It 'takes names, wildcards and the pipeline' {
        (Get-SslCertificateRequest B*).Name | Should -Be 'b.example'
        ('a.example' | Get-SslCertificateRequest).Pem | Should -Match 'BEGIN CERTIFICATE REQUEST'
    }

    It 'shows a table' { Get-Screen 'Get-SslCertificateRequest a.example' | Should -Match 'Name .*Key .*Created \(UTC\).* a\.example P256' }

    It 'says that a name is not there' { { Get-SslCertificateRequest c.example -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*' }

    It 'completes names' { Get-Completion "Get-SslCertificateRequest -StorePath '$store' -Name b" | Should -Be 'b.example' }
}
