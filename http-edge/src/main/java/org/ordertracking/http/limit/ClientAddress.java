package org.ordertracking.http.limit;

import io.netty.util.NetUtil;
import io.vertx.core.net.SocketAddress;
import java.util.HexFormat;

/** Who is counted as one client. */
public final class ClientAddress {

    private static final int IPV6_LENGTH = 16;

    /** Bytes of an IPv6 address that belong to a site. The rest a single machine can choose anew for each request. */
    private static final int SITE = 8;

    private static final String UNKNOWN = "unknown";

    private ClientAddress() {}

    /**
     * The address as a key: an IPv4 address as it is written, of an IPv6 address the first 64 bits. A proxy that is trusted
     * may have named something else than an address, which then stands for itself.
     */
    public static String of(SocketAddress address) {
        if (address == null || address.host() == null) {
            return UNKNOWN;
        }
        String text = address.hostAddress() == null ? address.host() : address.hostAddress();
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        if (bytes == null) {
            return text.length() > 64 ? text.substring(0, 64) : text;
        }
        if (bytes.length < IPV6_LENGTH) {
            return NetUtil.bytesToIpAddress(bytes);
        }
        return isIpv4Mapped(bytes)
                ? NetUtil.bytesToIpAddress(new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]})
                : HexFormat.of().formatHex(bytes, 0, SITE) + "/64";
    }

    private static boolean isIpv4Mapped(byte[] address) {
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[10] == (byte) 0xff && address[11] == (byte) 0xff;
    }
}
