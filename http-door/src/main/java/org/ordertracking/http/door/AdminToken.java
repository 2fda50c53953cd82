package org.ordertracking.http.door;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret of operators. Kept as a digest: nothing that prints this object can tell it. */
public final class AdminToken {

    public static final int MIN_LENGTH = 16;

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7E]+");
    private static final Pattern BEARER = Pattern.compile("Bearer +([\\x21-\\x7E]+)", Pattern.CASE_INSENSITIVE);

    private final byte[] digest;

    /**
     * @param setting what its owner set, for messages: {@code admin.token (ADMIN_TOKEN)}
     * @throws IllegalArgumentException when it is too short or cannot be sent; the message does not repeat it
     */
    public AdminToken(String token, String setting) {
        if (token.length() < MIN_LENGTH) {
            throw new IllegalArgumentException(
                    "%s has %d characters, give it at least %d; openssl rand -hex 32 makes one"
                            .formatted(setting, token.length(), MIN_LENGTH));
        }
        if (!VISIBLE_ASCII.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    setting + " has characters that a header cannot carry, use visible ASCII without spaces");
        }
        this.digest = sha256(token);
    }

    /** Whether this is the token that a header {@code Authorization} carries; takes the same time whatever is in it. */
    public boolean isIn(String authorization) {
        Matcher bearer = BEARER.matcher(authorization.strip());
        return bearer.matches() && is(bearer.group(1));
    }

    /** Whether this is the token that somebody typed; takes the same time whatever it is. */
    public boolean is(String typed) {
        return MessageDigest.isEqual(digest, sha256(typed));
    }

    /**
     * A key that only who knows the token can make, for signing what is given to a browser in the token's place.
     *
     * @param use what it is for; another use gives another key
     */
    public byte[] key(String use) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(digest, "HmacSHA256"));
            return mac.doFinal(use.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
