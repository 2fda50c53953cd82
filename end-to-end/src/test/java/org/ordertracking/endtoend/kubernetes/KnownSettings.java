package org.ordertracking.endtoend.kubernetes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environment variables that a packaged service reads: those that its properties files refer to, and one for each
 * setting that these files, its own configuration interfaces and Quarkus' have. Read from the jars of the package.
 */
final class KnownSettings {

    private static final Map<String, KnownSettings> CACHE = new TreeMap<>();
    private static final List<String> FILES =
            List.of("application.properties", "META-INF/microprofile-config.properties");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");
    /** Decide which other settings are read, and so are none of them. */
    private static final Set<String> OF_THE_RUNTIME =
            Set.of("QUARKUS_PROFILE", "JAVA_TOOL_OPTIONS", "JAVA_OPTS", "JAVA_OPTS_APPEND");

    /** The standard's names, which services hand on to Quarkus' own. */
    private static final String OPEN_TELEMETRY = "OTEL_";

    private final Set<String> names;
    private final List<Pattern> patterns;

    private KnownSettings(Set<String> settings, Set<String> references) {
        names = new HashSet<>(references);
        names.addAll(OF_THE_RUNTIME);
        patterns = new ArrayList<>();
        for (String setting : settings) {
            if (setting.contains("*")) {
                patterns.add(Pattern.compile(Stream.of(setting.split("\\*", -1))
                        .map(KnownSettings::variable)
                        .collect(Collectors.joining(".+"))));
            } else {
                names.add(variable(setting));
            }
        }
    }

    /** @throws IllegalStateException if the service is not packaged */
    static synchronized KnownSettings of(String service) {
        return CACHE.computeIfAbsent(service, KnownSettings::read);
    }

    boolean include(String variable) {
        return isSetting(variable) || variable.startsWith(OPEN_TELEMETRY) && isSetting("QUARKUS_" + variable);
    }

    private boolean isSetting(String variable) {
        return names.contains(variable)
                || patterns.stream()
                        .anyMatch(pattern -> pattern.matcher(variable).matches());
    }

    /** As MicroProfile Config names the environment variable of a property. */
    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static KnownSettings read(String service) {
        Path application = ManifestFolder.project().resolve(service).resolve("target/quarkus-app");
        if (!Files.isDirectory(application)) {
            throw new IllegalStateException(service + " is not packaged, " + application + " is missing");
        }
        List<Path> jars = jars(application);
        try (URLClassLoader loader = new URLClassLoader(urls(jars), ClassLoader.getPlatformClassLoader())) {
            Set<String> settings = new HashSet<>();
            Set<String> references = new HashSet<>();
            for (String file : FILES) {
                for (URL url : Collections.list(loader.getResources(file))) {
                    String text = text(url);
                    Properties properties = new Properties();
                    properties.load(new StringReader(text));
                    properties.stringPropertyNames().forEach(name -> settings.add(name.replaceFirst("^%[^.]+\\.", "")));
                    Matcher matcher = REFERENCE.matcher(text);
                    while (matcher.find()) {
                        references.add(matcher.group(1));
                    }
                }
            }
            for (String type : configurationTypes(loader, jars)) {
                if (isReadAtRunTime(type, loader)) {
                    settings.addAll(settingsOf(type, loader));
                }
            }
            return new KnownSettings(settings, references);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the jars in " + application, e);
        }
    }

    /** Quarkus' are listed in its jars; ours are found. */
    private static Set<String> configurationTypes(URLClassLoader loader, List<Path> jars) throws IOException {
        Set<String> types = new HashSet<>();
        for (URL url : Collections.list(loader.getResources("META-INF/quarkus-config-roots.list"))) {
            text(url).lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(types::add);
        }
        for (Path jar : jars) {
            try (JarFile file = new JarFile(jar.toFile())) {
                file.stream()
                        .map(JarEntry::getName)
                        .filter(name -> name.startsWith("org/ordertracking/") && name.endsWith("Config.class"))
                        .map(name -> name.substring(0, name.length() - ".class".length())
                                .replace('/', '.'))
                        .forEach(types::add);
            }
        }
        return types;
    }

    /** Quarkus has made a class of those; what is fixed at build time has none. */
    private static boolean isReadAtRunTime(String type, ClassLoader loader) {
        return loader.getResource(type.replace('.', '/') + "$$CMImpl.class") != null;
    }

    /** By SmallRye Config itself, in the version of the service. */
    private static Set<String> settingsOf(String typeName, ClassLoader loader) {
        try {
            Class<?> type = Class.forName(typeName, false, loader);
            Class<? extends Annotation> mapping = Class.forName("io.smallrye.config.ConfigMapping", false, loader)
                    .asSubclass(Annotation.class);
            if (!type.isAnnotationPresent(mapping)) {
                return Set.of();
            }
            Class<?> configClass = Class.forName("io.smallrye.config.ConfigMappings$ConfigClass", true, loader);
            Object described = configClass.getMethod("configClass", Class.class).invoke(null, type);
            Map<?, ?> properties =
                    (Map<?, ?>) configClass.getMethod("getProperties").invoke(described);
            return properties.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read the settings of " + typeName, e);
        }
    }

    private static List<Path> jars(Path application) {
        try (Stream<Path> files = Files.walk(application)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + application, e);
        }
    }

    private static URL[] urls(List<Path> jars) {
        return jars.stream()
                .map(jar -> {
                    try {
                        return jar.toUri().toURL();
                    } catch (MalformedURLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toArray(URL[]::new);
    }

    private static String text(URL url) throws IOException {
        try (InputStream in = url.openStream();
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().collect(Collectors.joining("\n"));
        }
    }
}
