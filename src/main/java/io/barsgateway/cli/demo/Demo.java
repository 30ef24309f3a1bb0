package io.barsgateway.cli.demo;

import io.barsgateway.cli.reach.Home;
import io.barsgateway.cli.run.LocalRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bars demo}: whole conversations, there and back, on free ports and in a home that is gone after them. */
@Command(
        name = "demo",
        description = {
            "Runs whole conversations through the gateway and tells them line by line.",
            "Without an option: a request to validate an ambulance call, delivered, answered by an interim and a full response."
        },
        exitCodeListHeading = "Exit code:%n",
        exitCodeList = {
            "0:every step was right; with --break, the fault did what it should and nothing was lost",
            "1:a step was not right",
            "2:the command cannot be read"
        })
public final class Demo implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--break",
            paramLabel = "PART",
            converter = Broken.Words.class,
            completionCandidates = Broken.Words.class,
            description = "Breaks a part and shows what becomes of the message: ${COMPLETION-CANDIDATES}")
    private @Nullable Broken broken;

    @Option(
            names = "--conversation",
            description = "Between two gateways: ${COMPLETION-CANDIDATES}, or all",
            completionCandidates = Names.class,
            paramLabel = "NAME")
    private @Nullable String conversation;

    @Option(names = "--verbose", description = "Shows the logs of the gateways too")
    private boolean verbose;

    /** The names of the conversations. */
    static final class Names extends ArrayList<String> {

        private static final long serialVersionUID = 1L;

        Names() {
            super(DemoConversations.all().keySet());
        }
    }

    @Override
    public Integer call() throws Exception {
        if (conversation != null && !conversation.equals("all") && !new Names().contains(conversation)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--conversation is none of " + String.join(", ", new Names()) + ", all: " + conversation);
        }
        if (conversation != null && broken != null) {
            throw new ParameterException(
                    spec.commandLine(), "--break shows a conversation of its own: leave --conversation out");
        }
        boolean right;
        Path folder = Files.createTempDirectory("bars-demo");
        QuietLog log = QuietLog.unless(verbose);
        try {
            right = conversation == null ? validation(folder) : conversations(folder, conversation);
        } finally {
            log.close();
            FileSystemUtils.deleteRecursively(folder);
        }
        if (!right && !verbose) {
            System.out.println("Not as it should be; the logs may say why: run it again with --verbose");
        }
        return right ? 0 : 1;
    }

    private boolean validation(Path folder) throws Exception {
        Home home = new Home(folder);
        try (LocalRun run = LocalRun.start(home, 0, settings(home, broken))) {
            return new ValidationConversation(run, home, broken).show();
        }
    }

    private static boolean conversations(Path folder, String wanted) throws Exception {
        boolean right = true;
        try (TwoGateways two = TwoGateways.start(folder)) {
            for (String name : new Names()) {
                if (wanted.equals("all") || wanted.equals(name)) {
                    right &= new DemoConversations(two.from(), two.to()).show(name);
                }
            }
        }
        return right;
    }

    private static Map<String, Object> settings(Home home, @Nullable Broken broken) throws Exception {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bars.inbound.port", 0);
        settings.put("bars.local.port", 0);
        if (broken == Broken.SENDER_KEY || broken == Broken.FAR_END_TRUST) {
            // Another PKI's: a key that API-M does not know, a root that the far end is not under
            Home other = new Home(home.folder().resolve("other"));
            settings.put(
                    broken == Broken.SENDER_KEY ? "bars.sender.private-key" : "bars.sender.roots",
                    broken == Broken.SENDER_KEY
                            ? other.pki().senderKey()
                            : other.pki().root());
        }
        return settings;
    }
}
