package io.barsgateway.cli.demo;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a demonstration can break, what that shows, and what it teaches. */
enum Broken {
    SENDER_KEY(
            "The gateway signs with a key that API-M does not know: it gets no token and cannot send.",
            "What came in was taken and delivered all the same. The response waits on disk and goes out by itself once API-M knows"
                    + " the key: publish it (bars cert jwks). bars cert token and bars health say why it waits."),
    FAR_END_TRUST(
            "The gateway does not know the CA behind API-M and the proxy: it connects to neither.",
            "Nothing is sent to somebody who cannot prove who they are. What came in was taken and delivered all the same; the"
                    + " response waits on disk, and goes out by itself once bars.sender.roots names that CA. bars doctor shows who"
                    + " answers there."),
    STORE(
            "The database is killed under the running gateway: nothing can be kept.",
            "A message is acknowledged only when it is on disk. This one was not, and the proxy heard so: it sends it again, and"
                    + " nothing is lost. bars health says that the store does not answer.");

    private final String shows;
    private final String lesson;

    Broken(String shows, String lesson) {
        this.shows = shows;
        this.lesson = lesson;
    }

    /** As it is written on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In one sentence. */
    String shows() {
        return shows;
    }

    String lesson() {
        return lesson;
    }

    /** The words of all, as the help lists them and as they are read. */
    static final class Words implements ITypeConverter<Broken>, Iterable<String> {

        @Override
        public Broken convert(String value) {
            return Arrays.stream(values())
                    .filter(broken -> broken.word().equals(value))
                    .findFirst()
                    .orElseThrow(
                            () -> new TypeConversionException(value + " is none of " + String.join(", ", new Words())));
        }

        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(values()).map(Broken::word).iterator();
        }
    }
}
