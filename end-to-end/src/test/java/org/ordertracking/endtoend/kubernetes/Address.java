package org.ordertracking.endtoend.kubernetes;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** An IP address, and whether it lies in a block of addresses. */
record Address(InetAddress value) {

    /** @param literal an address, not a name: nothing is looked up */
    static Address of(String literal) {
        if (!literal.matches("[0-9a-fA-F:.]+")) {
            throw new IllegalArgumentException(literal + " is no address");
        }
        try {
            return new Address(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal + " is no address", e);
        }
    }

    /** @param cidr like {@code 10.0.0.0/8} */
    boolean isIn(String cidr) {
        int slash = cidr.indexOf('/');
        byte[] block = of(cidr.substring(0, slash)).value().getAddress();
        int prefix = Integer.parseInt(cidr.substring(slash + 1));
        byte[] bytes = value.getAddress();
        if (block.length != bytes.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((block[bit / 8] & mask) != (bytes[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
