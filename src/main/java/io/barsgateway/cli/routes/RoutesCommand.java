package io.barsgateway.cli.routes;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bars routes}: the YAML routes, before they run. */
@Command(
        name = "routes",
        description = "The YAML routes, the mappings and the code tables, before they run.",
        subcommands = {CheckRoutesCommand.class, ListRoutes.class, GraphRoutes.class, TryRouteCommand.class})
public final class RoutesCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command");
    }
}
