package org.ordertracking.order.screening;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ordertracking.events.OrderScreened.Rule;
import org.ordertracking.order.screening.rule.CardHistory;
import org.ordertracking.order.screening.rule.CardOrder;
import org.ordertracking.order.screening.rule.Finding;
import org.ordertracking.order.screening.rule.ScreenedOrder;

/**
 * What is known of a card, as bytes of the state store and its changelog: some 60 for each order.
 *
 * <pre>
 *   byte version (1) · byte count · count times: UTF event id · long seconds · int nanoseconds · byte scale ·
 *   byte length, unscaled amount · byte rule (0: none, else 1 + ordinal) · UTF detail, when there is a rule
 * </pre>
 */
final class CardHistoryCodec {

    private static final int VERSION = 1;
    private static final int BYTES_PER_ORDER = 64;

    private CardHistoryCodec() {}

    static byte[] write(CardHistory history) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(2 + history.orders().size() * BYTES_PER_ORDER);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte(history.orders().size());
            for (ScreenedOrder order : history.orders()) {
                write(order, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory do not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void write(ScreenedOrder screened, DataOutputStream out) throws IOException {
        CardOrder order = screened.order();
        byte[] amount = order.amount().unscaledValue().toByteArray();
        out.writeUTF(order.eventId());
        out.writeLong(order.placedAt().getEpochSecond());
        out.writeInt(order.placedAt().getNano());
        out.writeByte(order.amount().scale());
        out.writeByte(amount.length);
        out.write(amount);
        Optional<Rule> rule = screened.finding().broken();
        out.writeByte(rule.map(broken -> 1 + broken.ordinal()).orElse(0));
        if (rule.isPresent()) {
            out.writeUTF(screened.finding().detail());
        }
    }

    /**
     * Reads what was written.
     *
     * @param bytes null for a card that nothing is known of
     * @throws IllegalArgumentException when it was written by another version, or is damaged
     */
    static CardHistory read(byte[] bytes) {
        if (bytes == null) {
            return CardHistory.EMPTY;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("a card's history has version " + version + ", known is " + VERSION);
            }
            int count = in.readUnsignedByte();
            List<ScreenedOrder> orders = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                orders.add(readOrder(in));
            }
            return new CardHistory(orders);
        } catch (IOException e) {
            throw new IllegalArgumentException("a card's history is damaged", e);
        }
    }

    private static ScreenedOrder readOrder(DataInputStream in) throws IOException {
        String eventId = in.readUTF();
        Instant placedAt = Instant.ofEpochSecond(in.readLong(), in.readInt());
        int scale = in.readByte();
        byte[] unscaled = in.readNBytes(in.readUnsignedByte());
        CardOrder order = new CardOrder(eventId, placedAt, new BigDecimal(new BigInteger(unscaled), scale));
        int rule = in.readUnsignedByte();
        if (rule > Rule.values().length) {
            throw new IllegalArgumentException("a card's history names rule " + rule + ", which is not known");
        }
        return new ScreenedOrder(
                order,
                rule == 0 ? Finding.INCONSPICUOUS : new Finding(Optional.of(Rule.values()[rule - 1]), in.readUTF()));
    }
}
