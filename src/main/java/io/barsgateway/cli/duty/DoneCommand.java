package io.barsgateway.cli.duty;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cli.reach.Operator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bars done}: ends work that a person handled in another way. */
@Command(
        name = "done",
        description = {
            "Ends work that was handled in another way, by telephone say: it is not tried again.",
            "A reference ends only the first of its case. Name the number of what follows it, such as a cancel, where that was told too.",
            "What follows in its case waits until somebody decides (bars work --state decision). A response that is owed stays owed."
        })
public final class DoneCommand implements Callable<Integer> {

    @Mixin
    private Operator operator = new Operator();

    @Mixin
    private Selection selection = new Selection();

    @Option(names = "--reason", required = true, description = "Why, for the audit; nothing of a patient")
    private String reason = "";

    @Option(
            names = "--spoke-to",
            required = true,
            description = "Whom you told: a role or a member of staff, never the patient's name")
    private String spokeTo = "";

    @Option(names = "--dry-run", description = "Says what would be ended, and changes nothing")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        ObjectNode more = JsonNodeFactory.instance.objectNode();
        more.put("reason", reason).put("spokeTo", spokeTo);
        if (dryRun) {
            more.put("dryRun", true);
        }
        return selection.ask(operator, "work/done", more, dryRun ? "would be ended" : "done");
    }
}
