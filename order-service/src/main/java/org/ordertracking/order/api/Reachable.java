package org.ordertracking.order.api;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A customer has a mail address or a phone number, so that there is a way to tell how the order goes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Reachable.Validator.class)
@interface Reachable {

    String message() default "Give a mail address or a phone number, or both.";

    /** The limit in words. */
    String limit() default "email or phone";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The check. */
    final class Validator implements ConstraintValidator<Reachable, OrderRequest.CustomerRequest> {

        @Override
        public boolean isValid(OrderRequest.CustomerRequest customer, ConstraintValidatorContext context) {
            return customer == null || customer.email() != null || customer.phone() != null;
        }
    }
}
