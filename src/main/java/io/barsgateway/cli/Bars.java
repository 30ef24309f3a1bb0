package io.barsgateway.cli;

import io.barsgateway.cli.cert.Cert;
import io.barsgateway.cli.demo.Demo;
import io.barsgateway.cli.duty.DoneCommand;
import io.barsgateway.cli.duty.FindCommand;
import io.barsgateway.cli.duty.RetryCommand;
import io.barsgateway.cli.duty.ServiceCommand;
import io.barsgateway.cli.duty.TakeCommand;
import io.barsgateway.cli.duty.WorkCommand;
import io.barsgateway.cli.operate.AlarmsCommand;
import io.barsgateway.cli.operate.AuditCommand;
import io.barsgateway.cli.operate.CallerCommand;
import io.barsgateway.cli.operate.Doctor;
import io.barsgateway.cli.operate.Handshakes;
import io.barsgateway.cli.operate.Health;
import io.barsgateway.cli.operate.ProfilesCommand;
import io.barsgateway.cli.operate.TargetsCommand;
import io.barsgateway.cli.operate.UnclaimedCommand;
import io.barsgateway.cli.reach.Failure;
import io.barsgateway.cli.routes.RoutesCommand;
import io.barsgateway.cli.run.Pki;
import io.barsgateway.cli.run.Run;
import io.barsgateway.cli.run.Simulate;
import io.barsgateway.cli.run.Up;
import io.barsgateway.cli.send.Send;
import io.barsgateway.edge.handshake.TlsLimits;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The bars command. Exit code 0 is success, 1 a failure that its one line explains, 2 a call that cannot be read. */
@Command(
        name = "bars",
        description = "BaRS Gateway: bookings and referrals in from the BaRS API Proxy, responses out through it.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "BaRS Gateway 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Up.class,
            Demo.class,
            Send.class,
            Run.class,
            Simulate.class,
            Health.class,
            WorkCommand.class,
            FindCommand.class,
            RetryCommand.class,
            TakeCommand.class,
            DoneCommand.class,
            ServiceCommand.class,
            Pki.class,
            Cert.class,
            Doctor.class,
            Handshakes.class,
            AuditCommand.class,
            CallerCommand.class,
            AlarmsCommand.class,
            UnclaimedCommand.class,
            TargetsCommand.class,
            ProfilesCommand.class,
            RoutesCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Bars implements Runnable {

    @Spec
    private CommandSpec command = CommandSpec.create();

    public static void main(String[] args) {
        // A client may not make us begin a TLS handshake anew
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        System.setProperty("java.awt.headless", "true");
        // Key agreement: the curves that every peer of today has
        System.setProperty("jdk.tls.namedGroups", "x25519,secp256r1,secp384r1");
        TlsLimits.set();
        System.exit(commandLine().execute(args));
    }

    /** Reads words and runs them; a failure is told in one line on standard error. */
    public static CommandLine commandLine() {
        return new CommandLine(new Bars())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("bars: " + Failure.words(failure));
                    return 1;
                });
    }

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "Name a command; bars help lists them");
    }
}
