package org.ordertracking.messaging.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.Event;
import org.ordertracking.events.EventTypes;

class EventReflectionTest {

    @Test
    void everyTypeThatCanBePartOfAnEventIsKeptInANativeImage() {
        Set<Class<?>> needed = new HashSet<>();
        EventTypes.all().forEach(type -> collect(type.payload(), needed));

        RegisterForReflection kept = EventReflection.class.getAnnotation(RegisterForReflection.class);
        assertThat(Set.of(kept.targets())).isEqualTo(needed);
    }

    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                collect(argument, found);
            }
        } else if (type instanceof Class<?> plain && isOurs(plain) && found.add(plain) && plain.isRecord()) {
            for (RecordComponent component : plain.getRecordComponents()) {
                collect(component.getGenericType(), found);
            }
        }
    }

    private static boolean isOurs(Class<?> type) {
        return type.getPackage() == Event.class.getPackage();
    }
}
