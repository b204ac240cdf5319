#!/usr/bin/env pwsh
<#
.SYNOPSIS
A thin front for dotnet: the work is done by MSBuild and the test projects.
.EXAMPLE
./build.ps1; Import-Module ./out/SslTools
.EXAMPLE
./build.ps1 -Task Test
#>
[CmdletBinding()]
param(
    # Build: stages the module in out/SslTools. Test: all .NET tests, then the Pester suites.
    # Docs: what Get-Help shows, from docs/en-US (needs Microsoft.PowerShell.PlatyPS). Package: out/SslTools.zip.
    [ValidateSet('Build', 'Test', 'Docs', 'Package')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$module = Join-Path $PSScriptRoot 'src/SslTools.PowerShell'

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' { Invoke-DotNet build $module -c $Configuration }
        'Package' { Invoke-DotNet build $module -c $Configuration -t:Package }
        'Test' {
            Invoke-DotNet test -c $Configuration
            Import-Module Pester -MinimumVersion 5.0
            $pester = New-PesterConfiguration
            $pester.Run.Path = Join-Path $PSScriptRoot 'tests/Pester'
            $pester.Run.Exit = $true
            $pester.Output.Verbosity = 'Detailed'
            Invoke-Pester -Configuration $pester
        }
        'Docs' { & (Join-Path $PSScriptRoot 'docs/Export-Help.ps1') }
    }
}
finally {
    Pop-Location
}
