package org.ordertracking.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.ordertracking.demo.Room.NotSeenException;

/**
 * Six steps through the suite, with real stops and a real kill: each does something, waits for what is to be seen, and says it.
 * Exit code: 0 when all was seen, 1 when not, 2 for a wrong call. Whatever was stopped is started again.
 */
final class Tour {

    private static final String LOGISTICS = "logistics-service";
    private static final String BROKER = "broker-service";
    private static final String OUT_OF_STOCK = "POSTER-LOG";
    private static final int STEPS = 6;
    private static final int ORDERS_TO_WAIT = 12;

    private final PrintStream out;
    private final PrintStream err;
    private final TourOptions options;
    private final Shop shop;
    private final Room room;
    private final Suite suite;
    private boolean allUp = true;
    private int step;

    Tour(PrintStream out, PrintStream err, TourOptions options, Room room, Suite suite) {
        this.out = out;
        this.err = err;
        this.options = options;
        this.shop = new Shop(options.order().shop());
        this.room = room;
        this.suite = suite;
    }

    /** Takes the options of the command line. */
    static int run(PrintStream out, PrintStream err, String... arguments) throws InterruptedException {
        TourOptions options;
        try {
            options = TourOptions.parse(arguments);
        } catch (UsageException e) {
            err.println("tour: " + e.getMessage());
            err.println(TourOptions.USAGE);
            return 2;
        }
        Optional<String> token =
                Optional.ofNullable(System.getenv("ADMIN_TOKEN")).filter(value -> !value.isBlank());
        Room room = new Room(options.order().shop(), token);
        return new Tour(out, err, options, room, new ScriptSuite(options.script())).walk();
    }

    int walk() throws InterruptedException {
        try {
            place();
            orderWhatIsSoldOut();
            cancel();
            stopLogistics();
            poison();
            killTheBroker();
            out.println();
            out.println("All six seen, and everything runs. The same live: "
                    + options.order().shop().resolve("/control-room"));
            return 0;
        } catch (NotSeenException e) {
            err.println("tour: " + e.getMessage() + "; ./demo status and ./demo logs SERVICE tell more");
        } catch (Shop.RefusedException e) {
            err.println("tour: order-service refused: " + e.getMessage());
        } catch (IOException e) {
            err.println("tour: " + e.getMessage() + "; is everything running? (./demo status)");
        }
        return startAgain();
    }

    private int startAgain() throws InterruptedException {
        if (!allUp) {
            try {
                suite.up();
            } catch (IOException e) {
                err.println("tour: not everything could be started again: " + e.getMessage());
            }
        }
        return 1;
    }

    private void place() throws IOException, InterruptedException, NotSeenException {
        title("Place an order", "It goes from service to service by events on the log.");
        follow(shop.place(options.order(), Shop.newKey()), "DELIVERED");
    }

    private void orderWhatIsSoldOut() throws IOException, InterruptedException, NotSeenException {
        title("Order what is sold out", "The warehouse says no on the log, and nobody else sets to work.");
        follow(shop.place(options.order().of(OUT_OF_STOCK), Shop.newKey()), "REJECTED");
    }

    private void cancel() throws IOException, InterruptedException, NotSeenException {
        title("Cancel an order", "Called off while the others are at work on it: what was done is undone.");
        String orderId = shop.place(options.order(), Shop.newKey());
        shop.cancel(orderId);
        follow(orderId, "CANCELLED");
    }

    private void stopLogistics() throws IOException, InterruptedException, NotSeenException {
        title(
                "Stop logistics, watch the lag grow and drain",
                "Orders go on without it, as far as they get; what it has not read waits on the log.");
        allUp = false;
        suite.stop(LOGISTICS);
        for (int i = 0; i < ORDERS_TO_WAIT; i++) {
            shop.place(options.order(), Shop.newKey());
        }
        JsonNode behind =
                await("the lag of " + LOGISTICS + " grows by " + ORDERS_TO_WAIT, now -> lag(now) >= ORDERS_TO_WAIT);
        seen("%d orders placed, %s is %d records behind.", ORDERS_TO_WAIT, LOGISTICS, lag(behind));
        up();
        AtomicLong most = new AtomicLong();
        await("the lag of " + LOGISTICS + " drains", now -> {
            most.accumulateAndGet(lag(now), Math::max);
            return isLogKnown(now) && lag(now) == 0;
        });
        seen("%s has read all of it; it was %d records behind at most.", LOGISTICS, Math.max(most.get(), lag(behind)));
    }

