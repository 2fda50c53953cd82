package org.ordertracking.messaging.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.config.JdbiConfig;
import org.junit.jupiter.api.Test;

class JdbiReflectionTest {

    @Test
    void everyConfigurationClassOfJdbiIsKeptInANativeImage() throws IOException, URISyntaxException {
        RegisterForReflection kept = JdbiReflection.class.getAnnotation(RegisterForReflection.class);

        assertThat(new TreeSet<>(Set.of(kept.classNames()))).isEqualTo(configClasses());
    }

    private static Set<String> configClasses() throws IOException, URISyntaxException {
        Path location = Path.of(
                Jdbi.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (JarFile jar = new JarFile(location.toFile())) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith("org/jdbi/v3/core/") && name.endsWith(".class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .map(JdbiReflectionTest::load)
                    .flatMap(Optional::stream)
                    .filter(type ->
                            JdbiConfig.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers()))
                    .map(Class::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Empty for classes that need a library which is not there, such as the plugins for other libraries' types. */
    private static Optional<Class<?>> load(String name) {
        try {
            return Optional.of(Class.forName(name, false, Jdbi.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }
}
