package io.barsgateway.cli.send;

import java.util.Arrays;

/** The samples as {@code bars send --list} shows them: by where they go in. */
final class SampleList {

    private SampleList() {}

    static void print() {
        for (Door door : Door.values()) {
            System.out.println(door.description() + ":");
            Arrays.stream(Sample.values())
                    .filter(sample -> sample.door() == door)
                    .forEach(sample -> System.out.printf(
                            "  %-34s %s%n",
                            sample.word() + (sample.isAboutACase() ? " --of REF" : ""), sample.description()));
            System.out.println();
        }
        System.out.println("--print shows one and sends nothing.");
    }
}
