package org.ordertracking.broker.console.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ordertracking.http.door.AdminToken;

/**
 * What a browser keeps in the token's place: until when it may come in, signed with a key that only who knows the token can make. So
 * nothing has to be remembered here, and a new token ends all sessions.
 */
final class Session {
    static final Duration LENGTH = Duration.ofHours(12);

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;
    private final InstantSource clock;

    Session(AdminToken token, InstantSource clock) {
        this.key = token.key("broker console session");
        this.clock = clock;
    }

    /** A new one. */
    String begin() {
        String until = String.valueOf(clock.millis() + LENGTH.toMillis());
        return until + "." + sign(until);
    }

    /** Whether a browser brings one that holds. */
    boolean holds(String brought) {
        int dot = brought.indexOf('.');
        if (dot < 1) {
            return false;
        }
        String until = brought.substring(0, dot);
        boolean signed = MessageDigest.isEqual(
                sign(until).getBytes(StandardCharsets.US_ASCII),
                brought.substring(dot + 1).getBytes(StandardCharsets.US_ASCII));
        return signed && Long.parseLong(until) > clock.millis();
    }

    private String sign(String until) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(until.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
