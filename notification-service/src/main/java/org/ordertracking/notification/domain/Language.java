package org.ordertracking.notification.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages in which customers can be written to; each has every text. */
public enum Language {
    ENGLISH(Locale.UK),
    GERMAN(Locale.GERMANY);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /**
     * The language of a code.
     *
     * @param code ISO 639-1, for example {@code de}; null gives none
     * @return empty when there are no texts in it
     */
    public static Optional<Language> of(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code().equals(code))
                .findFirst();
    }

    /** ISO 639-1, also the folder of the texts. */
    public String code() {
        return locale.getLanguage();
    }

    /** How dates, amounts and countries are written in it. */
    public Locale locale() {
        return locale;
    }
}
