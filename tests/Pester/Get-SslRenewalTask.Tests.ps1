BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'Get-SslRenewalTask' {
    It 'shows nothing for a store without a task' { Get-SslRenewalTask | Should -BeNullOrEmpty }

    It 'shows a task as a list' {
        $task = [SslTools.SslRenewalTask] @{
            Scheduler = 'cron'; Name = 'ssltools-renewal-01234567'; Account = 'root'; StorePath = '/var/lib/ssltools'; Command = 'run it'
            Schedule = [SslTools.RenewalSchedule]::new([timespan[]] ('03:17', '15:17'), [timespan]::Zero); LastRun = [datetime] '2026-11-23T03:17:05'
            LastResult = 'Failed'; LastExitCode = 1; NextRun = [datetime] '2026-11-23T15:17:00'
        }
        $shown = ($task | Out-String) -replace '\s+', ' '
        $shown | Should -Match 'Schedule : 03:17, 15:17 LastRun \(UTC\) : 2026-11-23 03:17 LastResult : Failed \(exit code 1\) NextRun \(UTC\) : 2026-11-23 15:17'
        $shown | Should -Not -Match 'Path :.*Path :'
    }
}
