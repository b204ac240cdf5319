BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'Test-SslEndpoint' {
    BeforeAll {
        # A port of loopback that nobody listens on.
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $closed = $listener.LocalEndpoint.Port
        $listener.Stop()
    }

    It 'is False where nobody listens, without an error' {
        Test-SslEndpoint "127.0.0.1:$closed" -ErrorAction Stop | Should -BeFalse
        "127.0.0.1:$closed", "[::1]:$closed" | Test-SslEndpoint | Should -Be $false, $false
    }

    It 'tells what is wrong and what to do' {
        $result = Test-SslEndpoint 127.0.0.1 -Port $closed -Detailed
        $result.IsValid | Should -BeFalse
        $result.Findings.Id | Should -Be 'NotReachable'
        $result.Findings.Recommendation | Should -Not -BeNullOrEmpty
        $result.Addresses.Address | Should -Be '127.0.0.1'
        $result | Out-String -Width 200 | Should -Match 'Endpoint +Valid +Protocol'
        $result | Format-List | Out-String -Width 200 | Should -Match 'Error NotReachable'
    }

    It 'takes bindings by their properties' {
        $result = [pscustomobject]@{ HostName = '127.0.0.1'; Port = $closed; Thumbprint = 'AB' } | Test-SslEndpoint -Detailed
        $result.ToString() | Should -Be "127.0.0.1:$closed"
    }

    It 'takes certificates, and goes to each of their names' {
        $result = New-SelfSignedSslCertificate -IPAddress 127.0.0.1, ::1 -Ephemeral | Test-SslEndpoint -Port $closed -Detailed
        $result | ForEach-Object { $_.ToString() } | Should -Be "127.0.0.1:$closed", "[::1]:$closed"
    }

    It 'goes on after what is no endpoint' {
        $result = 'a b', "127.0.0.1:$closed" | Test-SslEndpoint -ErrorVariable failures -ErrorAction SilentlyContinue
        $result | Should -BeFalse
        $failures[0].FullyQualifiedErrorId | Should -Be 'InvalidEndpoint,SslTools.Commands.TestSslEndpointCommand'
        $failures[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
    }
}
