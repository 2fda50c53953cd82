package org.ordertracking.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;

class NativeImageConfigTest {

    private static final String FOLDER = "META-INF/native-image/org.ordertracking/kafka-native/";

    /** The names that LZ4Factory and XXHashFactory put together. */
    private static final Pattern FOUND_BY_NAME = Pattern.compile("net\\.jpountz\\."
            + "(lz4\\.LZ4(HC)?(JNI|JavaSafe|JavaUnsafe)(Compressor|FastDecompressor|SafeDecompressor)"
            + "|xxhash\\.XXHash(32|64)(JNI|JavaSafe|JavaUnsafe)"
            + "|xxhash\\.StreamingXXHash(32|64)(JNI|JavaSafe|JavaUnsafe)\\$Factory)");

    @Test
    void everyClassThatLz4FindsByNameIsKept() {
        RegisterForReflection kept = Lz4Reflection.class.getAnnotation(RegisterForReflection.class);

        assertThat(new TreeSet<>(Set.of(kept.classNames())))
                .isEqualTo(LibraryJar.of(LZ4Factory.class).classNames().stream()
                        .filter(FOUND_BY_NAME.asMatchPredicate())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyClassOfZstdWithNativeMethodsIsOpenToThem() throws IOException {
        assertThat(namesIn("jni-config.json"))
                .containsAll(LibraryJar.of(Zstd.class).classesWithNativeMethods());
    }

    @Test
    void everyClassThatNativeCodeIsLetIntoExists() throws IOException {
        assertThat(namesIn("jni-config.json"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Class.forName(name)).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(classes = {LZ4Factory.class, Zstd.class, Snappy.class})
    void theNativeLibraryForEachProcessorIsKept(Class<?> library) throws IOException {
        List<Pattern> kept = new ArrayList<>();
        for (JsonNode include : json("resource-config.json").at("/resources/includes")) {
            kept.add(Pattern.compile(include.get("pattern").textValue()));
        }

        assertThat(LibraryJar.of(library).entries())
                .filteredOn(entry ->
                        kept.stream().anyMatch(pattern -> pattern.matcher(entry).matches()))
                .hasSize(2)
                .anyMatch(entry -> entry.contains("/aarch64/"))
                .anyMatch(entry -> entry.contains("/amd64/") || entry.contains("/x86_64/"));
    }

    private static Set<String> namesIn(String file) throws IOException {
        Set<String> names = new TreeSet<>();
        json(file).forEach(entry -> names.add(entry.get("name").textValue()));
        return names;
    }

    private static JsonNode json(String file) throws IOException {
        try (InputStream in = NativeImageConfigTest.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
            return new ObjectMapper().readTree(in);
        }
    }
}
