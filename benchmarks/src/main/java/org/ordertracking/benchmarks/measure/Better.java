package org.ordertracking.benchmarks.measure;

/** In which direction a figure is good. */
public enum Better {
    HIGHER,
    LOWER
}
