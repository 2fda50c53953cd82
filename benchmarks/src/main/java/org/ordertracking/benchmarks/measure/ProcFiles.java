package org.ordertracking.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux says in {@code /proc} about processor time and memory. Times are in ticks of 10 ms, as on every Linux there. */
public final class ProcFiles {

    private static final double TICKS_PER_SECOND = 100;
    private static final double MEBIBYTE = 1024;
    /** Fields of {@code /proc/PID/stat} after the program's name, counted from 0. */
    private static final int USER_TIME = 11;

    private static final int SYSTEM_TIME = 12;
    private static final int CHILDREN_USER_TIME = 13;
    private static final int CHILDREN_SYSTEM_TIME = 14;
    /** Fields of the first line of {@code /proc/stat}: user, nice, system, (idle, iowait), irq, softirq, steal. */
    private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

    private ProcFiles() {}

    /** Seconds of processor time that a process has used, its threads together, in user and kernel mode. */
    public static double cpuSeconds(long pid) {
        return cpuSecondsIn(read("/proc/" + pid + "/stat"));
    }

    /** The same with that of all children that have ended. */
    public static double cpuSecondsWithEndedChildren(long pid) {
        String stat = read("/proc/" + pid + "/stat");
        return cpuSecondsIn(stat) + endedChildrenSecondsIn(stat);
    }

    /** Seconds of processor time that all of the machine was busy, with the time that a host took from it. */
    public static double machineBusySeconds() {
        return busySecondsIn(read("/proc/stat"));
    }

    /** Memory of a process in MiB, what it shares with others divided among them (Pss). */
    public static double residentMebibytes(long pid) {
        return kibibytesIn(read("/proc/" + pid + "/smaps_rollup"), "Pss") / MEBIBYTE;
    }

    static double cpuSecondsIn(String stat) {
        return secondsIn(stat, USER_TIME, SYSTEM_TIME);
    }

    static double endedChildrenSecondsIn(String stat) {
        return secondsIn(stat, CHILDREN_USER_TIME, CHILDREN_SYSTEM_TIME);
    }

    private static double secondsIn(String stat, int user, int system) {
        // The name, in brackets, may have blanks and brackets.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[user]) + Long.parseLong(fields[system])) / TICKS_PER_SECOND;
    }

    static double busySecondsIn(String stat) {
        String[] fields = stat.lines().findFirst().orElseThrow().trim().split("\\s+");
        double ticks = 0;
        for (int field : BUSY) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    static double kibibytesIn(String table, String key) {
        List<String> lines =
                table.lines().filter(line -> line.startsWith(key + ":")).toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("no line " + key + " in\n" + table);
        }
        return Long.parseLong(lines.get(0).replaceAll("\\D", ""));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read; is the process gone?", e);
        }
    }
}
