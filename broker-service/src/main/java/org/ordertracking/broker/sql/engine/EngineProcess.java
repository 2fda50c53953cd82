package org.ordertracking.broker.sql.engine;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.ordertracking.broker.sql.engine.EngineException.Reason;

/**
 * The engine in a process of its own, so that no query can take the broker's memory, or the broker with it when the engine crashes. It does
 * one thing at a time, for one thread; {@link #kill}, {@link #end}, {@link #close} and {@link #residentBytes} are for any.
 *
 * <pre>
 *   start ──► IDLE ◄──► {@link #open} … {@link #query}  ──► ENDED ({@link #kill}, a crash) ──► GONE, with its folder ({@link #end}, {@link #close})
 * </pre>
 */
public final class EngineProcess implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EngineProcess.class);
    private static final int LARGEST_ANSWER = 256 << 20;
    private static final int SHOWN_ERRORS = 400;
    private static final long KIB = 1024;
    /** A killed process is gone within milliseconds, unless the system holds it. */
    private static final int LONGEST_END_SECONDS = 5;

    private final Process process;
    private final EngineFolder folder;
    private final DataOutputStream commands;
    private final DataInputStream answers;
    private volatile boolean killed;
    private CompletableFuture<Void> gone;

    private EngineProcess(Process process, EngineFolder folder) {
        this.process = process;
        this.folder = folder;
        this.commands = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    /** Starts one; takes some half a second until it answers. */
    public static EngineProcess start(EngineFolders folders) throws EngineException {
        try {
            EngineFolder folder = folders.create();
            try {
                Process process = EngineLaunch.start(folder.path());
                preferToBeKilled(process.pid());
                return new EngineProcess(process, folder);
            } catch (IOException cannot) {
                folder.delete();
                throw cannot;
            }
        } catch (IOException cannot) {
            throw new EngineException(Reason.NOT_STARTED, cannot.getMessage(), cannot);
        }
    }

    /** Where the kernel has to end a process for want of memory, it shall be this one and not the broker. */
    private static void preferToBeKilled(long pid) {
        try {
            Files.writeString(Path.of("/proc/" + pid + "/oom_score_adj"), "1000");
        } catch (IOException notLinux) {
            LOG.debugf("the SQL engine's process has no oom_score_adj: %s", notLinux);
        }
    }

    /**
     * Begins a new, empty database; the one before is gone.
     *
     * @param memoryBytes the engine's own limit, for what it keeps track of
     */
    public void open(long memoryBytes) throws EngineException {
        ask(command -> {
            command.writeByte(Frames.OPEN);
            command.writeLong(memoryBytes);
        });
    }

    /**
     * Takes SQL apart without running it.
     *
     * @return the tree of a SELECT as JSON, or an object with {@code error} and {@code error_message}
     */
    public String parse(String sql) throws EngineException {
        return text(ask(command -> {
            command.writeByte(Frames.PARSE);
            Frames.text(command, sql);
        }));
    }

    /** Runs a statement of the broker's own. */
    public void execute(String sql) throws EngineException {
        ask(command -> {
            command.writeByte(Frames.EXECUTE);
            Frames.text(command, sql);
        });
    }

    /** Adds rows to a table that has an {@link EngineRow}'s columns and their types. */
    public void append(String schema, String table, List<EngineRow> rows) throws EngineException {
        ask(command -> {
            command.writeByte(Frames.APPEND);
            Frames.text(command, schema);
            Frames.text(command, table);
            command.writeInt(rows.size());
            for (EngineRow row : rows) {
                command.writeInt(row.partition());
                command.writeLong(row.offset());
                command.writeBoolean(row.timestampMillis() != null);
                if (row.timestampMillis() != null) {
                    command.writeLong(row.timestampMillis());
                }
                Frames.text(command, row.key());
                Frames.text(command, row.headers());
                Frames.text(command, row.value());
                command.writeBoolean(row.object());
            }
        });
    }

    /**
     * Runs a query of a user's, which has to have been looked at before.
     *
     * @param maxRows more are cut off
     * @param maxBytes rows that would make the answer larger are cut off
     */
    public EngineResult query(String sql, int maxRows, int maxBytes) throws EngineException {
        DataInputStream answer = ask(command -> {
            command.writeByte(Frames.QUERY);
            Frames.text(command, sql);
            command.writeInt(maxRows);
            command.writeInt(maxBytes);
        });
        try {
            List<EngineResult.Column> columns = new ArrayList<>();
            for (int left = answer.readInt(); left > 0; left--) {
                columns.add(new EngineResult.Column(Frames.text(answer), Frames.text(answer)));
            }
            List<String> rows = new ArrayList<>();
            while (answer.readBoolean()) {
                rows.add(Frames.text(answer));
            }
            return new EngineResult(columns, rows, answer.readBoolean());
        } catch (IOException malformed) {
            throw ended(malformed);
        }
    }

    /** What the process has in memory now; empty where the system does not tell (it is read from /proc). */
    public OptionalLong residentBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .findFirst();
        } catch (IOException | RuntimeException untold) {
            return OptionalLong.empty();
        }
    }

    public boolean isAlive() {
        return !killed && process.isAlive();
    }

    /** Ends it at once, whatever it does; who waits for an answer gets {@link Reason#ENDED}. */
    public void kill() {
        killed = true;
        process.destroyForcibly();
    }

    /**
     * Ends it at once, as {@link #kill} does, and deletes its folder when it is gone: not before, since it may still write there.
     *
     * @return done when nothing is left
     */
    public synchronized CompletableFuture<Void> end() {
        if (gone == null) {
            kill();
            gone = process.onExit().thenRun(folder::delete);
        }
        return gone;
    }

    /** Ends it and waits until nothing is left of it; not for an event loop. Its folder goes too if the wait was in vain, only later. */
    @Override
    public void close() {
        try {
            end().get(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException held) {
            LOG.warnf(
                    "the SQL engine's process %d was killed and is not gone after %d seconds",
                    process.pid(), LONGEST_END_SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException undeleted) {
            LOG.warnf("%s, which is of no use any more, stays: %s", folder.path(), undeleted.getCause());
        }
    }

    /** The process, as the system knows it. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    private static String text(DataInputStream answer) throws EngineException {
        try {
            return Frames.text(answer);
        } catch (IOException malformed) {
            throw new EngineException(Reason.ENDED, "the engine's answer cannot be read", malformed);
        }
    }

    private DataInputStream ask(Command command) throws EngineException {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            command.write(new DataOutputStream(bytes));
            commands.writeInt(bytes.size());
            bytes.writeTo(commands);
            commands.flush();
            int length = answers.readInt();
            if (length < 1 || length > LARGEST_ANSWER) {
                throw new IOException("an answer of %d bytes".formatted(length));
            }
            byte[] answer = answers.readNBytes(length);
            DataInputStream fields = new DataInputStream(new ByteArrayInputStream(answer));
            return switch (fields.readUnsignedByte()) {
                case Frames.DONE, Frames.TEXT, Frames.RESULT -> fields;
                case Frames.OUT_OF_MEMORY -> throw new EngineException(Reason.MEMORY, Frames.text(fields));
                case Frames.FAILED -> throw new EngineException(Reason.REFUSED, Frames.text(fields));
                default -> throw new IOException("an unknown answer");
            };
        } catch (IOException broken) {
            throw ended(broken);
        }
    }

    private EngineException ended(IOException how) {
        boolean wanted = killed;
        kill();
        String errors = wanted ? "" : errors();
        return new EngineException(Reason.ENDED, errors.isEmpty() ? "the engine's process ended" : errors, how);
    }

    /** The beginning of what it complained of. */
    private String errors() {
        try (Stream<String> lines = Files.lines(EngineLaunch.errorsIn(folder.path()), StandardCharsets.ISO_8859_1)) {
            String text = String.join(" ", lines.limit(10).toList()).strip();
            return text.substring(0, Math.min(SHOWN_ERRORS, text.length()));
        } catch (IOException | RuntimeException untold) {
            return "";
        }
    }

    private interface Command {
        void write(DataOutputStream command) throws IOException;
    }
}
