package org.ordertracking.demo;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The program: chooses the command. Without the name of one, the options are those of {@code order}. */
public final class DemoClient {

    private static final String USAGE = """
            usage: demo-client [order] OPTIONS   place an order and print its timeline live until it ends
                   demo-client smoke OPTIONS     the same; fails unless the order is delivered
                   demo-client load OPTIONS      place orders at a steady rate
                   demo-client measure OPTIONS   the same, and tell how long they took until a delivery was scheduled
                   demo-client tour OPTIONS      six steps through the suite, with real stops and a real kill

            """;

    private DemoClient() {}

    /** Ends the JVM with the command's exit code. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    static int run(PrintStream out, PrintStream err, String... arguments) throws InterruptedException {
        String command = arguments.length == 0 ? "" : arguments[0];
        String[] options = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        return switch (command) {
            case "order" -> new PlaceAndFollow(out, err).run(options);
            case "smoke" -> new Smoke(out, err).run(options);
            case "load" -> load(new Load(out, err), options);
            case "measure" -> new Measure(out, err).run(options);
            case "tour" -> Tour.run(out, err, options);
            case "--help", "-h" -> {
                out.print(USAGE);
                out.println(OrderOptions.USAGE);
                out.println(SmokeOptions.USAGE);
                out.println(LoadOptions.USAGE);
                out.println(MeasureOptions.USAGE);
                out.println(TourOptions.USAGE);
                yield 0;
            }
            default -> new PlaceAndFollow(out, err).run(arguments);
        };
    }

    /** A run that is stopped by a signal still says what it has done. */
    private static int load(Load load, String... options) throws InterruptedException {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                load.stop();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "summary"));
        return load.run(options);
    }
}
