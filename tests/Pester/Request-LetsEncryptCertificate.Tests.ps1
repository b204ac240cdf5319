BeforeDiscovery { $noPebble = -not (Get-Command pebble -CommandType Application -ErrorAction Ignore) }
BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'Request-LetsEncryptCertificate' {
    BeforeAll { $root = (New-Item -ItemType Directory (Join-Path $TestDrive 'html')).FullName }

    It 'wants a way of proof that can prove the name' {
        { Request-LetsEncryptCertificate www.example.com -ErrorAction Stop } | Should -Throw -ErrorId 'NoChallengeMethod,*'
        { Request-LetsEncryptCertificate *.example.com -Standalone -ErrorAction Stop } | Should -Throw -ErrorId 'NoChallengeFor,*'
        { Request-LetsEncryptCertificate www.example.com -DnsManual -DnsPersist -ErrorAction Stop } | Should -Throw -ErrorId 'SeveralDnsWays,*'
    }

    It 'refuses a folder that is not there, an unknown CA and an unknown provider, before any CA is asked' {
        { Request-LetsEncryptCertificate www.example.com -WebRoot (Join-Path $TestDrive 'none') -ErrorAction Stop } | Should -Throw -ErrorId 'WebRootMissing,*'
        { Request-LetsEncryptCertificate www.example.com -WebRoot $root -Server http://ca.example.com -ErrorAction Stop } | Should -Throw -ErrorId 'UnknownAcmeServer,*'
        { Request-LetsEncryptCertificate www.example.com -DnsProvider Cloudflair -ErrorAction Stop } | Should -Throw -ErrorId 'UnknownDnsProvider,*'
    }

    It 'shows the whole plan with -WhatIf, for the CAs in their order' {
        $screen = Get-Screen "Request-LetsEncryptCertificate 'www.example.com; example.com' -WebRoot '$root' -Server LetsEncrypt, ZeroSSL -WhatIf"
        $screen | Should -Match 'What if: Request a P256 certificate for www\.example\.com, example\.com from LetsEncrypt, then ZeroSSL'
        $screen | Should -Match 'example\.com: http-01: a file in '
        $screen | Should -Match 'rate limit: 0 of 50 certificates for example\.com in 7 days are used'
    }

    It 'shows no secret in the plan' {
        $screen = Get-Screen "Request-LetsEncryptCertificate *.example.com -DnsProvider Cloudflare -DnsArgs @{ ApiToken = 'a-token-that-nobody-may-see' } -WhatIf -Verbose"
        $screen | Should -Match 'by Cloudflare'
        $screen | Should -Not -Match 'nobody-may-see'
    }

    It 'completes CAs, providers and keys' {
        Get-Completion 'Request-LetsEncryptCertificate -Server lets' | Should -Be 'LetsEncrypt', 'LetsEncryptStaging'
        Get-Completion 'Request-LetsEncryptCertificate -DnsProvider r' | Should -Be 'Rfc2136', 'Route53'
        Get-Completion 'Request-LetsEncryptCertificate -KeyAlgorithm P2' | Should -Be 'P256'
    }
}

Describe 'Request-LetsEncryptCertificate at a CA' -Skip:$noPebble {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Pebble.ps1')
        $pebble = Start-Pebble
        $root = (New-Item -ItemType Directory (Join-Path $TestDrive 'www')).FullName
        $ca = @{ Server = $pebble.Server; CACertificate = $pebble.Root; WebRoot = $root }
    }

    AfterAll { Stop-Process -Id $pebble.Process.Id }

    It 'wants consent for a new account' {
        { Request-LetsEncryptCertificate www.example.com @ca -ErrorAction Stop } | Should -Throw -ErrorId 'TermsNotAccepted,*'
    }

    It 'issues, keeps, and leaves nothing behind' {
        $certificate = Request-LetsEncryptCertificate www.example.com, example.com @ca -AcceptTermsOfService
        $certificate.Source | Should -Be 'LetsEncrypt'
        $certificate.DnsNames | Should -Be 'www.example.com', 'example.com'
        Test-Private $certificate.PrivateKeyPath | Should -BeTrue
        Get-ChildItem -LiteralPath $root -Recurse -File -Force | Should -BeNullOrEmpty
    }

    It 'does not request again what is there' {
        $before = Get-SslCertificate www.example.com
        $again = Request-LetsEncryptCertificate example.com, www.example.com @ca -Name www.example.com -WarningVariable warning -WarningAction SilentlyContinue
        $again.Thumbprint | Should -Be $before.Thumbprint
        "$warning" | Should -Match 'not due'
        (Request-LetsEncryptCertificate www.example.com, example.com @ca -Force).Version | Should -Be ($before.Version + 1)
    }

    It 'makes a certificate of each record of the pipeline' {
        $made = 'blog.example.com, news.example.com', 'shop.example.com' | Request-LetsEncryptCertificate @ca
        $made.Name | Sort-Object | Should -Be 'blog.example.com', 'shop.example.com'
        { Request-LetsEncryptCertificate other.example.com @ca -Name shop.example.com -ErrorAction Stop } | Should -Throw -ErrorId 'AlreadyExists,*'
    }

    It 'goes to the next CA and says so' {
        $servers = @{ Server = 'https://127.0.0.1:1/dir', $pebble.Server; CACertificate = $pebble.Root; WebRoot = $root }
        (Request-LetsEncryptCertificate mail.example.com @servers -WarningVariable warning -WarningAction SilentlyContinue).Name | Should -Be 'mail.example.com'
        "$warning" | Should -Match 'Trying 127\.0\.0\.1:\d+ instead'
    }

    It 'takes a request of one''s own' {
        $request = New-SslCertificateRequest own.example.com
        $certificate = Request-LetsEncryptCertificate -CertificateRequest $request.Pem @ca
        $certificate.DnsNames | Should -Be 'own.example.com'
        $certificate.PrivateKeyPath | Should -BeNullOrEmpty
    }

    It 'goes on after a bad record' {
        $made = 'not a name!', 'fine.example.com' | Request-LetsEncryptCertificate @ca -ErrorVariable failure -ErrorAction SilentlyContinue
        $made.Name | Should -Be 'fine.example.com'
        $failure.Count | Should -Be 1
    }
}
