package org.ordertracking.notification.text;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import org.ordertracking.notification.domain.Language;

/** Dates, amounts and countries as readers of a language know them; what texts call {@code format}. */
public final class LocalFormat {

    private final Locale locale;
    private final DateTimeFormatter date;

    LocalFormat(Language language, ZoneId zone) {
        this.locale = language.locale();
        this.date = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .withZone(zone);
    }

    /** For example {@code 31 January 2026} and {@code 31. Januar 2026}. */
    public String date(Instant time) {
        return date.format(time);
    }

    /**
     * For example {@code €38.80} and {@code 38,80 €}.
     *
     * @param currency ISO 4217; one that the JDK does not know is written as its three letters
     */
    public String money(BigDecimal amount, String currency) {
        try {
            NumberFormat format = NumberFormat.getCurrencyInstance(locale);
            format.setCurrency(Currency.getInstance(currency));
            format.setMinimumFractionDigits(amount.scale());
            return format.format(amount);
        } catch (IllegalArgumentException unknownCurrency) {
            NumberFormat format = NumberFormat.getNumberInstance(locale);
            format.setMinimumFractionDigits(amount.scale());
            return format.format(amount) + " " + currency;
        }
    }

    /** For example {@code Germany} and {@code Deutschland} for {@code DE}, ISO 3166-1 alpha-2. */
    public String country(String code) {
        return new Locale.Builder().setRegion(code).build().getDisplayCountry(locale);
    }
}
