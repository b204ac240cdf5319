# A real ACME CA on loopback, for the suites that need one; dot-sourced after Common.ps1. The module makes the CA's own TLS certificate.
function Start-Pebble {
    $free = foreach ($i in 1..2) {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $listener
    }
    $ports = $free | ForEach-Object { $_.LocalEndpoint.Port; $_.Stop() }
    $ca = New-SslCertificateAuthority pebble -DiscardRootKey -StorePath (Join-Path $TestDrive 'pebble')
    $tls = New-SelfSignedSslCertificate -IPAddress 127.0.0.1 -Authority pebble -StorePath (Join-Path $TestDrive 'pebble')
    $config = Join-Path $TestDrive 'pebble.json'
    Set-Content $config (@{ pebble = @{
        listenAddress = "127.0.0.1:$($ports[0])"; managementListenAddress = "127.0.0.1:$($ports[1])"
        certificate = $tls.FullChainPath; privateKey = $tls.PrivateKeyPath; httpPort = 5002; tlsPort = 5001
    } } | ConvertTo-Json)
    $env:PEBBLE_VA_NOSLEEP = $env:PEBBLE_VA_ALWAYS_VALID = '1'
    $process = Start-Process pebble -ArgumentList '-config', $config -PassThru -RedirectStandardOutput (Join-Path $TestDrive 'pebble.log') -RedirectStandardError (Join-Path $TestDrive 'pebble.err')
    $give_up = [DateTime]::UtcNow.AddSeconds(20)
    while ([DateTime]::UtcNow -lt $give_up) {
        $client = [Net.Sockets.TcpClient]::new()
        try { $client.Connect('127.0.0.1', $ports[0]); break } catch [Net.Sockets.SocketException] { } finally { $client.Dispose() }
    }
    [pscustomobject]@{ Server = "https://127.0.0.1:$($ports[0])/dir"; Root = $ca.RootPath; Process = $process }
}
