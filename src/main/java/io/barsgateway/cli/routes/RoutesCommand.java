package io.barsgateway.cli.routes;

import picocli.CommandLine.Command;

/** {@code bars routes}: the YAML routes, before they run. */
@Command(
        name = "routes",
        description = "The YAML routes, the mappings and the code tables, before they run.",
        subcommands = {CheckRoutesCommand.class, ListRoutes.class, GraphRoutes.class, TryRouteCommand.class})
public final class RoutesCommand {}
