package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mapdb.DBException;

class FileVolumeTest {

    private static final Path FILE = Path.of("/file");

    private final FakeDisk disk = new FakeDisk();
    private final LogFiles files = disk.mount();
    private FileVolume volume;

    @BeforeEach
    void open() throws IOException {
        files.createDirectories(FILE.getParent());
        volume = new FileVolume(files.openForWriting(FILE));
    }

    @Test
    void aWriteThatTheDiskTakesInPiecesIsWhole() throws IOException {
        disk.writeAtMost(3);
        byte[] bytes = "more than three bytes".getBytes();

        volume.writeAt(5, ByteBuffer.wrap(bytes));
        volume.putLong(100, 0x0123456789abcdefL);

        ByteBuffer read = ByteBuffer.allocate(bytes.length);
        volume.readAt(5, read);
        assertThat(read.array()).isEqualTo(bytes);
        assertThat(volume.getLong(100)).isEqualTo(0x0123456789abcdefL);
    }

    @Test
    void aWriteThatDoesNotFitFails() {
        disk.limitTo(10);

        assertThatThrownBy(() -> volume.writeAt(0, ByteBuffer.allocate(11))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> volume.putData(5, new byte[20], 0, 20)).isInstanceOf(DBException.VolumeIOError.class);
    }

    @Test
    void readingBehindTheEndFails() throws IOException {
        volume.writeAt(0, ByteBuffer.allocate(10));

        assertThatThrownBy(() -> volume.readAt(5, ByteBuffer.allocate(6))).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> volume.getLong(3)).isInstanceOf(DBException.VolumeIOError.class);
    }

    @Test
    void mapDbsAccessorsAgreeWithEachOther() throws IOException {
        volume.putInt(0, 0x01020304);
        volume.putByte(4, (byte) 5);
        volume.putData(5, new byte[] {0, 6, 7, 0}, 1, 2);
        volume.putData(7, ByteBuffer.wrap(new byte[] {8}));

        assertThat(volume.getLong(0)).isEqualTo(0x0102030405060708L);
        assertThat(volume.getInt(4)).isEqualTo(0x05060708);
        assertThat(volume.getByte(3)).isEqualTo((byte) 4);
        assertThat(volume.getDataInput(2, 4).readInt()).isEqualTo(0x03040506);
        byte[] part = new byte[4];
        volume.getData(1, part, 1, 2);
        assertThat(part).containsExactly(0, 2, 3, 0);
        volume.clear(2, 6);
        assertThat(volume.getLong(0)).isEqualTo(0x0102000000000708L);
        assertThat(volume.length()).isEqualTo(8);
        volume.truncate(4);
        assertThat(volume.length()).isEqualTo(4);
    }
}
