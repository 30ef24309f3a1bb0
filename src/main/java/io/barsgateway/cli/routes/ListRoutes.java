package io.barsgateway.cli.routes;

import io.barsgateway.operate.routeauthor.DescribeRoutes;
import io.barsgateway.operate.routeauthor.RouteEntry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bars routes list}. */
@Command(
        name = "list",
        description = {
            "Lists the routes, or the variables that a step can read.",
            "Of a route: id, how it begins, file and line, what it does. Of a variable: its type and the properties of that."
        })
final class ListRoutes implements Callable<Integer> {

    @Mixin
    private FolderOfRoutes routes = new FolderOfRoutes();

    @Parameters(arity = "0..1", paramLabel = "STEP", description = "Id of a step, such as delivery-headers")
    private Optional<String> step = Optional.empty();

    @Override
    public Integer call() throws Exception {
        return routes.look((folder, gateway) -> {
            DescribeRoutes describe = gateway.getBean(DescribeRoutes.class);
            if (step.isEmpty()) {
                for (RouteEntry route : describe.list(folder)) {
                    System.out.printf(
                            "%-20s %-28s %-20s %s%n", route.id(), route.begins(), route.place(), route.description());
                }
                return 0;
            }
            Map<String, String> variables = describe.variables(folder, step.get());
            variables.forEach((name, type) -> System.out.println("${variable." + name + "}  " + type));
            if (variables.isEmpty()) {
                System.out.println("no step is called " + step.get() + ", or none before it sets a variable");
            }
            return variables.isEmpty() ? 1 : 0;
        });
    }
}
