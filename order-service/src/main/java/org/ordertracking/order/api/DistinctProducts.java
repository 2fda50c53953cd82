package org.ordertracking.order.api;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Each product stands on one line: the limit of pieces is one per product. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = DistinctProducts.Validator.class)
@interface DistinctProducts {

    String message() default "Put all pieces of a product on one line.";

    /** The limit in words. */
    String limit() default "each product once";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The check. */
    final class Validator implements ConstraintValidator<DistinctProducts, List<OrderRequest.LineRequest>> {

        @Override
        public boolean isValid(List<OrderRequest.LineRequest> lines, ConstraintValidatorContext context) {
            if (lines == null || lines.size() > OrderRequest.MAX_LINES) {
                return true;
            }
            Set<String> seen = new HashSet<>();
            return lines.stream()
                    .filter(line -> line != null && line.sku() != null)
                    .allMatch(line -> seen.add(line.sku()));
        }
    }
}
