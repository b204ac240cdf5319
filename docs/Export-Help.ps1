#requires -Modules Microsoft.PowerShell.PlatyPS
<#
.SYNOPSIS
Makes what Get-Help shows, the MAML and the about topics, from the Markdown pages in docs/en-US.
.NOTES
Microsoft.PowerShell.PlatyPS writes the MAML. It leaves Markdown in the text, keeps an example's code among its remarks and drops default
values, so these are put right here. The same pages give the same bytes.
#>
[CmdletBinding()]
param(
    [string] $Source = (Join-Path $PSScriptRoot 'en-US'),
    [string] $Destination = (Join-Path $PSScriptRoot '../src/SslTools.PowerShell/en-US')
)

$ErrorActionPreference = 'Stop'
$maml = 'http://schemas.microsoft.com/maml/2004/10'
$dev = 'http://schemas.microsoft.com/maml/dev/2004/10'

function Write-Text([string] $File, [string] $Text) {
    $path = Join-Path (Resolve-Path $Destination).Path $File
    [IO.File]::WriteAllText($path, ($Text -replace '\r\n?', "`n").TrimEnd() + "`n", [Text.UTF8Encoding]::new($false))
}

# Markdown's marks mean nothing to Get-Help.
function ConvertTo-PlainText([string] $Markdown) {
    ($Markdown -replace '\r', '' -replace '\[([^\]]+)\]\([^)]*\)', '$1' -replace '`', '' -replace '\*\*', '').Trim()
}

function Add-Element([Xml.XmlNode] $Parent, [string] $Name, [string] $Namespace, [string] $Text) {
    $prefix = @{ $maml = 'maml'; $dev = 'dev' }[$Namespace]
    $element = $Parent.OwnerDocument.CreateElement($prefix, $Name, $Namespace)
    if ($Text) { $element.InnerText = $Text }
    $Parent.AppendChild($element)
}

# One element per paragraph; a list stays together.
function Set-Paragraphs([Xml.XmlNode] $Parent, [string] $Markdown) {
    $Parent.RemoveAll()
    foreach ($paragraph in (ConvertTo-PlainText $Markdown) -split '\n\s*\n') { $null = Add-Element $Parent 'para' $maml $paragraph.Trim() }
}

function Update-Example([Xml.XmlNode] $Node, $Example) {
    if ($Example.Remarks -replace '\r', '' -notmatch '(?s)^\s*```powershell\n(?<code>.*?)\n```\s*(?:```Output\n(?<output>.*?)\n```)?\s*(?<remarks>.*)$') {
        throw "The example '$($Example.Title)' does not begin with its code."
    }

    $part = $Matches
    $Node['introduction', $maml].RemoveAll()
    $Node['code', $dev].InnerText = $part.code

    # The empty one at the end keeps the next example's title apart.
    $remarks = $Node['remarks', $dev]
    $remarks.RemoveAll()
    foreach ($paragraph in @($part.output) + ((ConvertTo-PlainText $part.remarks) -split '\n\s*\n') | Where-Object { $_ }) {
        $null = Add-Element $remarks 'para' $maml $paragraph
    }

    $null = Add-Element $remarks 'para' $maml ''
}

