package io.barsgateway.cli.send;

import io.barsgateway.fhir.Original;
import io.barsgateway.operate.routefiles.Nearest;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a command was told to take: a file, or a sample by its name. A file of that name comes first.
 *
 * @param sample null where it is a file
 */
public record NamedMessage(
        String name, Original original, @Nullable Sample sample) {

    /** @throws IllegalArgumentException in words that name it, where it is neither or cannot be read */
    public static NamedMessage of(String name) {
        Path file = Path.of(name);
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(name + " is a folder: name the files in it");
        }
        if (Files.exists(file)) {
            return new NamedMessage(name, new Original(read(file)), null);
        }
        Sample sample = Sample.named(name)
                .orElseThrow(() -> new IllegalArgumentException(name
                        + ": there is no such file, and no sample has that name"
                        + Nearest.to(name, Sample.words())
                                .map(one -> "; do you mean " + one + "?")
                                .orElse("")
                        + "; bars send --list shows the samples"));
        return new NamedMessage(name, new Original(sample.bytes()), sample);
    }

    /**
     * The same, where it must be a whole message.
     *
     * @throws IllegalArgumentException also of a sample that is none
     */
    public static NamedMessage whole(String name) {
        NamedMessage message = of(name);
        if (message.sample() != null
                && (message.sample().isAboutACase() || message.sample().door() != Door.PROXY)) {
            throw new IllegalArgumentException(
                    "the sample " + name + " is no whole BaRS message; take one that is, such as referral-request");
        }
        return message;
    }

    /** The same; a sample with its times moved to now, a file as it is. */
    NamedMessage asOf(Instant now) {
        return sample == null ? this : new NamedMessage(name, new Original(SampleDates.until(now, bytes())), sample);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException(
                    file + " may not be read by the user " + System.getProperty("user.name")
                            + ": look at its owner and mode",
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    public byte[] bytes() {
        return original.bytes();
    }

    /** Names it only: what it holds may be a patient's. */
    @Override
    public String toString() {
        return name;
    }
}
