package io.barsgateway.cli.duty;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which work is meant: all that has every one of these. */
final class Filter {

    @Option(names = "--service", description = "Of this service of ours only")
    private Optional<String> service = Optional.empty();

    @Option(names = "--state", description = "set-aside, failing, waiting, behind, decision or returning")
    private Optional<String> state = Optional.empty();

    @Option(names = "--kind", description = "deliver: to local systems. send: to other organisations")
    private Optional<String> kind = Optional.empty();

    @Option(names = "--owner", description = "What this credential has taken")
    private Optional<String> owner = Optional.empty();

    /** What was named, as the operator's side calls it. */
    Map<String, String> named() {
        Map<String, String> named = new LinkedHashMap<>();
        service.ifPresent(text -> named.put("service", text));
        state.ifPresent(text -> named.put("state", State.of(text)));
        kind.ifPresent(text -> named.put("kind", text));
        owner.ifPresent(text -> named.put("owner", text));
        return named;
    }
}