function Update-Command([Xml.XmlNode] $Node, $Help, [Xml.XmlNamespaceManager] $Names) {
    Set-Paragraphs $Node.SelectSingleNode('command:details/maml:description', $Names) $Help.Synopsis
    Set-Paragraphs $Node.SelectSingleNode('maml:description', $Names) $Help.Description
    Set-Paragraphs $Node.SelectSingleNode('maml:alertSet/maml:alert', $Names) $Help.Notes
    foreach ($text in $Node.SelectNodes('(command:inputTypes|command:returnValues)/*/maml:description', $Names)) { Set-Paragraphs $text $text.InnerText }
    foreach ($parameter in $Node.SelectNodes('command:parameters/command:parameter', $Names)) {
        $page = $Help.Parameters | Where-Object Name -eq $parameter['name', $maml].InnerText
        Set-Paragraphs $parameter['description', $maml] $page.Description
        if ($page.DefaultValue) { $null = Add-Element $parameter 'defaultValue' $dev (ConvertTo-PlainText $page.DefaultValue) }

        # The short name of the type, as the syntax has it.
        $short = $Node.SelectSingleNode("command:syntax//command:parameter[maml:name='$($page.Name)']/command:parameterValue", $Names)
        if ($short) { $parameter.SelectSingleNode('command:parameterValue', $Names).InnerText = $short.InnerText }
    }

    $examples = $Node.SelectNodes('command:examples/command:example', $Names)
    for ($i = 0; $i -lt $examples.Count; $i++) { Update-Example $examples[$i] $Help.Examples[$i] }

    # Beside each other, Get-Help finds the pages by name; there is no online version.
    foreach ($link in $Node.SelectNodes('command:relatedLinks/maml:navigationLink', $Names)) {
        if ($link['linkText', $maml].InnerText -eq 'Online Version') { $null = $link.ParentNode.RemoveChild($link) }
        else { $link['uri', $maml].InnerText = '' }
    }
}

function Export-Maml {
    $scratch = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
    try {
        $pages = @(Get-ChildItem (Join-Path $Source '*-*.md') | Sort-Object Name | ForEach-Object { Import-MarkdownCommandHelp -Path $_.FullName })
        $file = $pages | Export-MamlCommandHelp -OutputFolder $scratch -Force
        $document = [xml]::new()
        $document.Load($file.FullName)
        $names = [Xml.XmlNamespaceManager]::new($document.NameTable)
        foreach ($prefix in 'maml', 'command', 'dev') { $names.AddNamespace($prefix, $document.DocumentElement.GetNamespaceOfPrefix($prefix)) }
        foreach ($page in $pages) {
            Update-Command $document.SelectSingleNode("//command:command[command:details/command:name='$($page.Title)']", $names) $page $names
        }

        $writer = [IO.StringWriter]::new()
        $settings = [Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; OmitXmlDeclaration = $true }
        $xml = [Xml.XmlWriter]::Create($writer, $settings)
        $document.DocumentElement.WriteTo($xml)
        $xml.Dispose()
        Write-Text $file.Name ("<?xml version=`"1.0`" encoding=`"utf-8`"?>`n" + $writer)
    }
    finally {
        if (Test-Path $scratch) { Remove-Item -Recurse -Force $scratch }
    }
}

# Headings at the margin, text four columns in and wrapped at 80, code eight columns in.
function Export-About([IO.FileInfo] $Page) {
    $lines = [Collections.Generic.List[string]]::new()
    $isCode = $false
    foreach ($line in [IO.File]::ReadAllLines($Page.FullName)) {
        if ($line.StartsWith('```')) { $isCode = -not $isCode }
        elseif ($isCode) { $lines.Add(('        ' + $line).TrimEnd()) }
        elseif ($line -match '^# (.+)') { $lines.Add('TOPIC'); $lines.Add('    ' + $Matches[1]) }
        elseif ($line -match '^## (.+)') { $lines.Add($Matches[1].ToUpperInvariant()) }
        elseif ($line) {
            $hanging = ''
            if ($line.StartsWith('- ')) { $hanging = '  ' }
            $row = '   '
            foreach ($word in (ConvertTo-PlainText $line) -split ' ') {
                if ($row.Length + $word.Length -ge 80) { $lines.Add($row); $row = '   ' + $hanging }
                $row += ' ' + $word
            }

            $lines.Add($row)
        }
        elseif ($lines[$lines.Count - 1] -cnotmatch '^[A-Z]') { $lines.Add('') }
    }

    Write-Text ($Page.BaseName + '.help.txt') ($lines -join "`n")
}

$null = New-Item -ItemType Directory -Force $Destination
Export-Maml
Get-ChildItem (Join-Path $Source 'about_*.md') | ForEach-Object { Export-About $_ }
