package io.barsgateway.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bars demo}: one whole validation conversation, there and back, on free ports and in a home that is gone after it. */
@Command(
        name = "demo",
        description =
                "Runs one validation conversation through the gateway and shows it; exit 0 only if every step was right.")
final class Demo implements Callable<Integer> {

    @Option(names = "--break", description = "What to break: ${COMPLETION-CANDIDATES}", paramLabel = "PART")
    private @Nullable Part part;

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
            Home home = new Home(folder);
            try (LocalRun run = LocalRun.start(home, 0, settings(home, part))) {
                return new Conversation(run, home, part).show() ? 0 : 1;
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
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
