BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'Remove-SslCertificateRequest' {
    BeforeEach { $null = 'a.example', 'b.example', 'c.example' | New-SslCertificateRequest -Force }

    It 'removes by name, wildcard and pipeline, and leaves no key behind' {
        Remove-SslCertificateRequest a.example -Confirm:$false | Should -BeNullOrEmpty
        Get-SslCertificateRequest b* | Remove-SslCertificateRequest -Confirm:$false
        (Get-SslCertificateRequest).Name | Should -Be 'c.example'
        'c.example' | Remove-SslCertificateRequest -Confirm:$false
        Get-ChildItem $store -Recurse -File -Filter '*.pem' | Should -BeNullOrEmpty
    }

    It 'removes a damaged entry' {
        Set-Content (Join-Path $store 'requests/b.example/metadata.json') '{'
        Remove-SslCertificateRequest b.example -Confirm:$false
        (Get-SslCertificateRequest).Name | Should -Be 'a.example', 'c.example'
    }

    It 'asks first' {
        (Get-Command Remove-SslCertificateRequest).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be 'High'
    }

    It 'shows the whole plan with -WhatIf, and removes nothing' {
        Get-Screen 'Remove-SslCertificateRequest a.example -WhatIf' | Should -Match "What if: Remove the certificate request 'a\.example' and its private key"
        (Get-SslCertificateRequest a.example).PrivateKeyPath | Should -Exist
    }

    It 'says that a name is not there, and goes on' {
        Remove-SslCertificateRequest nobody, a.example -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -Be 'NotFound,SslTools.Commands.RemoveSslCertificateRequestCommand'
        (Get-SslCertificateRequest).Name | Should -Be 'b.example', 'c.example'
    }
}