    private void poison() throws IOException, InterruptedException, NotSeenException {
        title("Poison a topic", "A record that nobody can read must stop no order, and must not get lost.");
        JsonNode written = room.writeUnreadableRecord();
        seen(
                "A record that is no event stands at %s / %d / %d.",
                written.path("topic").asText(),
                written.path("partition").asInt(),
                written.path("offset").asLong());
        JsonNode letter = letter("the record becomes a dead letter", each -> {
            JsonNode origin = each.path("origin");
            return origin.path("topic").equals(written.path("topic"))
                    && origin.path("partition").equals(written.path("partition"))
                    && origin.path("offset").asLong() == written.path("offset").asLong();
        });
        seen(
                "It is a dead letter of order-service: %s",
                letter.path("failure").path("reason").asText());
        String id = letter.path("id").asText();
        room.decide(id, "replay");
        JsonNode again = letter(
                "the letter comes back after its replay",
                each -> each.path("replayOf").asText().equals(id));
        seen("Replayed, it failed again: another letter, which names the first.");
        room.decide(again.path("id").asText(), "discard");
        seen("Put away. Orders never waited for it.");
    }

    private void killTheBroker() throws IOException, InterruptedException, NotSeenException {
        title("Kill the broker, watch it recover", "kill -9: no goodbye to anybody. Orders are taken all the same.");
        allUp = false;
        suite.kill(BROKER);
        await("the log is gone", now -> !isLogKnown(now));
        String orderId = shop.place(options.order(), Shop.newKey());
        JsonNode waiting = await("the order waits in the outbox", now -> outbox(now) > 0);
        seen("The broker is away; the order is taken, %d event waits in the outbox.", outbox(waiting));
        up();
        await("the outbox is empty again", now -> isLogKnown(now) && outbox(now) == 0);
        seen("The broker is back, and what waited is on the log.");
        follow(orderId, "DELIVERED");
    }

    private void up() throws IOException, InterruptedException {
        suite.up();
        allUp = true;
    }

    /** Prints the order's timeline until it ends. */
    private void follow(String orderId, String expected) throws InterruptedException, NotSeenException {
        out.println("     order " + orderId);
        Optional<String> state = new TimedFollower(shop, out, err)
                .follow(orderId, options.order().timeout());
        if (!state.equals(Optional.of(expected))) {
            throw new NotSeenException(
                    "order " + orderId + " is " + state.orElse("not at its end") + " and not " + expected);
        }
        seen("%s.", expected);
    }

    private JsonNode letter(String what, Predicate<JsonNode> wanted)
            throws IOException, InterruptedException, NotSeenException {
        AtomicReference<JsonNode> found = new AtomicReference<>();
        await(what, now -> {
            for (JsonNode each : room.deadLetters()) {
                if (wanted.test(each)) {
                    found.set(each);
                }
            }
            return found.get() != null;
        });
        return found.get();
    }

    private JsonNode await(String what, Room.Sight sight) throws IOException, InterruptedException, NotSeenException {
        return room.await(what, options.patience(), sight);
    }

    private static boolean isLogKnown(JsonNode now) {
        return !now.path("log").has("missing");
    }

    private static long lag(JsonNode now) {
        long lag = 0;
        for (JsonNode reader : now.path("log").path("readers")) {
            if (reader.path("group").asText().equals(LOGISTICS)) {
                lag += reader.path("lag").asLong();
            }
        }
        return lag;
    }

    private static long outbox(JsonNode now) {
        long waiting = 0;
        for (JsonNode service : now.path("services")) {
            waiting += service.path("outbox").asLong();
        }
        return waiting;
    }

    private void title(String title, String why) {
        step++;
        out.println();
        out.println(step + "/" + STEPS + "  " + title);
        out.println("     " + why);
    }

    private void seen(String format, Object... values) {
        out.println("  ✓  " + String.format(Locale.ROOT, format, values));
    }
}
