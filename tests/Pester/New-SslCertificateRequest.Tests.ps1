BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'New-SslCertificateRequest' {
    It 'makes a request whose key waits in the store, readable by its owner alone' {
        $request = New-SslCertificateRequest shop.example.com, www.shop.example.com
        $request | Should -BeOfType SslTools.SslCertificateRequest
        $request.Name | Should -Be 'shop.example.com'
        $request.Pem | Should -Match '^-----BEGIN CERTIFICATE REQUEST-----'
        $request.DnsNames | Should -Be 'shop.example.com', 'www.shop.example.com'
        Test-Private $request.PrivateKeyPath | Should -BeTrue
    }

    It 'writes the subject from its parts' {
        $request = New-SslCertificateRequest org.example.com -KeyAlgorithm RSA2048 -Organization 'Example, Ltd' -City Munich -Country de
        $request.Subject | Should -Be 'CN=org.example.com, O=Example\, Ltd, L=Munich, C=DE'
        $request.KeyAlgorithm | Should -Be 'RSA2048'
    }

    It 'writes the request to a file too' {
        $path = Join-Path $TestDrive 'file.csr'
        $request = New-SslCertificateRequest file.example.com -Path $path
        $request.RequestPath | Should -Be $path
        Get-Content $path -Raw | Should -Be $request.Pem
    }

    It 'takes names and certificates from the pipeline' {
        ('a.example', 'b.example' | New-SslCertificateRequest).Name | Should -Be 'a.example', 'b.example'
        $certificate = New-SelfSignedSslCertificate again.example
        ($certificate | New-SslCertificateRequest).DnsNames | Should -Be 'again.example'
    }

    It 'never replaces a key that waits, unless -Force is given' {
        { New-SslCertificateRequest shop.example.com -ErrorAction Stop } | Should -Throw -ErrorId 'AlreadyExists,*'
        (New-SslCertificateRequest shop.example.com -Force).Name | Should -Be 'shop.example.com'
    }

    It 'shows the whole plan with -WhatIf, and makes nothing' {
        Get-Screen 'New-SslCertificateRequest plan.example.com -WhatIf' | Should -Match "What if: Make a certificate request for plan\.example\.com .* with a new P256 key"
        { Get-SslCertificateRequest plan.example.com -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*'
    }

    It 'refuses a country that is none' {
        { New-SslCertificateRequest c.example -Country Germany -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidSubject,*'
    }
}
