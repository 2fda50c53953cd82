package org.ordertracking.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** What is in the jar of a library. */
record LibraryJar(List<String> entries) {

    /** The jar that a class comes from. */
    static LibraryJar of(Class<?> member) {
        try (JarFile jar = new JarFile(Path.of(member.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toFile())) {
            return new LibraryJar(jar.stream().map(ZipEntry::getName).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> classNames() {
        return entries.stream()
                .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                .filter(name -> !name.endsWith("module-info.class"))
                .map(name ->
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .toList();
    }

    /** Classes with methods in C. */
    List<String> classesWithNativeMethods() {
        return classNames().stream()
                .filter(name -> Arrays.stream(load(name).getDeclaredMethods())
                        .anyMatch(method -> Modifier.isNative(method.getModifiers())))
                .toList();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, LibraryJar.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
