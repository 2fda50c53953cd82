package org.ordertracking.notification.domain;

import org.ordertracking.events.Channel;

/**
 * What one message says, cut to what its channel carries: a text that grew too long must not cost the customer the
 * news.
 *
 * @param subject null on channels without one
 */
public record Message(String subject, String text) {

    /** Characters of a mail's subject. */
    public static final int MAX_SUBJECT = 150;

    /** Characters of a mail's text: an order of one hundred lines fits with room to spare. */
    public static final int MAX_MAIL_TEXT = 20_000;

    /** Characters of an SMS: two segments of GSM 03.38 text. */
    public static final int MAX_SMS_TEXT = 306;

    private static final String CUT = "…";

    /** A mail; the subject becomes one line, for line breaks in it would be further headers. */
    public static Message mail(String subject, String text) {
        return new Message(cut(oneLine(subject), MAX_SUBJECT), cut(text.strip(), MAX_MAIL_TEXT));
    }

    /** A text message, in one line. */
    public static Message sms(String text) {
        return new Message(null, cut(oneLine(text), MAX_SMS_TEXT));
    }

    /** The most characters that a text has on a channel. */
    public static int maxText(Channel channel) {
        return switch (channel) {
            case MAIL -> MAX_MAIL_TEXT;
            case SMS -> MAX_SMS_TEXT;
        };
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    }

    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max - CUT.length();
        // A surrogate pair is one character; half of one is none.
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }
}
