package org.ordertracking.broker;

/**
 * Where clients are told to connect.
 *
 * @param host name or address
 * @param port 1 to 65535
 */
record AdvertisedAddress(String host, int port) {
    private static final int MAX_PORT = 65_535;

    /**
     * Reads {@code host:port}; an IPv6 address stands in brackets.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static AdvertisedAddress parse(String address) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? "" : address.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isBlank() || !address.substring(colon + 1).matches("\\d{1,5}")) {
            throw malformed(address);
        }
        int port = Integer.parseInt(address.substring(colon + 1));
        if (port < 1 || port > MAX_PORT) {
            throw malformed(address);
        }
        return new AdvertisedAddress(host, port);
    }

    private static IllegalArgumentException malformed(String address) {
        return new IllegalArgumentException(
                "broker.advertised-address=%s is not host:port with a port from 1 to 65535, such as localhost:9092"
                        .formatted(address));
    }
}
