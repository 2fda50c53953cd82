package org.ordertracking.http.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The secret of operators. Kept as a digest: nothing that prints this object can tell it. */
final class AdminToken {

    static final int MIN_LENGTH = 16;

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7E]+");
    private static final Pattern BEARER = Pattern.compile("Bearer +([\\x21-\\x7E]+)", Pattern.CASE_INSENSITIVE);

    private final byte[] digest;

    /**
     * @throws IllegalArgumentException when it is too short or cannot be sent; the message does not repeat it
     */
    AdminToken(String token) {
        if (token.length() < MIN_LENGTH) {
            throw new IllegalArgumentException(
                    "admin.token (ADMIN_TOKEN) has %d characters, give it at least %d; openssl rand -hex 32 makes one"
                            .formatted(token.length(), MIN_LENGTH));
        }
        if (!VISIBLE_ASCII.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    "admin.token (ADMIN_TOKEN) has characters that a header cannot carry, use visible ASCII without spaces");
        }
        this.digest = sha256(token);
    }

    /** Whether this is the token that a header {@code Authorization} carries; takes the same time whatever is in it. */
    boolean isIn(String authorization) {
        Matcher bearer = BEARER.matcher(authorization.strip());
        return bearer.matches() && MessageDigest.isEqual(digest, sha256(bearer.group(1)));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
