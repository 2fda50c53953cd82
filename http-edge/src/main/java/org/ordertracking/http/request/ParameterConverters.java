package org.ordertracking.http.request;

import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.function.Function;
import org.ordertracking.http.problem.CommonProblem;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;

/**
 * Reads numbers and names of states from path and query. JAX-RS answers what it cannot convert with 404 and no word about
 * the parameter; here it is 400, and the parameter and what it takes are named.
 */
@Provider
public class ParameterConverters implements ParamConverterProvider {

    @Override
    public <T> ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        String name = parameterName(annotations);
        if (name == null) {
            return null;
        }
        if (type == int.class || type == Integer.class) {
            return new Named<>(
                    name, "a whole number up to " + Integer.MAX_VALUE, value -> cast(Integer.valueOf(value)));
        }
        if (type == long.class || type == Long.class) {
            return new Named<>(name, "a whole number up to " + Long.MAX_VALUE, value -> cast(Long.valueOf(value)));
        }
        if (type.isEnum()) {
            return new Named<>(
                    name, "one of " + Arrays.toString(type.getEnumConstants()), value -> constant(type, value));
        }
        return null;
    }

    private static String parameterName(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof QueryParam query) {
                return query.value();
            }
            if (annotation instanceof PathParam path) {
                return path.value();
            }
        }
        return null;
    }

    private static <T> T constant(Class<T> type, String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equals(value))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    /** {@code int.class.cast} refuses what {@code int} boxes to, so that the class cannot do this. */
    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }

    private record Named<T>(String name, String limit, Function<String, T> conversion) implements ParamConverter<T> {

        @Override
        public T fromString(String value) {
            if (value == null) {
                return null;
            }
            try {
                return conversion.apply(value);
            } catch (IllegalArgumentException unreadable) {
                throw new ProblemException(
                        Problem.withField(CommonProblem.INVALID_REQUEST, name, limit, "Change it, or leave it out."));
            }
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}
