# Plans and errors alone, so that no task is registered on the machine; the .NET tests register with a real cron.
BeforeDiscovery { $noScheduler = -not ($IsWindows -or $IsMacOS -or $PSVersionTable.PSEdition -eq 'Desktop' -or (Get-Command crontab -ErrorAction Ignore) -or (Test-Path /run/systemd/system)) }

BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'Register-SslRenewalTask' {
    It 'shows the whole plan with -WhatIf, and registers nothing' -Skip:$noScheduler {
        $plan = Get-Screen 'Register-SslRenewalTask -At 03:17, 15:17 -ThrottleLimit 3 -WhatIf'
        $plan | Should -Match 'What if: Have \w+ renew the certificates of .+ every day at 03:17, 15:17, by the task .ssltools-renewal-[0-9a-f]{8}'
        $plan | Should -Match 'Update-SslCertificate -StorePath .+ -ThrottleLimit 3'
        $plan | Should -Match 'pwsh|powershell'
        Get-SslRenewalTask | Should -BeNullOrEmpty
    }

    It 'chooses two times twelve hours apart' -Skip:$noScheduler {
        (Get-Screen 'Register-SslRenewalTask -WhatIf') -match 'every day at (\d\d):(\d\d), (\d\d):(\d\d)' | Should -BeTrue
        [int] $Matches[3] - [int] $Matches[1] | Should -Be 12
        $Matches[4] | Should -Be $Matches[2]
    }

    It 'refuses <Id>' -Skip:$noScheduler -ForEach @(
        @{ Id = 'UnknownScheduler'; Arguments = @{ Scheduler = 'at' } }
        @{ Id = 'SchedulerUnavailable'; Arguments = @{ Scheduler = $(if ($IsMacOS) { 'systemd' } else { 'launchd' }) } }
        @{ Id = 'InvalidTimeOfDay'; Arguments = @{ At = '1.00:00' } }
    ) {
        { Register-SslRenewalTask @Arguments -WhatIf -ErrorAction Stop } | Should -Throw -ErrorId "$Id,SslTools.Commands.RegisterSslRenewalTaskCommand"
    }

    It 'completes schedulers' { Get-Completion 'Register-SslRenewalTask -Scheduler c' | Should -Be 'cron' }
}
