package org.ordertracking.broker.log;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What lies on a disk.
 *
 * @param directories parents before their children
 */
record DiskContents(SortedMap<Path, byte[]> files, SortedSet<Path> directories) {

    static final DiskContents EMPTY = new DiskContents(new TreeMap<>(), new TreeSet<>());
}
