BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'Unregister-SslRenewalTask' {
    It 'fails where there is no task' {
        { Unregister-SslRenewalTask -ErrorAction Stop } | Should -Throw -ErrorId 'NoRenewalTask,SslTools.Commands.UnregisterSslRenewalTaskCommand'
    }

    It 'has nothing to do where nothing comes down the pipeline' { Get-SslRenewalTask | Unregister-SslRenewalTask }

    It 'shows the plan with -WhatIf' {
        $task = "[SslTools.SslRenewalTask] @{ Scheduler = 'cron'; Name = 'ssltools-renewal-01234567'; Account = 'root'; StorePath = '$store'; Command = 'run it'; Schedule = [SslTools.RenewalSchedule]::new([timespan[]] '03:17', [timespan]::Zero) }"
        Get-Screen "$task | Unregister-SslRenewalTask -WhatIf" | Should -Match "What if: Remove the task 'ssltools-renewal-01234567' from cron; nothing renews the certificates of .+ any more"
    }
}
