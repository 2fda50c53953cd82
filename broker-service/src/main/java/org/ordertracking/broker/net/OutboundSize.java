package org.ordertracking.broker.net;

import io.netty.channel.DefaultMessageSizeEstimator;
import io.netty.channel.FileRegion;
import io.netty.channel.MessageSizeEstimator;

/**
 * Counts file regions as what they are. Netty counts them as nothing, since they take no memory; but then a client that
 * does not read never makes its channel unwritable, and regions pile up behind each other.
 */
final class OutboundSize implements MessageSizeEstimator {
    private static final Handle BUFFERS = DefaultMessageSizeEstimator.DEFAULT.newHandle();

    @Override
    public Handle newHandle() {
        return message -> message instanceof FileRegion region
                ? (int) Math.min(Integer.MAX_VALUE, region.count())
                : BUFFERS.size(message);
    }
}
