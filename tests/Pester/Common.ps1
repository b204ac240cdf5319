# For every suite, dot-sourced in BeforeAll: the staged module, and a store of the suite's own.
$module = Join-Path $PSScriptRoot '../../out/SslTools/SslTools.psd1'
if (-not (Test-Path $module)) { throw 'The module is not built. Run ./build.ps1 first.' }
Import-Module $module
$store = Join-Path $TestDrive 'store'
$PSDefaultParameterValues = @{ '*Ssl*:StorePath' = $store; '*LetsEncrypt*:StorePath' = $store }
$onWindows = $PSVersionTable.PSEdition -eq 'Desktop' -or $IsWindows

# What Tab offers at the end of a line.
function Get-Completion([string] $Line) {
    (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches | ForEach-Object CompletionText
}

# What a user sees who runs a line in a PowerShell of its own, -WhatIf lines among it.
function Get-Screen([string] $Line) {
    $script = "`$PSDefaultParameterValues = @{ '*Ssl*:StorePath' = '$store'; '*LetsEncrypt*:StorePath' = '$store' }; Import-Module '$module'; $Line"
    (& (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $script 2>&1 | Out-String) -replace '\s+', ' '
}

function New-Secret([string] $Text) { ConvertTo-SecureString $Text -AsPlainText -Force }

# Whether the owner alone can read a file; on Windows SYSTEM and Administrators can as well.
function Test-Private([string] $Path) {
    if (-not $onWindows) { return (Get-Item -LiteralPath $Path).UnixMode -eq '-rw-------' }
    $acl = Get-Acl -LiteralPath $Path
    $me = [Security.Principal.WindowsIdentity]::GetCurrent().User.Value
    $readers = $acl.GetAccessRules($true, $true, [Security.Principal.SecurityIdentifier]) | ForEach-Object { $_.IdentityReference.Value }
    $acl.AreAccessRulesProtected -and -not ($readers | Where-Object { $_ -notin $me, 'S-1-5-18', 'S-1-5-32-544' })
}

# An nginx configuration with a site, whose server block has more directives; no nginx runs with it.
function New-NginxConfiguration([string] $Name = 'nginx.conf', [string[]] $Directive) {
    $path = Join-Path $TestDrive $Name
    Set-Content $path @"
events { }
http {
    server {
        listen 80;
        server_name shop.example.com www.shop.example.com;
        $($Directive -join "`n        ")
    }
}
"@
    $path
}
