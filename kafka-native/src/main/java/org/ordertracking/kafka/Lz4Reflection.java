package org.ordertracking.kafka;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** lz4 finds its codecs and hashes by name, the native ones and, where those do not load, the Java ones. */
@RegisterForReflection(
        classNames = {
            "net.jpountz.lz4.LZ4HCJNICompressor",
            "net.jpountz.lz4.LZ4HCJavaSafeCompressor",
            "net.jpountz.lz4.LZ4HCJavaUnsafeCompressor",
            "net.jpountz.lz4.LZ4JNICompressor",
            "net.jpountz.lz4.LZ4JNIFastDecompressor",
            "net.jpountz.lz4.LZ4JNISafeDecompressor",
            "net.jpountz.lz4.LZ4JavaSafeCompressor",
            "net.jpountz.lz4.LZ4JavaSafeFastDecompressor",
            "net.jpountz.lz4.LZ4JavaSafeSafeDecompressor",
            "net.jpountz.lz4.LZ4JavaUnsafeCompressor",
            "net.jpountz.lz4.LZ4JavaUnsafeFastDecompressor",
            "net.jpountz.lz4.LZ4JavaUnsafeSafeDecompressor",
            "net.jpountz.xxhash.StreamingXXHash32JNI$Factory",
            "net.jpountz.xxhash.StreamingXXHash32JavaSafe$Factory",
            "net.jpountz.xxhash.StreamingXXHash32JavaUnsafe$Factory",
            "net.jpountz.xxhash.StreamingXXHash64JNI$Factory",
            "net.jpountz.xxhash.StreamingXXHash64JavaSafe$Factory",
            "net.jpountz.xxhash.StreamingXXHash64JavaUnsafe$Factory",
            "net.jpountz.xxhash.XXHash32JNI",
            "net.jpountz.xxhash.XXHash32JavaSafe",
            "net.jpountz.xxhash.XXHash32JavaUnsafe",
            "net.jpountz.xxhash.XXHash64JNI",
            "net.jpountz.xxhash.XXHash64JavaSafe",
            "net.jpountz.xxhash.XXHash64JavaUnsafe"
        })
final class Lz4Reflection {

    private Lz4Reflection() {}
}
