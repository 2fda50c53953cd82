package org.ordertracking.broker.sql.engine;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The engine's process: answers commands until the broker is gone. Commands are read by a thread of its own, so that the process ends with
 * the broker even while a query is computed.
 */
public final class EngineMain {

    private EngineMain() {}

    public static void main(String[] arguments) throws Exception {
        BlockingQueue<byte[]> commands = new ArrayBlockingQueue<>(1);
        Thread reader = new Thread(() -> read(commands), "commands");
        reader.setDaemon(true);
        reader.start();
        DataOutputStream answers =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        EngineDatabase database = new EngineDatabase();
        while (true) {
            byte[] answer = database.answer(new DataInputStream(new ByteArrayInputStream(commands.take())));
            deleteUnpacked();
            answers.writeInt(answer.length);
            answers.write(answer);
            answers.flush();
        }
    }

    private static void read(BlockingQueue<byte[]> commands) {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)))) {
            while (true) {
                byte[] command = new byte[in.readInt()];
                in.readFully(command);
                commands.put(command);
            }
        } catch (IOException | InterruptedException brokerIsGone) {
            // Nobody is left to tell.
        } finally {
            deleteUnpacked();
            Runtime.getRuntime().halt(0);
        }
    }

    /** The library is unpacked to the process' own folder; once it is loaded, its file only takes up room, and would stay after a kill. */
    private static void deleteUnpacked() {
        File[] unpacked = new File(System.getProperty("java.io.tmpdir"))
                .listFiles((folder, name) -> name.startsWith("libduckdb"));
        if (unpacked != null) {
            for (File file : unpacked) {
                file.delete();
            }
        }
    }
}
