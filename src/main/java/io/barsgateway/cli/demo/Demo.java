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
import picocli.CommandLine.Option;

/** {@code bars demo}: whole conversations, there and back, on free ports and in a home that is gone after them. */
@Command(
        name = "demo",
        description =
                "Runs whole conversations through the gateway and shows them; exit 0 only if every step was right.")
public final class Demo implements Callable<Integer> {

    @Option(names = "--break", description = "What to break: ${COMPLETION-CANDIDATES}", paramLabel = "PART")
    private @Nullable Part part;

    @Option(
            names = "--conversation",
            description = "Between two gateways: ${COMPLETION-CANDIDATES}, or all",
            completionCandidates = Names.class,
            paramLabel = "NAME")
    private @Nullable String conversation;

    /** The names of the conversations. */
    static final class Names extends ArrayList<String> {

        private static final long serialVersionUID = 1L;

        Names() {
            super(DemoConversations.all().keySet());
        }
    }

    /** What can be broken. */
    enum Part {
        sender_key("sender-key"),
        far_end_trust("far-end-trust"),
        store("store");

        private final String word;

        Part(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("bars-demo");
        try {
            if (conversation != null) {
                return conversations(folder, conversation) ? 0 : 1;
            }
            Home home = new Home(folder);
            try (LocalRun run = LocalRun.start(home, 0, settings(home, part))) {
                return new ValidationConversation(run, home, part).show() ? 0 : 1;
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static boolean conversations(Path folder, String wanted) throws Exception {
        Names names = new Names();
        if (!wanted.equals("all") && !names.contains(wanted)) {
            throw new IllegalArgumentException("--conversation is none of " + String.join(", ", names) + ", all");
        }
        boolean right = true;
        try (TwoGateways two = TwoGateways.start(folder)) {
            for (String name : names) {
                if (wanted.equals("all") || wanted.equals(name)) {
                    right &= new DemoConversations(two.from(), two.to()).show(name);
                }
            }
        }
        return right;
    }

    private static Map<String, Object> settings(Home home, @Nullable Part part) throws Exception {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bars.inbound.port", 0);
        settings.put("bars.local.port", 0);
        if (part == Part.sender_key || part == Part.far_end_trust) {
            // Another PKI's: a key that API-M does not know, a root that the far end is not under
            Home other = new Home(home.folder().resolve("other"));
            settings.put(
                    part == Part.sender_key ? "bars.sender.private-key" : "bars.sender.roots",
                    part == Part.sender_key
                            ? other.pki().senderKey()
                            : other.pki().root());
        }
        return settings;
    }
}
