package org.ordertracking.order.api;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text is not the number of a payment card: not 12 to 19 digits with a right check digit, whatever stands between them. Card
 * numbers do not belong on a log that keeps everything; nothing here repeats what was sent.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = NoCardNumber.Validator.class)
@interface NoCardNumber {

    String message() default "This looks like a card's number. Send the payment provider's token for the card instead.";

    /** The limit in words. */
    String limit() default "a token, no card number";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The check. */
    final class Validator implements ConstraintValidator<NoCardNumber, String> {

        private static final String NUMBER = "[0-9]{12,19}";

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            String digits = text.replaceAll("[ ._-]", "");
            return !(digits.matches(NUMBER) && hasRightCheckDigit(digits));
        }

        /** By Luhn's formula. */
        private static boolean hasRightCheckDigit(String digits) {
            int sum = 0;
            for (int i = 0; i < digits.length(); i++) {
                int digit = digits.charAt(digits.length() - 1 - i) - '0';
                int weighted = i % 2 == 1 ? digit * 2 : digit;
                sum += weighted > 9 ? weighted - 9 : weighted;
            }
            return sum % 10 == 0;
        }
    }
}
