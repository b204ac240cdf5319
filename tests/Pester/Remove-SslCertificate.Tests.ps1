BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'Remove-SslCertificate' {
    BeforeEach { $null = 'a.example', 'b.example', 'c.example' | New-SelfSignedSslCertificate -Force }

    It 'removes by name and wildcard' {
        Remove-SslCertificate a.example, B* -Confirm:$false | Should -BeNullOrEmpty
        (Get-SslCertificate).Name | Should -Be 'c.example'
    }

    It 'removes what comes down the pipeline, of whichever store' {
        $other = Join-Path $TestDrive 'other'
        $null = New-SelfSignedSslCertificate a.example -StorePath $other
        Get-SslCertificate -StorePath $other | Remove-SslCertificate -Confirm:$false
        Get-SslCertificate -StorePath $other | Should -BeNullOrEmpty
        (Get-SslCertificate).Name | Should -Contain 'a.example'
        'a.example', 'b.example' | Remove-SslCertificate -Confirm:$false
        (Get-SslCertificate).Name | Should -Be 'c.example'
    }

    It 'leaves no file behind' {
        $null = New-SelfSignedSslCertificate c.example -Force
        Remove-SslCertificate * -Confirm:$false
        Get-ChildItem $store -Recurse -File -Filter '*.pem' | Should -BeNullOrEmpty
    }

    It 'removes a damaged entry' {
        Set-Content (Join-Path $store 'certificates/b.example/metadata.json') '{'
        Remove-SslCertificate b.example -Confirm:$false
        (Get-SslCertificate).Name | Should -Be 'a.example', 'c.example'
    }

    It 'asks first' {
        (Get-Command Remove-SslCertificate).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be 'High'
    }

    It 'shows the whole plan with -WhatIf, and removes nothing' {
        Get-Screen 'Remove-SslCertificate a.example -WhatIf' | Should -Match "What if: Remove the certificate 'a\.example', its private key and all its versions"
        (Get-SslCertificate a.example).PrivateKeyPath | Should -Exist
    }

    It 'says that a name is not there, and goes on' {
        Remove-SslCertificate nobody, a.example -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -Be 'NotFound,SslTools.Commands.RemoveSslCertificateCommand'
        (Get-SslCertificate).Name | Should -Be 'b.example', 'c.example'
    }

    It 'refuses a certificate that is in no store' {
        $ephemeral = New-SelfSignedSslCertificate d.example -Ephemeral
        { $ephemeral | Remove-SslCertificate -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'NotStored,*'
    }

    It 'completes names' {
        Get-Completion "Remove-SslCertificate -StorePath '$store' -Name c" | Should -Be 'c.example'
    }
}
