package org.ordertracking.benchmarks.measure;

/** Which of the two brokers. */
public enum Side {
    OURS("broker-service"),
    KAFKA("Apache Kafka");

    private final String title;

    Side(String title) {
        this.title = title;
    }

    /** The name that people read. */
    public String title() {
        return title;
    }
}
