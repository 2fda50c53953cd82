package org.ordertracking.order.api;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who wants to hear by mail gives a mail address, who wants to hear by SMS a phone number. Broken at {@code channels}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ChannelsHaveAddresses.Validator.class)
@interface ChannelsHaveAddresses {

    String message() default
            "Give the address that goes with it, email for MAIL and phone for SMS, or leave the channel out.";

    /** The limit in words. */
    String limit() default "channels with an address";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The check. */
    final class Validator implements ConstraintValidator<ChannelsHaveAddresses, OrderRequest.CustomerRequest> {

        @Override
        public boolean isValid(OrderRequest.CustomerRequest customer, ConstraintValidatorContext context) {
            if (customer == null || customer.channels() == null) {
                return true;
            }
            boolean mailWithoutAddress = customer.channels().contains("MAIL") && customer.email() == null;
            boolean smsWithoutAddress = customer.channels().contains("SMS") && customer.phone() == null;
            if (!mailWithoutAddress && !smsWithoutAddress) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                    .addPropertyNode("channels")
                    .addConstraintViolation();
            return false;
        }
    }
}
