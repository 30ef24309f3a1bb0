package io.barsgateway.cli.routes;

import io.barsgateway.operate.routeauthor.SavedTrials;
import io.barsgateway.operate.routecheck.CheckRoutes;
import io.barsgateway.operate.routefiles.RouteProblem;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bars routes check}. Exit 0 where a gateway would take the folder and every saved trial comes to the same, else 1. */
@Command(
        name = "check",
        description = {
            "Says whether a gateway would take a folder of routes, without running any of it.",
            "One line for each mistake, with file and line and what to write instead. The same check is made of every edit while a gateway runs. Then every trial that",
            "`bars routes try --save` kept is made again, and must give the same result."
        })
final class CheckRoutesCommand implements Callable<Integer> {

    @Mixin
    private FolderOfRoutes routes = new FolderOfRoutes();

    @Override
    public Integer call() throws Exception {
        return routes.look((folder, gateway) -> {
            CheckRoutes check = gateway.getBean(CheckRoutes.class);
            check.unread(folder).forEach(file -> System.out.println("note: " + file));
            List<RouteProblem> problems = check.problems(folder);
            problems.forEach(System.out::println);
            if (!problems.isEmpty()) {
                System.out.println(problems.size() + " to mend: a gateway would not take " + folder);
                return 1;
            }
            SavedTrials saved = gateway.getBean(SavedTrials.class);
            List<RouteProblem> differences = saved.problems(folder);
            differences.forEach(System.out::println);
            int trials = saved.count(folder);
            System.out.println("good: a gateway would take " + folder
                    + (trials == 0
                            ? ""
                            : differences.isEmpty()
                                    ? ", and " + trials + " saved trials give the same result"
                                    : "; but saved trials give another result"));
            return differences.isEmpty() ? 0 : 1;
        });
    }
}
