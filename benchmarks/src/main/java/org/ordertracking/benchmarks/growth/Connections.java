package org.ordertracking.benchmarks.growth;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ordertracking.benchmarks.brokers.Disk;
import org.ordertracking.benchmarks.brokers.Installation;
import org.ordertracking.benchmarks.brokers.Launch;
import org.ordertracking.benchmarks.brokers.RunningBroker;
import org.ordertracking.benchmarks.clients.FirstRecord;
import org.ordertracking.benchmarks.clients.ManyClients;
import org.ordertracking.benchmarks.clients.Payloads;
import org.ordertracking.benchmarks.clients.Subject;
import org.ordertracking.benchmarks.measure.GrowthPoint;
import org.ordertracking.benchmarks.measure.ProcFiles;

/**
 * More and more connections, each with one request on its way at a time: ten records of 1 KiB, to one of ten partitions. The
 * limit of connections is raised, because those that prepare the run come on top.
 */
public final class Connections implements Dimension {

    private static final int THREADS = 8;
    private static final int PARTITIONS = 10;
    private static final int RECORDS_PER_REQUEST = 10;
    private static final int RECORD_BYTES = 1024;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final String TOPIC = "grown";
    private static final List<String> SETTINGS = List.of("broker.listener.max-connections=2100");

    private final Path java;
    private final Path scratch;
    private final List<Integer> steps;
    private final int seconds;

    /** @param seconds how long requests are sent at each step, after as long to warm up */
    public Connections(Path java, Path scratch, List<Integer> steps, int seconds) {
        this.java = java;
        this.scratch = scratch;
        this.steps = steps;
        this.seconds = seconds;
    }

    @Override
    public String id() {
        return "growth-connections";
    }

    @Override
    public List<GrowthPoint> measure(Installation installation) throws Exception {
        List<GrowthPoint> points = new ArrayList<>();
        for (int step : steps) {
            Path folder = scratch.resolve(id() + "-" + step);
            try (RunningBroker broker =
                    installation.start(Launch.in(folder, java).withSettings(SETTINGS))) {
                FirstRecord.through(broker, "probe", true);
                try (Subject subject = new Subject(broker)) {
                    subject.create(TOPIC, PARTITIONS);
                }
                points.addAll(measure(broker, step));
                broker.stop();
            } finally {
                Disk.remove(folder);
            }
        }
        return points;
    }

    private List<GrowthPoint> measure(RunningBroker broker, int connections) throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                Socket socket = new Socket("127.0.0.1", broker.port());
                sockets.add(socket);
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(PATIENCE_MILLIS);
            }
            recordsPerSecond(sockets);
            double throughput = recordsPerSecond(sockets);
            double memory = ProcFiles.residentMebibytes(broker.pid());
            return List.of(
                    new GrowthPoint(id(), connections, THROUGHPUT, throughput),
                    new GrowthPoint(id(), connections, MEMORY, memory));
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private double recordsPerSecond(List<Socket> sockets) throws Exception {
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        int threads = Math.min(THREADS, sockets.size());
        List<Long> requests = ManyClients.run(threads, number -> {
            List<Socket> own = new ArrayList<>();
            for (int i = number; i < sockets.size(); i += threads) {
                own.add(sockets.get(i));
            }
            return exchange(own, number % PARTITIONS, end);
        });
        long sent = requests.stream().mapToLong(Long::longValue).sum();
        return sent * RECORDS_PER_REQUEST / ((System.nanoTime() - start) / 1e9);
    }

    /** Sends a request over each, then waits for all answers, and again. */
    private static long exchange(List<Socket> sockets, int partition, long end) throws IOException {
        List<byte[]> payloads = Payloads.of(RECORD_BYTES);
        ProduceExchange exchange = new ProduceExchange(
                TOPIC, partition, payloads.subList(0, RECORDS_PER_REQUEST).toArray(byte[][]::new));
        List<DataInputStream> answers = new ArrayList<>();
        for (Socket socket : sockets) {
            answers.add(new DataInputStream(socket.getInputStream()));
        }
        long requests = 0;
        while (System.nanoTime() < end) {
            for (Socket socket : sockets) {
                exchange.send(socket.getOutputStream());
            }
            for (DataInputStream answer : answers) {
                exchange.receive(answer);
                requests++;
            }
        }
        return requests;
    }
}
