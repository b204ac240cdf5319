using System.IO;
using System.Linq;

namespace SslTools.Testing.StartTls;

/// <summary>The configurations of the servers; none of the machine's own is read.</summary>
internal static class StartTlsPrograms
{
    public static StartTlsProgram Postfix(StartTlsSetup setup)
    {
        var postfix = Programs.Require("postfix", "postfix");
        var folder = setup.Folder;
        Directory.CreateDirectory(folder["spool"]);
        GiveTo("postfix", Directory.CreateDirectory(folder["data"]).FullName);
        folder.Write("etc/main.cf", $"""
            compatibility_level = 3.6
            queue_directory = {folder["spool"]}
            data_directory = {folder["data"]}
            maillog_file = /dev/stdout
            maillog_file_prefixes = /dev
            myhostname = mail.example
            inet_interfaces = 127.0.0.1
            smtpd_tls_security_level = may
            smtpd_tls_chain_files = {setup.Key}, {setup.Certificate}
            alias_maps =
            alias_database =
            local_recipient_maps =

            """);
        folder.Write("etc/master.cf", $"""
            127.0.0.1:{setup.Port} inet n - n - - smtpd
            tlsmgr unix - - n 1000? 1 tlsmgr
            anvil unix - - n - 1 anvil
            postlog unix-dgram n - n - 1 postlogd

            """);
        return new(postfix, ["-c", folder["etc"], "start-fg"])
        {
            StopArguments = ["-c", folder["etc"], "stop"],
        };
    }

    public static StartTlsProgram Dovecot(StartTlsSetup setup, string protocol)
    {
        var dovecot = Programs.Require("dovecot", $"dovecot-{protocol}d");
        var run = Directory.CreateDirectory(setup.Folder["run"]).FullName;
        return new(dovecot, ["-F", "-c", setup.Folder.Write("dovecot.conf", $$"""
            protocols = {{protocol}}
            listen = 127.0.0.1
            base_dir = {{run}}
            state_dir = {{run}}
            log_path = /dev/stderr
            ssl = yes
            ssl_cert = <{{setup.Certificate}}
            ssl_key = <{{setup.Key}}
            default_login_user = nobody
            default_internal_user = nobody
            default_internal_group = nogroup
            service {{protocol}}-login {
              chroot =
              inet_listener {{protocol}} {
                port = {{setup.Port}}
              }
              inet_listener {{protocol}}s {
                port = 0
              }
            }
            service anvil {
              chroot =
            }
            passdb {
              driver = static
            }
            userdb {
              driver = static
              args = uid=nobody gid=nogroup home={{run}}
            }

            """)]);
    }

    public static StartTlsProgram Slapd(StartTlsSetup setup) => new(
        Programs.Require("slapd", "slapd"),
        ["-d", "0", "-h", $"ldap://127.0.0.1:{setup.Port}", "-f", setup.Folder.Write("slapd.conf", $"""
            TLSCertificateFile {setup.Certificate}
            TLSCertificateKeyFile {setup.Key}

            """)]);

    public static StartTlsProgram Vsftpd(StartTlsSetup setup) => new(
        Programs.Require("vsftpd", "vsftpd"),
        [setup.Folder.Write("vsftpd.conf", $"""
            listen=YES
            listen_address=127.0.0.1
            listen_port={setup.Port}
            background=NO
            anonymous_enable=YES
            ssl_enable=YES
            ssl_tlsv1=YES
            rsa_cert_file={setup.Certificate}
            rsa_private_key_file={setup.Key}
            secure_chroot_dir={Directory.CreateDirectory(setup.Folder["empty"]).FullName}

            """)]);

    public static StartTlsProgram MariaDb(StartTlsSetup setup)
    {
        var mariadbd = Programs.Require("mariadbd", "mariadb-server");
        var data = setup.Folder["data"];
        Programs.Run("mariadb-install-db", "--no-defaults", "--user=mysql", $"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db").Succeeded();
        return new(mariadbd,
        [
            "--no-defaults", "--user=mysql", $"--datadir={data}", $"--socket={Path.Combine(data, "s")}", $"--pid-file={Path.Combine(data, "pid")}",
            "--bind-address=127.0.0.1", $"--port={setup.Port}", $"--ssl-cert={setup.Certificate}", $"--ssl-key={setup.Key}",
        ]);
    }

    // It refuses to run as root, and lies beside its other versions.
    public static StartTlsProgram PostgreSql(StartTlsSetup setup)
    {
        var programs = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order().LastOrDefault() : null;
        var postgres = Programs.Require(Path.Combine(programs ?? "/usr/lib/postgresql", "bin", "postgres"), "postgresql");
        string[] user = ["--reuid=postgres", "--regid=postgres", "--clear-groups"];
        var home = Directory.CreateDirectory(setup.Folder["home"]).FullName;
        GiveTo("postgres", home);
        GiveTo("postgres", setup.Key);
        Programs.Run("chmod", "400", setup.Key).Succeeded();
        var data = Path.Combine(home, "data");
        Programs.Run("setpriv", [.. user, Path.Combine(Path.GetDirectoryName(postgres)!, "initdb"), "-D", data, "-N", "-A", "trust"]).Succeeded();
        return new(Programs.Require("setpriv", "util-linux"),
        [
            .. user, postgres, "-D", data, "-p", $"{setup.Port}", "-k", home, "-h", "127.0.0.1", "-c", "ssl=on",
            "-c", $"ssl_cert_file={setup.Certificate}", "-c", $"ssl_key_file={setup.Key}",
        ])
        {
            StopSignal = "INT",
        };
    }

    private static void GiveTo(string user, string path) => Programs.Run("chown", user, path).Succeeded();
}
