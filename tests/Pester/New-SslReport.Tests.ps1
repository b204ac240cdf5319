BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'New-SslReport' {
    BeforeAll {
        $null = New-SelfSignedSslCertificate shop.example.com
        $null = New-SelfSignedSslCertificate old.example.com -NotBefore 2020-01-01 -NotAfter 2021-01-01 -WarningAction SilentlyContinue
        $folder = Join-Path $TestDrive 'reports'
        $null = New-Item -ItemType Directory $folder
    }

    It 'writes a page into a folder and emits the file' {
        $file = New-SslReport $folder -SkipBinding
        $file | Should -BeOfType IO.FileInfo
        $file.Name | Should -Be 'ssl-report.html'
        $page = [IO.File]::ReadAllText($file.FullName)
        $page | Should -Match 'Content-Security-Policy'
        $page | Should -Match 'New-SelfSignedSslCertificate old.example.com -Name old.example.com -Force'
        $page | Should -Not -Match '<script'
    }

    It 'does not replace a file without -Force' {
        $path = Join-Path $folder 'again.html'
        $null = New-SslReport $path -SkipBinding
        { New-SslReport $path -SkipBinding -ErrorAction Stop } | Should -Throw -ErrorId 'FileExists,SslTools.Commands.NewSslReportCommand'
        (New-SslReport $path -Force -SkipBinding).FullName | Should -Be $path
    }

    It 'takes the format from the extension or from -Format' {
        $json = [IO.File]::ReadAllText((New-SslReport (Join-Path $folder 'a.json') -SkipBinding).FullName) | ConvertFrom-Json
        $json.certificates.name | Should -Be 'old.example.com', 'shop.example.com'
        $json.findings[0].id | Should -Be 'Expired'
        $rows = Import-Csv (New-SslReport (Join-Path $folder 'a.txt') -Format Csv -SkipBinding).FullName
        $rows.Name | Should -Be 'old.example.com', 'shop.example.com'
        $rows[0].Severity | Should -Be 'Error'
    }

    It 'is of the objects in the pipeline alone' {
        $report = Get-SslCertificate shop.example.com | New-SslReport (Join-Path $folder 'one.html') -PassThru
        $report.Certificates.Name | Should -Be 'shop.example.com'
        $report.IsValid | Should -BeTrue
    }

    It 'goes on after what is no object of a report' {
        $report = 'shop.example.com', (Get-SslCertificate shop.example.com) | New-SslReport (Join-Path $folder 'two.html') -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -Be 'NotReportable,SslTools.Commands.NewSslReportCommand'
        $report.Certificates.Count | Should -Be 1
    }

    It 'says its plan and writes nothing with -WhatIf' {
        $path = Join-Path $folder 'plan.html'
        Get-Screen "New-SslReport '$path' -SkipBinding -WhatIf" | Should -Match "What if: Write an Html report of 2 certificates"
        Test-Path $path | Should -BeFalse
    }

    It 'completes names' {
        Get-Completion "New-SslReport -StorePath '$store' -Name sh" | Should -Be 'shop.example.com'
    }
}
