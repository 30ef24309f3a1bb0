package io.barsgateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Processor time that processes have used so far, in seconds, and their memory, in MB, as Linux tells it in {@code /proc}. */
record Usage(double seconds, long megabytes) {

    private static final double TICKS = 100;

    /** Of those processes together, with their children that have ended. */
    static Usage of(List<Long> processes) throws IOException {
        double seconds = 0;
        long megabytes = 0;
        for (long process : processes) {
            Path folder = Path.of("/proc", String.valueOf(process));
            try {
                seconds += seconds(Files.readString(folder.resolve("stat")));
                megabytes += Long.parseLong(Files.readString(folder.resolve("statm")).split(" ", -1)[1]) * 4 / 1024;
            } catch (NoSuchFileException ended) {
                // Its parent has its time now
            }
        }
        return new Usage(seconds, megabytes);
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
}
