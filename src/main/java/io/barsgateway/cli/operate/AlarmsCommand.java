package io.barsgateway.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.barsgateway.cli.reach.Operator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bars alarms}: what needs somebody now, and who has taken it. */
@Command(
        name = "alarms",
        description = {
            "Lists the alarms that stand and those of the last seven days: id, since when, how many, who has taken it.",
            "Exit 0 where every alarm that stands has been taken, else 1."
        },
        subcommands = AlarmsCommand.Take.class)
public final class AlarmsCommand implements Callable<Integer> {

    @Mixin
    private Operator operator = new Operator();

    @Override
    public Integer call() throws Exception {
        JsonNode report = operator.ask("alarms");
        int open = 0;
        for (JsonNode one : report.path("alarms")) {
            boolean stands = one.path("ended").isMissingNode();
            String owner = one.path("owner").asText();
            open += stands && owner.isEmpty() ? 1 : 0;
            System.out.println(
                    one.path("id").asText() + "  " + one.path("subject").asText() + "  count "
                            + one.path("count").asLong());
            System.out.println("    " + one.path("words").asText());
            System.out.println("    began " + one.path("began").asText()
                    + (stands ? ", stands" : ", ended " + one.path("ended").asText())
                    + (owner.isEmpty() ? ", nobody has taken it" : ", taken by " + owner));
        }
        System.out.println(open + " that nobody has taken");
        return open == 0 ? 0 : 1;
    }

    @Command(name = "take", description = "Takes an alarm: it is not told again, and stands until it is mended.")
    static final class Take implements Callable<Integer> {

        @Mixin
        private Operator operator = new Operator();

        @Parameters(paramLabel = "ID", description = "As bars alarms prints it")
        private String id = "";

        @Override
        public Integer call() throws Exception {
            operator.tell("alarms/" + id + "/take", JsonNodeFactory.instance.objectNode());
            System.out.println("taken");
            return 0;
        }
    }
}
