package io.barsgateway.deliver.mapping;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.deliver.function.CodeTable;
import io.barsgateway.deliver.function.MappingFunctions;
import io.barsgateway.deliver.jsonata.MappingProperties;
import io.barsgateway.deliver.jsonata.MappingSource;
import io.barsgateway.deliver.jsonata.MappingStopped;
import io.barsgateway.deliver.jsonata.WatchedRun;
import io.barsgateway.fhir.fault.Cause;
import io.barsgateway.outbox.CannotMake;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping file, compiled. Any number of messages may be mapped at once.
 *
 * @param file its path in the routes folder
 * @param tables the code tables of its set, by their paths
 */
record Mapping(String file, Jsonata expression, MappingSource source, Map<String, CodeTable> tables) {

    /**
     * The JSON that it makes.
     *
     * @param input the message or its view
     * @param bytes how large that was
     * @param message what {@code $message} is
     * @throws CannotMake with file, line, member and reason, and no value of the message
     */
    byte[] apply(JsonNode input, int bytes, Map<String, Object> message, MappingProperties limits, Clock clock) {
        WatchedRun run = new WatchedRun(source, limits, bytes);
        Frame frame = expression.createFrame();
        frame.bind("message", (Object) message);
        MappingFunctions.bind(frame, run, tables, clock);
        run.watch(frame);
        try {
            return MappedJson.write(
                    expression.evaluate(MappedJson.read(input), frame),
                    limits.maxOutput().toBytes());
        } catch (RuntimeException | Error e) {
            // Of the machine, not of the mapping; the library wraps errors too
            Optional<Throwable> machine = Cause.chain(e)
                    .filter(cause -> cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError))
                    .findFirst();
            if (machine.isPresent()) {
                throw (VirtualMachineError) machine.get();
            }
            throw new CannotMake(words(run, run.reason(e)));
        }
    }

    private String words(WatchedRun run, MappingStopped why) {
        int line = run.line();
        String path = run.path();
        return file
                + (line == 0 ? "" : ":" + line)
                + (path.isEmpty() ? "" : ", making " + path)
                + ": "
                + why.mistake().words()
                + (why.detail().isEmpty() ? "" : " (" + why.detail() + ")");
    }
}
