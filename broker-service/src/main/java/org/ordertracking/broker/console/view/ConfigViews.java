package org.ordertracking.broker.console.view;

import java.util.List;

/** Settings, as the API shows them. */
public final class ConfigViews {

    private ConfigViews() {}

    /**
     * A setting.
     *
     * @param value null where it is hidden or has none
     * @param source where the value comes from, as Kafka names it: {@code TOPIC_CONFIG}, {@code DYNAMIC_BROKER_CONFIG},
     *     {@code STATIC_BROKER_CONFIG}, {@code DEFAULT_CONFIG} and so on
     * @param readOnly whether it can only be changed where the process is started
     * @param sensitive whether its value is hidden
     * @param type of its value
     * @param documentation Kafka's own text; null where it has none
     * @param synonyms where else a value is set, the strongest first
     */
    public record Setting(
            String name,
            String value,
            String source,
            boolean readOnly,
            boolean sensitive,
            String type,
            String documentation,
            List<Synonym> synonyms) {}

    /** A value that holds when no stronger one is set. */
    public record Synonym(String name, String value, String source) {}

    /**
     * A setting with its value.
     *
     * @param value null to go back to the default
     */
    public record Value(String name, String value) {}

    /** Settings that are to be changed, each on its own. */
    public record Changes(List<Value> configs) {}
}
