package io.barsgateway.cli.routes;

import io.barsgateway.operate.routeauthor.DescribeRoutes;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bars routes graph}. */
@Command(
        name = "graph",
        description = {
            "Draws the routes, or the steps of one route, as Mermaid.",
            "GitHub, GitLab and most editors show it: all routes and who calls whom. Put the text between ```mermaid and ``` in a Markdown file."
        })
final class GraphRoutes implements Callable<Integer> {

    @Mixin
    private FolderOfRoutes routes = new FolderOfRoutes();

    @Parameters(arity = "0..1", paramLabel = "ROUTE", description = "Id of a route, such as deliver-one (default: all)")
    private Optional<String> route = Optional.empty();

    @Override
    public Integer call() throws Exception {
        return routes.look((folder, gateway) -> {
            DescribeRoutes describe = gateway.getBean(DescribeRoutes.class);
            String graph = route.isEmpty() ? describe.graph(folder) : describe.graph(folder, route.get());
            System.out.println(graph.isEmpty() ? "no route is called " + route.orElse("") : graph);
            return graph.isEmpty() ? 1 : 0;
        });
    }
}
