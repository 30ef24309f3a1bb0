package io.barsgateway.cli.duty;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cli.reach.Operator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bars take}: says who looks after work. */
@Command(
        name = "take",
        description = {
            "Makes you the one who looks after work, under the name of your credential. An alarm is taken with: bars alarms take ID.",
            "Exit 0 where all of it is yours, else 1."
        })
public final class TakeCommand implements Callable<Integer> {

    @Mixin
    private Operator operator = new Operator();

    @Mixin
    private Selection selection = new Selection();

    @Option(names = "--over", description = "Also what somebody else looks after")
    private boolean over;

    @Override
    public Integer call() throws Exception {
        ObjectNode more = JsonNodeFactory.instance.objectNode();
        if (over) {
            more.put("over", true);
        }
        return selection.ask(operator, "work/take", more, "taken");
    }
}
