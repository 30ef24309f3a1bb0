package io.barsgateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What processes use, as Linux tells it in {@code /proc}.
 *
 * @param seconds of processor time so far
 * @param megabytes of memory that is resident now
 * @param mostMegabytes that were ever resident
 * @param descriptors of files that are open now
 */
record Usage(double seconds, long megabytes, long mostMegabytes, long descriptors) {

    private static final double TICKS = 100;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern MOST_RESIDENT = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    /** Of those processes together, with the processor time of their children that have ended. */
    static Usage of(List<Long> processes) throws IOException {
        Usage all = new Usage(0, 0, 0, 0);
        for (long process : processes) {
            try {
                all = all.plus(of(Path.of("/proc", String.valueOf(process))));
            } catch (NoSuchFileException ended) {
                // Its parent has its time now
            }
        }
        return all;
    }

    private static Usage of(Path process) throws IOException {
        String status = Files.readString(process.resolve("status"));
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            return new Usage(
                    seconds(Files.readString(process.resolve("stat"))),
                    megabytes(RESIDENT, status),
                    megabytes(MOST_RESIDENT, status),
                    open.count());
        }
    }

    /** Fields 14 to 17 of proc(5): user and system, of the process and of its children that have ended. */
    static double seconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int field = 11; field <= 14; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / TICKS;
    }

    private static long megabytes(Pattern name, String status) {
        Matcher line = name.matcher(status);
        return line.find() ? Long.parseLong(line.group(1)) / 1024 : 0;
    }

    private Usage plus(Usage other) {
        return new Usage(
                seconds + other.seconds,
                megabytes + other.megabytes,
                mostMegabytes + other.mostMegabytes,
                descriptors + other.descriptors);
    }
}
