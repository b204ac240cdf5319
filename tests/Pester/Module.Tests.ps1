BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'The module' {
    It 'has a valid manifest' {
        $manifest = Test-ModuleManifest $module
        $manifest.Version | Should -BeGreaterThan ([version]'0.0')
        $manifest.PowerShellVersion | Should -Be '5.1'
        $manifest.CompatiblePSEditions | Should -Be 'Desktop', 'Core'
    }

    It 'exports exactly what the manifest lists, and cmdlets alone' {
        $listed = (Import-PowerShellDataFile $module).CmdletsToExport | Sort-Object
        (Get-Module SslTools).ExportedCommands.Keys | Sort-Object | Should -Be $listed
        (Get-Command -Module SslTools).CommandType | Select-Object -Unique | Should -Be 'Cmdlet'
    }

    It 'uses approved verbs, so that import warns of nothing' {
        $approved = (Get-Verb).Verb
        Get-Command -Module SslTools | ForEach-Object { $_.Verb | Should -BeIn $approved }
        Import-Module $module -Force -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
    }

    It 'works after -Force reimport and after removal' {
        (New-SelfSignedSslCertificate first.example -Ephemeral).Name | Should -Be 'first.example'
        Import-Module $module -Force
        (New-SelfSignedSslCertificate second.example -Ephemeral).Name | Should -Be 'second.example'
        Remove-Module SslTools
        Get-Command New-SelfSignedSslCertificate -Module SslTools -ErrorAction Ignore | Should -BeNullOrEmpty
        Import-Module $module
        (New-SelfSignedSslCertificate third.example -Ephemeral).Name | Should -Be 'third.example'
    }

    It 'keeps its packages out of the session' {
        Get-ChildItem (Split-Path $module) -Filter '*.dll' | ForEach-Object Name | Sort-Object | Should -Be 'SslTools.Core.dll', 'SslTools.PowerShell.dll'
    }

    It 'has an about topic with a synopsis' {
        $topic = Get-Help about_SslTools
        ($topic | Out-String) | Should -Match 'SSLTOOLS_HOME'
        (Get-Help about_SslTool*).Synopsis.Trim() | Should -Be 'Issues, keeps, serves and proves TLS certificates.'
    }
}

Describe 'Help of <_>' -ForEach (Import-PowerShellDataFile (Join-Path $PSScriptRoot '../../SslTools.psd1')).CmdletsToExport {
    BeforeAll {
        $name = $_
        $help = Get-Help $name -Full
    }

    It 'has synopsis, description and notes' {
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -Match '\[-'
        ($help.description | Out-String).Trim().Length | Should -BeGreaterThan 100
        ($help.alertSet | Out-String) | Should -Match 'Error ids'
    }

    It 'has examples with code' {
        $help.examples.example.Count | Should -BeGreaterOrEqual 2
        $help.examples.example | ForEach-Object { $_.code | Should -Match $name }
        (Get-Help $name -Examples | Out-String -Width 200) | Should -Match 'Example 1: '
    }

    It 'describes every parameter' {
        $common = [System.Management.Automation.Cmdlet]::CommonParameters
        $parameters = (Get-Command $name).Parameters.Keys | Where-Object { $_ -notin $common }
        $help.parameters.parameter.name | Sort-Object | Should -Be ($parameters | Sort-Object)
        $help.parameters.parameter | ForEach-Object { ($_.description | Out-String).Trim() | Should -Not -BeNullOrEmpty -Because $_.name }
    }

    It 'shows no marks of Markdown' {
        ($help | Out-String -Width 200) | Should -Not -Match '`|{{|\*\*'
    }
}
